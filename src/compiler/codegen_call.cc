// Calls.
#include "compiler/code_generator.h"

namespace taipan::compiler {

using namespace ast;

namespace {

constexpr size_t kStackUseGuideline = 30;

bool isPlain(Seq<ExprNode*> args, Seq<Keyword*> keywords) {
  for (ExprNode* arg : args) {
    if (arg->kind == NodeKind::Starred) return false;
  }
  for (Keyword* keyword : keywords) {
    if (keyword->arg.data() == nullptr) return false;
  }
  return true;
}

bool namesRepeat(Arena& arena, Seq<Keyword*> keywords) {
  AddressMap seen(arena);
  for (const Keyword* keyword : keywords) {
    if (keyword->arg.data() != nullptr && !seen.add(keyword->arg.data(), 0).second) return true;
  }
  return false;
}

}  // namespace

bool CodeGenerator::validateKeywords(Seq<Keyword*> keywords) {
  bool repeated = keywords.size <= 8 || namesRepeat(arena_, keywords);  // few are soon compared
  for (size_t i = 0; i < keywords.size; i++) {
    std::string_view name = keywords[i]->arg;
    if (name.data() == nullptr) continue;
    if (forbiddenName(name, ExprContext::Store)) return false;
    for (size_t j = i + 1; repeated && j < keywords.size; j++) {
      if (keywords[j]->arg.data() != name.data()) continue;
      at(keywords[j]);
      fail("keyword argument repeated: " + std::string(name));
      return false;
    }
  }
  return true;
}

void CodeGenerator::keywordNames(Seq<Keyword*> keywords) {
  ArenaVector<ConstantValue> names(arena_);
  names.reserve(keywords.size);
  for (Keyword* keyword : keywords) names.push_back(strConstant(keyword->arg));
  op(Opcode::KW_NAMES, unit_->constants.add(tupleConstant(names.view())));
}

void CodeGenerator::visitCall(const Call* node) {
  if (!validateKeywords(node->keywords) || visitMethodCall(node)) return;
  checkCaller(node->func);
  at(node->func);
  op(Opcode::PUSH_NULL);
  at(node);
  visit(node->func);
  callHelper(0, node->args, node->keywords);
}

// `value.method(plain arguments)` needs no bound method.  False if the call is not of that kind;
// functions of imported modules are not worth it either.
bool CodeGenerator::visitMethodCall(const Call* node) {
  auto* method = dynCast<Attribute>(node->func);
  if (method == nullptr || method->ctx != ExprContext::Load) return false;
  if (auto* base = dynCast<Name>(method->value)) {
    if ((symbols_.top->flagsOf(base->id) & kDefImport) != 0) return false;
  }
  size_t count = node->args.size + node->keywords.size;
  if (count + (node->keywords.empty() ? 0 : 1) >= kStackUseGuideline) return false;
  if (!isPlain(node->args, node->keywords)) return false;
  visit(method->value);
  at(method);
  atAttribute(method);
  opName(Opcode::LOAD_METHOD, method->attr);
  visitAll(node->args);
  for (Keyword* keyword : node->keywords) visit(keyword->value);
  if (!node->keywords.empty()) keywordNames(node->keywords);
  at(node);
  atAttribute(method);
  op(Opcode::PRECALL, static_cast<int>(count));
  op(Opcode::CALL, static_cast<int>(count));
  return true;
}

// `pushed` arguments are on the stack above the callable.
void CodeGenerator::callHelper(int pushed, Seq<ExprNode*> args, Seq<Keyword*> keywords) {
  if (!validateKeywords(keywords)) return;
  if (args.size + keywords.size * 2 > kStackUseGuideline || !isPlain(args, keywords)) {
    return callGeneral(pushed, args, keywords);
  }
  visitAll(args);
  for (Keyword* keyword : keywords) visit(keyword->value);
  if (!keywords.empty()) keywordNames(keywords);
  int count = pushed + static_cast<int>(args.size + keywords.size);
  op(Opcode::PRECALL, count);
  op(Opcode::CALL, count);
}

// With a tuple of arguments and a dict of keywords.
void CodeGenerator::callGeneral(int pushed, Seq<ExprNode*> args, Seq<Keyword*> keywords) {
  if (pushed == 0 && args.size == 1 && args[0]->kind == NodeKind::Starred) {
    visit(cast<Starred>(args[0])->value);
  } else {
    buildStarred(args, pushed, Opcode::BUILD_LIST, Opcode::LIST_APPEND, Opcode::LIST_EXTEND, true);
  }
  bool haveDict = false;
  size_t pending = 0;
  auto flush = [&](size_t begin, size_t end) {
    buildKeywords(keywords, begin, end);
    if (haveDict) op(Opcode::DICT_MERGE, 1);
    haveDict = true;
    pending = 0;
  };
  for (size_t i = 0; i < keywords.size; i++) {
    if (keywords[i]->arg.data() != nullptr) {
      pending++;
      continue;
    }
    if (pending != 0) flush(i - pending, i);
    if (!haveDict) op(Opcode::BUILD_MAP, 0);
    haveDict = true;
    visit(keywords[i]->value);
    op(Opcode::DICT_MERGE, 1);
  }
  if (pending != 0) flush(keywords.size - pending, keywords.size);
  op(Opcode::CALL_FUNCTION_EX, keywords.empty() ? 0 : 1);
}

void CodeGenerator::buildKeywords(Seq<Keyword*> keywords, size_t begin, size_t end) {
  size_t count = end - begin;
  bool big = count * 2 > kStackUseGuideline;
  if (count > 1 && !big) {
    ArenaVector<std::string_view> names(arena_);
    for (size_t i = begin; i < end; i++) {
      visit(keywords[i]->value);
      names.push_back(keywords[i]->arg);
    }
    loadTexts(names.view());
    return op(Opcode::BUILD_CONST_KEY_MAP, static_cast<int>(count));
  }
  if (big) unit_->add(ir(Opcode::BUILD_MAP), 0, CodePosition{});
  for (size_t i = begin; i < end; i++) {
    loadText(keywords[i]->arg);
    visit(keywords[i]->value);
    if (big) unit_->add(ir(Opcode::MAP_ADD), 1, CodePosition{});
  }
  if (!big) op(Opcode::BUILD_MAP, static_cast<int>(count));
}

}  // namespace taipan::compiler
