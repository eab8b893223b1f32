// The classes of `_ast`, one set for each interpreter, and the ways between their instances and the C++ tree.
// Everything here follows the one node table, syntax/ast_table.h.
#pragma once

#include "base/arena.h"
#include "heap/ref.h"
#include "objects/str.h"
#include "objects/thread.h"
#include "syntax/ast.h"
#include "syntax/ast_table.h"

namespace taipan {

constexpr size_t kMaxNodeFields = 8;
constexpr size_t kAstTypeCount = 22;   // ASDL types, the built-in ones included
constexpr size_t kMaxEnumMembers = 13;

// All references are owned and live as long as the interpreter.
struct AstClasses {
  Type* base;                                            // ast.AST
  Type* sums[kAstTypeCount];                             // by ast::TypeId; null for identifier, int …; products too
  Type* nodes[ast::kNodeKindCount];                      // by NodeKind
  Type* members[kAstTypeCount][kMaxEnumMembers];         // Load, Add …
  Value instances[kAstTypeCount][kMaxEnumMembers];       // the one instance of each that trees share
  Str* fieldNames[ast::kNodeKindCount][kMaxNodeFields];  // interned
  Str* positions[4];                                     // lineno, col_offset, end_lineno, end_col_offset
  Str *fields, *attributes, *matchArgs;                  // _fields, _attributes, __match_args__
};

// Makes them at the first call.  Null: the exception is set.
AstClasses* astClasses(Thread& thread);
// Is `value` an instance of ast.AST?
Result<bool> isAstObject(Thread& thread, Value value);

// The tree as instances of the classes.  RecursionError for deep trees.
Ref<> objectFromTree(Thread& thread, const ast::Node* tree);

// The C++ tree of a Module, Expression or Interactive made of such instances, checked by validateTree; null: the
// exception is set.  Reads attributes, so it may run Python code.  `mode` is compile()'s: the kind that is wanted.
ast::ModNode* treeFromObject(Thread& thread, Arena& arena, Value object, int mode);

}  // namespace taipan
