// Code generation: walks the tree and emits instructions into the current CodeUnit.
//
// Errors: the first one is kept in problem_; after that every visit… returns at once, and the
// result is thrown away, so no function has to pass failures on.  The order in which blocks are
// created matters (see FlowGraph::blocks), and so does every position.
#pragma once

#include <string>

#include "compiler/code_unit.h"
#include "compiler/compiler.h"
#include "compiler/symtable.h"

namespace taipan::compiler {

class CodeGenerator {
 public:
  CodeGenerator(Arena& arena, const SymbolTable& symbols, const CompileOptions& options,
                int32_t codeFlags, int futureLastLine, int depthLimit, CompileResult& result)
      : arena_(arena), symbols_(symbols), options_(options), codeFlags_(codeFlags),
        futureLastLine_(futureLastLine), depthLimit_(depthLimit),
        result_(result), units_(arena) {}

  // The module's code object; null after an error (then in the result's problem).
  const CodeSpec* generate(const ast::ModNode* tree);

 private:
  struct PatternContext;
  enum class ComprehensionKind { kGenerator, kList, kSet, kDict };

  // Units (codegen_scope.cc)
  void enterUnit(std::string_view name, UnitType type, const ast::Node* node, int firstLine);
  void exitUnit();
  void setQualifiedName();
  const CodeSpec* finishUnit(bool addNone);
  int32_t unitFlags() const;
  bool topLevelAwait() const {
    return (options_.flags & kCfAllowTopLevelAwait) != 0 && unit_->type == UnitType::kModule;
  }
  bool futureAnnotations() const { return (codeFlags_ & kCoFutureAnnotations) != 0; }

  // Emission
  Block* newBlock() { return unit_->graph.newBlock(); }
  void use(Block* block) { unit_->use(block); }
  void op(Opcode opcode, int arg = 0) { unit_->add(ir(opcode), arg, unit_->position); }
  void pseudo(PseudoOp opcode) { unit_->add(opcode, 0, unit_->position); }
  void pseudoNoLine(PseudoOp opcode) { unit_->add(opcode, 0, CodePosition{}); }
  void jump(IrOp opcode, Block* target) {
    unit_->add(opcode, 0, unit_->position).target = target;
  }
  void jumpNoLine(IrOp opcode, Block* target) {
    unit_->add(opcode, 0, CodePosition{}).target = target;
  }
  void opName(Opcode opcode, std::string_view name);  // an interned one; mangles
  void opName(Opcode opcode, const char* name) { opName(opcode, arena_.intern(name)); }
  void loadConstant(const ConstantValue& constant);
  void loadNone() { loadConstant(noneConstant()); }
  void loadInt(int64_t value) { loadConstant(smallIntConstant(arena_, value)); }
  void loadText(std::string_view text) { loadConstant(strConstant(text)); }
  void loadTexts(Seq<std::string_view> texts);
  void at(const ast::Node* node);
  void nowhere() { unit_->position = CodePosition{}; }
  void atAttribute(const ast::Attribute* attribute);
  void nameOp(std::string_view name, ast::ExprContext context);  // an interned one
  void nameOp(const char* name, ast::ExprContext context) { nameOp(arena_.intern(name), context); }
  bool forbiddenName(std::string_view name, ast::ExprContext context);
  std::string_view mangle(std::string_view name) {
    return mangleName(arena_, unit_->privateName, name);
  }
  void fail(std::string message);
  void warn(std::string message);
  SyntaxProblem problemHere(std::string message) const;
  bool failed() const { return failed_; }

  void yieldFrom(bool awaiting);
  void yieldValue();
  void compare(ast::CompareOperator op);
  void binary(ast::BinaryOperator op, bool inPlace);
  void reraiseAfterCleanup();
  void jumpIf(const ast::ExprNode* test, Block* target, bool condition);

