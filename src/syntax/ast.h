// The syntax tree: plain structs in an Arena, one for each node of Python 3.11's `ast` module.
//
// The structs are generated from ast.def into ast_nodes.h; the same table exists at run time
// (ast_table.h), so that the `_ast` classes, dumps, converters and checks walk trees generically.
//   - Every node starts with Node: its kind and position.  `cast<T>` views a node as its own type.
//   - Sums of several nodes have a base struct: ModNode, StmtNode, ExprNode, PatternNode.  Sums
//     without fields are enums (ExprContext, BinaryOperator, …).  The rest are single structs.
//   - Optional children are null pointers; an absent identifier or string has data() == nullptr.
//   - Dict.keys and Arguments.kwDefaults may hold null items, as in Python.
//   - Identifiers are interned in the arena (equal names have equal data()), and like all text here
//     are WTF-8 (base/utf8.h).
//   - Columns count UTF-8 bytes from 0; lines count from 1.
#pragma once

#include <cassert>
#include <cstdint>
#include <string_view>

#include "base/arena.h"
#include "base/constant.h"

namespace taipan::ast {

using Identifier = std::string_view;

enum class NodeKind : uint8_t;

struct Node {
  NodeKind kind{};
  int lineno = 0;
  int colOffset = 0;
  int endLineno = 0;
  int endColOffset = 0;
};

using taipan::ConstantType;
using taipan::ConstantValue;

}  // namespace taipan::ast

#include "syntax/ast_nodes.h"

namespace taipan::ast {

/// The node as its own struct; the kind must match.
template <typename T>
const T* cast(const Node* node) {
  assert(node->kind == T::kKind);
  return static_cast<const T*>(node);
}
template <typename T>
T* cast(Node* node) {
  assert(node->kind == T::kKind);
  return static_cast<T*>(node);
}

/// The same, or null if the node is null or of another kind.
template <typename T>
const T* dynCast(const Node* node) {
  return node != nullptr && node->kind == T::kKind ? static_cast<const T*>(node) : nullptr;
}
template <typename T>
T* dynCast(Node* node) {
  return node != nullptr && node->kind == T::kKind ? static_cast<T*>(node) : nullptr;
}

}  // namespace taipan::ast
