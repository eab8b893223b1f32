// _ast: the classes of syntax trees and the flags of compile() that go with them.
#include "bytecode/opcodes.h"
#include "modules/ast/ast_classes.h"
#include "modules/module_helpers.h"

namespace taipan {

extern const ModuleSpec kAstModule;

namespace {

Status addClass(Thread& thread, Module* module, const char* name, Type* type) {
  return moduleAdd(thread, module, name, newRef(Value(type)));
}

// Every sum, followed by its members.
Status populate(Thread& thread, Module* module) {
  AstClasses* classes = astClasses(thread);
  if (classes == nullptr) return Raised{};
  TRY(addClass(thread, module, "AST", classes->base));
  TRY(moduleAddInt(thread, module, "PyCF_ALLOW_TOP_LEVEL_AWAIT", kCfAllowTopLevelAwait));
  TRY(moduleAddInt(thread, module, "PyCF_ONLY_AST", kCfOnlyAst));
  TRY(moduleAddInt(thread, module, "PyCF_TYPE_COMMENTS", kCfTypeComments));
  for (size_t i = 0; i < kAstTypeCount; ++i) {
    if (classes->sums[i] == nullptr) continue;
    const ast::TypeInfo& info = ast::allTypes()[i];
    TRY(addClass(thread, module, info.name, classes->sums[i]));
    for (size_t k = 0; k < info.members.size(); ++k) {
      TRY(addClass(thread, module, info.members[k], classes->members[i][k]));
    }
    for (size_t kind = 0; kind < ast::kNodeKindCount; ++kind) {
      const ast::NodeInfo& node = ast::allNodes()[kind];
      if (static_cast<size_t>(node.type) == i && !info.isProduct) {
        TRY(addClass(thread, module, node.name, classes->nodes[kind]));
      }
    }
  }
  return kOk;
}

}  // namespace

const ModuleSpec kAstModule = {.name = "_ast", .populate = populate};

}  // namespace taipan