  // Functions and classes (codegen_function.cc)
  void visitFunction(const ast::StmtNode* node, std::string_view name, const ast::Arguments* args,
                     Seq<ast::StmtNode*> body, Seq<ast::ExprNode*> decorators,
                     const ast::ExprNode* returns, bool async);
  void visitClass(const ast::ClassDef* node);
  void visitLambda(const ast::Lambda* node);
  int visitDefaults(const ast::Arguments* args);
  bool visitAnnotations(const ast::Arguments* args, const ast::ExprNode* returns);
  void visitArgAnnotation(std::string_view name, const ast::ExprNode* annotation, int& count);
  void visitAnnotation(const ast::ExprNode* annotation);
  void checkDebugArguments(const ast::Arguments* args);
  void applyDecorators(Seq<ast::ExprNode*> decorators);
  void makeClosure(const CodeSpec* code, int flags);
  void setArgumentCounts(const ast::Arguments* args);
  void visitBody(Seq<ast::StmtNode*> body);

  // Statements (codegen_statement.cc, codegen_try.cc)
  void visitStatement(const ast::StmtNode* node);
  void visitStatements(Seq<ast::StmtNode*> nodes);
  void visitExpressionStatement(const ast::ExprNode* value);
  void visitReturn(const ast::Return* node);
  void visitBreak();
  void visitContinue();
  void visitIf(const ast::If* node);
  void visitWhile(const ast::While* node);
  void visitFor(const ast::For* node);
  void visitAsyncFor(const ast::AsyncFor* node);
  void visitImport(const ast::Import* node);
  void visitImportFrom(const ast::ImportFrom* node);
  void importAs(std::string_view name, std::string_view asName);
  void visitAssert(const ast::Assert* node);
  void visitAugAssign(const ast::AugAssign* node);
  void visitAnnAssign(const ast::AnnAssign* node);
  void evaluateAndDrop(const ast::ExprNode* node);
  void evaluateSubscript(const ast::ExprNode* node);

  bool pushFrameBlock(FrameBlock block);
  void popFrameBlock() {
    if (!unit_->frameBlocks.empty()) unit_->frameBlocks.pop_back();
  }
  void unwind(FrameBlock block, bool preserveTop);
  // Unwinds to the innermost loop (`loop` then gets its index, else stays -1) or all the way.
  void unwindStack(bool preserveTop, int* loop);
  void callExitWithNones();
  void visitWith(const ast::Node* node, Seq<ast::WithItem*> items, Seq<ast::StmtNode*> body,
                 size_t index);
  void visitAsyncWith(const ast::Node* node, Seq<ast::WithItem*> items, Seq<ast::StmtNode*> body,
                      size_t index);
  void finishWithHandler(Block* cleanup);
  struct TryParts {
    Seq<ast::StmtNode*> body;
    Seq<ast::ExceptHandler*> handlers;
    Seq<ast::StmtNode*> orelse;
    Seq<ast::StmtNode*> finalbody;
    bool star = false;
  };
  void visitTry(const TryParts& parts);
  void visitTryFinally(const TryParts& parts);
  void visitTryExcept(const TryParts& parts);
  void visitTryStar(const TryParts& parts);
  void visitHandlerBody(const ast::ExceptHandler* handler, Block* end);
  void visitStarHandler(const ast::ExceptHandler* handler, Block* next);
  void clearHandlerName(std::string_view name);

