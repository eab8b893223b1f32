// The node table at run time: names, fields, types and multiplicities, in the order of `ast`.
// Generated from ast.def by generate_ast.py, like the node structs that the offsets point into.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "syntax/ast.h"

namespace taipan::ast {

/// The types of ASDL: first the built-in ones, then every sum and product.
#include "syntax/ast_types.inc"

enum class Multiplicity : uint8_t { kOne, kOptional, kSequence };

struct FieldInfo {
  const char* name;         // as in Python: "decorator_list"
  TypeId type;
  Multiplicity multiplicity;
  size_t offset;            // in the node struct
  // What is stored there: kOne/kOptional nodes a pointer; enums one byte; `int` an int;
  // identifiers and strings a string_view; `constant` a ConstantValue; sequences a Seq of those.
};

struct NodeInfo {
  const char* name;  // "FunctionDef"
  TypeId type;       // the sum it belongs to (for a product: itself)
  size_t size;       // of the struct
  std::span<const FieldInfo> fields;
};

struct TypeInfo {
  const char* name;    // "stmt"
  bool hasPositions;   // lineno, col_offset, end_lineno, end_col_offset
  bool isProduct;      // its class in `ast` is the node class itself
  bool isEnum;         // a sum without fields, stored as one byte
  std::span<const char* const> members;  // of an enum, by value
  const char* doc;     // the ASDL text
};

const NodeInfo& nodeInfo(NodeKind kind);
const TypeInfo& typeInfo(TypeId type);
/// All of them, by NodeKind / TypeId.
std::span<const NodeInfo> allNodes();
std::span<const TypeInfo> allTypes();

/// Access to a field of a node through the table.
template <typename T>
T& fieldOf(Node* node, const FieldInfo& field) {
  return *reinterpret_cast<T*>(reinterpret_cast<char*>(node) + field.offset);
}
template <typename T>
const T& fieldOf(const Node* node, const FieldInfo& field) {
  return *reinterpret_cast<const T*>(reinterpret_cast<const char*>(node) + field.offset);
}

}  // namespace taipan::ast
