// Units, names, positions and the small emission helpers of the code generator.
#include "compiler/assembler.h"
#include "compiler/code_generator.h"

#include <algorithm>

#include "base/utf8.h"

namespace taipan::compiler {

using namespace ast;

void CodeGenerator::enterUnit(std::string_view name, UnitType type, const Node* node,
                              int firstLine) {
  CodeUnit* parent = unit_;
  if (unitDepth_ == units_.size()) {
    units_.push_back(new (arena_.allocate(sizeof(CodeUnit), alignof(CodeUnit))) CodeUnit(arena_));
  }
  unit_ = units_[unitDepth_++];
  unit_->reset();
  unit_->type = type;
  unit_->name = name;
  unit_->symbols = symbols_.find(node);
  unit_->firstLine = firstLine;
  if (parent != nullptr) unit_->privateName = parent->privateName;
  for (std::string_view parameter : unit_->symbols->parameters) unit_->locals.add(parameter);
  ArenaVector<std::string_view> cells(arena_), frees(arena_);
  for (const Symbol& symbol : unit_->symbols->symbols) {
    if (symbol.scope() == Scope::kCell) cells.push_back(symbol.name);
    if (symbol.scope() == Scope::kFree || (symbol.flags & kDefFreeClass) != 0) {
      frees.push_back(symbol.name);
    }
  }
  std::sort(cells.begin(), cells.end());
  std::sort(frees.begin(), frees.end());
  if (unit_->symbols->needsClassClosure) unit_->cells.add(arena_.intern("__class__"));
  for (std::string_view cell : cells) unit_->cells.add(cell);
  for (std::string_view free : frees) unit_->frees.add(free);
  unit_->graph.entry = unit_->current = newBlock();
  unit_->position = {firstLine, firstLine, 0, 0};
  if (type == UnitType::kModule) {
    unit_->position.line = 0;
  } else {
    setQualifiedName();
  }
  op(Opcode::RESUME, static_cast<int>(ResumeKind::kFunctionStart));
  if (type == UnitType::kModule) unit_->position.line = firstLine;
}

void CodeGenerator::setQualifiedName() {
  unit_->qualifiedName = unit_->name;
  if (unitDepth_ <= 2) return;
  const CodeUnit& parent = *units_[unitDepth_ - 2];
  if (unit_->type == UnitType::kFunction || unit_->type == UnitType::kAsyncFunction ||
      unit_->type == UnitType::kClass) {
    std::string_view mangled = mangleName(arena_, parent.privateName, unit_->name);
    if (parent.symbols->scopeOf(mangled) == Scope::kGlobalExplicit) return;
  }
  bool isFunction = parent.type == UnitType::kFunction ||
                    parent.type == UnitType::kAsyncFunction || parent.type == UnitType::kLambda;
  std::string name(parent.qualifiedName);
  name += isFunction ? ".<locals>." : ".";
  name += unit_->name;
  unit_->qualifiedName = arena_.copyText(name);
}

void CodeGenerator::exitUnit() {
  unitDepth_--;
  unit_ = unitDepth_ == 0 ? nullptr : units_[unitDepth_ - 1];
}

int32_t CodeGenerator::unitFlags() const {
  const SymbolBlock& block = *unit_->symbols;
  int32_t flags = codeFlags_ & kCoFutureMask;
  if (block.type == BlockType::kFunction) {
    flags |= kCoNewLocals | kCoOptimized;
    if (block.nested) flags |= kCoNested;
    if (block.generator) flags |= block.coroutine ? kCoAsyncGenerator : kCoGenerator;
    if (!block.generator && block.coroutine) flags |= kCoCoroutine;
    if (block.varArgs) flags |= kCoVarArgs;
    if (block.varKeywords) flags |= kCoVarKeywords;
  }
  if (topLevelAwait() && block.coroutine && !block.generator) flags |= kCoCoroutine;
  return flags;
}

const CodeSpec* CodeGenerator::finishUnit(bool addNone) {
  if (failed_) return nullptr;
  Instruction* last = unit_->current->last();
  if (last == nullptr || last->op != ir(Opcode::RETURN_VALUE)) {
    nowhere();
    if (addNone) loadNone();
    op(Opcode::RETURN_VALUE);
  }
  AssemblyInput input;
  input.argCount = unit_->argCount;
  input.positionalOnlyArgCount = unit_->positionalOnlyArgCount;
  input.keywordOnlyArgCount = unit_->keywordOnlyArgCount;
  input.flags = unitFlags();
  input.firstLine = unit_->firstLine;
  input.isGeneratorLike = unit_->symbols->generator || unit_->symbols->coroutine;
  input.names = unit_->names.copy();
  input.localNames = unit_->locals.view();
  input.cellNames = unit_->cells.view();
  input.freeNames = unit_->frees.view();
  input.fileName = options_.fileName;
  input.name = unit_->name;
  input.qualifiedName = unit_->qualifiedName.empty() ? unit_->name : unit_->qualifiedName;
  return assemble(unit_->graph, unit_->constants, input);
}

void CodeGenerator::opName(Opcode opcode, std::string_view name) {
  op(opcode, unit_->names.add(mangle(name)));
}

void CodeGenerator::loadConstant(const ConstantValue& constant) {
  op(Opcode::LOAD_CONST, unit_->constants.add(constant));
}

void CodeGenerator::loadTexts(Seq<std::string_view> texts) {
  ArenaVector<ConstantValue> items(arena_);
  items.reserve(texts.size);
  for (std::string_view text : texts) items.push_back(strConstant(text));
  loadConstant(tupleConstant(items.view()));
}

void CodeGenerator::at(const Node* node) {
  unit_->position = {node->lineno, node->endLineno, node->colOffset, node->endColOffset};
}

// An attribute over several lines: point at the name after the last dot.
void CodeGenerator::atAttribute(const Attribute* attribute) {
  CodePosition& position = unit_->position;
  if (position.line == attribute->endLineno) return;
  position.line = attribute->endLineno;
  int length = static_cast<int>(countCodePoints(attribute->attr));
  bool fits = length <= attribute->endColOffset;
  position.column = fits ? attribute->endColOffset - length : -1;
  if (!fits) position.endColumn = -1;  // a tree that no source gives
}

bool CodeGenerator::forbiddenName(std::string_view name, ExprContext context) {
  if (name != "__debug__" || context == ExprContext::Load) return false;
  fail(context == ExprContext::Store ? "cannot assign to __debug__" : "cannot delete __debug__");
  return true;
}

void CodeGenerator::nameOp(std::string_view name, ExprContext context) {
  if (forbiddenName(name, context)) return;
  std::string_view mangled = mangle(name);
  const SymbolBlock& block = *unit_->symbols;
  bool inFunction = block.type == BlockType::kFunction;
  auto emit = [&](Opcode load, Opcode store, Opcode remove, int arg) {
    op(context == ExprContext::Load ? load : context == ExprContext::Store ? store : remove, arg);
  };
  Scope scope = block.scopeOf(mangled);
  if (scope == Scope::kFree || scope == Scope::kCell) {
    bool inClass = block.type == BlockType::kClass;
    emit(inClass ? Opcode::LOAD_CLASSDEREF : Opcode::LOAD_DEREF, Opcode::STORE_DEREF,
         Opcode::DELETE_DEREF,
         scope == Scope::kCell ? unit_->cells.find(mangled) : unit_->freeOperand(mangled));
  } else if (scope == Scope::kLocal && inFunction) {
    emit(Opcode::LOAD_FAST, Opcode::STORE_FAST, Opcode::DELETE_FAST, unit_->locals.add(mangled));
  } else if (scope == Scope::kGlobalExplicit || (scope == Scope::kGlobalImplicit && inFunction)) {
    int index = unit_->names.add(mangled);
    emit(Opcode::LOAD_GLOBAL, Opcode::STORE_GLOBAL, Opcode::DELETE_GLOBAL,
         context == ExprContext::Load ? index << 1 : index);
  } else {
    emit(Opcode::LOAD_NAME, Opcode::STORE_NAME, Opcode::DELETE_NAME, unit_->names.add(mangled));
  }
}

SyntaxProblem CodeGenerator::problemHere(std::string message) const {
  SyntaxProblem problem;
  problem.message = std::move(message);
  problem.lineno = unit_->position.line;
  problem.offset = unit_->position.column + 1;
  problem.endLineno = unit_->position.endLine;
  problem.endOffset = unit_->position.endColumn + 1;
  return problem;
}

void CodeGenerator::fail(std::string message) {
  if (failed_) return;
  failed_ = true;
  result_.problem = problemHere(std::move(message));
}

void CodeGenerator::warn(std::string message) {
  if (failed_) return;
  SyntaxWarningNote note;
  note.asError = problemHere(message);
  note.asError.stage = ProblemStage::kCompiler;
  note.lineno = note.asError.lineno;
  note.message = std::move(message);
  result_.warnings.push_back(std::move(note));
}

void CodeGenerator::yieldFrom(bool awaiting) {
  Block* start = newBlock();
  Block* resume = newBlock();
  Block* exit = newBlock();
  use(start);
  jump(ir(Opcode::SEND), exit);
  use(resume);
  op(Opcode::YIELD_VALUE);
  op(Opcode::RESUME,
     static_cast<int>(awaiting ? ResumeKind::kAfterAwait : ResumeKind::kAfterYieldFrom));
  jump(kJumpNoInterrupt, start);
  use(exit);
}

void CodeGenerator::yieldValue() {
  if (unit_->symbols->generator && unit_->symbols->coroutine) op(Opcode::ASYNC_GEN_WRAP);
  op(Opcode::YIELD_VALUE);
  op(Opcode::RESUME, static_cast<int>(ResumeKind::kAfterYield));
}

void CodeGenerator::compare(ast::CompareOperator op_) {
  using C = ast::CompareOperator;
  using B = taipan::CompareOperator;
  auto rich = [&](B b) { op(Opcode::COMPARE_OP, static_cast<int>(b)); };
  switch (op_) {
    case C::Eq: return rich(B::kEq);
    case C::NotEq: return rich(B::kNe);
    case C::Lt: return rich(B::kLt);
    case C::LtE: return rich(B::kLe);
    case C::Gt: return rich(B::kGt);
    case C::GtE: return rich(B::kGe);
    case C::Is: return op(Opcode::IS_OP, 0);
    case C::IsNot: return op(Opcode::IS_OP, 1);
    case C::In: return op(Opcode::CONTAINS_OP, 0);
    case C::NotIn: return op(Opcode::CONTAINS_OP, 1);
  }
}

void CodeGenerator::binary(ast::BinaryOperator operation, bool inPlace) {
  using B = taipan::BinaryOperator;
  // In the order of ast::BinaryOperator.
  constexpr B kOperators[] = {B::kAdd, B::kSubtract, B::kMultiply, B::kMatrixMultiply,
                              B::kTrueDivide, B::kRemainder, B::kPower, B::kLshift, B::kRshift,
                              B::kOr, B::kXor, B::kAnd, B::kFloorDivide};
  int code = static_cast<int>(kOperators[static_cast<int>(operation)]);
  op(Opcode::BINARY_OP, inPlace ? code + static_cast<int>(B::kInplaceAdd) : code);
}

void CodeGenerator::reraiseAfterCleanup() {
  op(Opcode::COPY, 3);
  op(Opcode::POP_EXCEPT);
  op(Opcode::RERAISE, 1);
}

}  // namespace taipan::compiler