  // Expressions (codegen_expression.cc, codegen_call.cc, codegen_comprehension.cc)
  void visit(const ast::ExprNode* node);
  void visitInner(const ast::ExprNode* node);
  void visitAll(Seq<ast::ExprNode*> nodes);
  void visitBoolOp(const ast::BoolOp* node);
  void visitIfExp(const ast::IfExp* node);
  void visitDict(const ast::Dict* node);
  void buildSubDict(const ast::Dict* node, size_t begin, size_t end);
  void visitYield(const ast::Yield* node);
  void visitYieldFrom(const ast::YieldFrom* node);
  void visitAwait(const ast::Await* node);
  void visitCompare(const ast::Compare* node);
  void visitFormattedValue(const ast::FormattedValue* node);
  void visitJoinedStr(const ast::JoinedStr* node);
  void visitAttribute(const ast::Attribute* node);
  void visitSubscript(const ast::Subscript* node);
  void visitSlice(const ast::Slice* node);
  void visitSequence(Seq<ast::ExprNode*> items, ast::ExprContext context, bool tuple);
  void unpackTargets(Seq<ast::ExprNode*> items);
  void buildStarred(Seq<ast::ExprNode*> items, int pushed, Opcode build, Opcode add,
                    Opcode extend, bool tuple);
  void visitCall(const ast::Call* node);
  bool visitMethodCall(const ast::Call* node);
  void callHelper(int pushed, Seq<ast::ExprNode*> args, Seq<ast::Keyword*> keywords);
  void callGeneral(int pushed, Seq<ast::ExprNode*> args, Seq<ast::Keyword*> keywords);
  void keywordNames(Seq<ast::Keyword*> keywords);
  void buildKeywords(Seq<ast::Keyword*> keywords, size_t begin, size_t end);
  bool validateKeywords(Seq<ast::Keyword*> keywords);
  void visitComprehension(const ast::ExprNode* node, ComprehensionKind kind, const char* name,
                          Seq<ast::Comprehension*> generators, const ast::ExprNode* element,
                          const ast::ExprNode* value);
  struct ComprehensionParts {
    ComprehensionKind kind;
    Seq<ast::Comprehension*> generators;
    const ast::ExprNode* element;
    const ast::ExprNode* value;
  };
  void visitGenerator(const ComprehensionParts& parts, size_t index, int depth);
  void visitSyncGenerator(const ComprehensionParts& parts, size_t index, int depth);
  void visitAsyncGenerator(const ComprehensionParts& parts, size_t index, int depth);
  void visitElement(const ComprehensionParts& parts, int depth);

  // Warnings about suspicious code (codegen_checks.cc)
  void checkCompare(const ast::Compare* node);
  void checkCaller(const ast::ExprNode* node);
  void checkSubscripter(const ast::ExprNode* node);
  void checkIndex(const ast::ExprNode* container, const ast::ExprNode* index);

  // Patterns (codegen_pattern.cc)
  void visitMatch(const ast::Match* node);
  void visitPattern(const ast::PatternNode* node, PatternContext& context);
  void visitSubPattern(const ast::PatternNode* node, PatternContext& context);
  void visitMatchAs(const ast::MatchAs* node, PatternContext& context);
  void visitMatchClass(const ast::MatchClass* node, PatternContext& context);
  void visitMatchMapping(const ast::MatchMapping* node, PatternContext& context);
  void visitMappingKeys(const ast::MatchMapping* node);
  void visitMatchOr(const ast::MatchOr* node, PatternContext& context);
  void visitMatchSequence(const ast::MatchSequence* node, PatternContext& context);
  void unpackPatterns(Seq<ast::PatternNode*> patterns, PatternContext& context);
  void subscriptPatterns(Seq<ast::PatternNode*> patterns, size_t star, PatternContext& context);
  void storePatternName(std::string_view name, PatternContext& context);
  void rotate(size_t count);
  void ensureFailPop(PatternContext& context, size_t count);
  void jumpToFailPop(PatternContext& context, IrOp opcode);
  void emitFailPop(PatternContext& context);

  Arena& arena_;
  const SymbolTable& symbols_;
  const CompileOptions& options_;
  int32_t codeFlags_;
  int futureLastLine_;
  int depthLimit_;
  CompileResult& result_;
  // One for each level of nesting, made when that is first reached and then used again.
  ArenaVector<CodeUnit*> units_;
  size_t unitDepth_ = 0;
  CodeUnit* unit_ = nullptr;  // units_[unitDepth_ - 1]
  bool interactive_ = false;
  bool failed_ = false;
  int depth_ = 0;
};

}  // namespace taipan::compiler
