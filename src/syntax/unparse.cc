// The layout rules are CPython's: parentheses by precedence level only, spaces around all binary
// operators, strings as repr, tuples in parentheses except where a level allows them bare.
#include "syntax/unparse.h"

#include "base/number_text.h"
#include "base/text_repr.h"

namespace taipan {

using namespace ast;

namespace {

// Precedence levels, loosest first.
enum Level {
  kTuple, kTest, kOr, kAnd, kNot, kCompare, kBitOr, kBitXor, kBitAnd, kShift, kArith, kTerm, kFactor,
  kPower, kAwait, kAtom,
};
constexpr int kExpr = kBitOr;
constexpr int kMaxDepth = 2000;

class Unparser {
 public:
  bool write(const ExprNode* node, int level);
  std::string out;

 private:
  bool writeInner(const ExprNode* node, int level);
  bool boolOp(const BoolOp* node, int level);
  bool binOp(const BinOp* node, int level);
  bool unaryOp(const UnaryOp* node, int level);
  bool compare(const Compare* node, int level);
  bool lambda(const Lambda* node, int level);
  bool parameters(const Arguments* args);
  bool parameter(const Arg* arg, const ExprNode* value);
  bool dict(const Dict* node);
  bool call(const Call* node);
  bool attribute(const Attribute* node);
  bool comprehension(const char* open, const ExprNode* element, Seq<Comprehension*> generators,
                     const char* close);
  bool comprehensions(Seq<Comprehension*> generators);
  bool items(const char* open, Seq<ExprNode*> elts, const char* close);
  bool tuple(const Tuple* node, int level);
  bool joined(const JoinedStr* node, bool isSpec);
  bool fStringPart(const ExprNode* node, bool isSpec);
  bool formattedValue(const FormattedValue* node);
  void constant(const ConstantValue& value);
  void openIf(bool condition) {
    if (condition) out += '(';
  }
  void closeIf(bool condition) {
    if (condition) out += ')';
  }
  int depth_ = 0;
};

std::string doubledBraces(std::string_view text) {
  std::string result;
  for (char c : text) {
    result += c;
    if (c == '{' || c == '}') result += c;
  }
  return result;
}

/// An infinity has no literal; a decimal that overflows stands for it.
std::string replaceInf(std::string text) {
  size_t at = 0;
  while ((at = text.find("inf", at)) != std::string::npos) {
    text.replace(at, 3, "1e309");
    at += 5;
  }
  return text;
}

bool Unparser::write(const ExprNode* node, int level) {
  if (++depth_ > kMaxDepth) return false;
  bool ok = writeInner(node, level);
  depth_--;
  return ok;
}

bool Unparser::boolOp(const BoolOp* node, int level) {
  int own = node->op == BoolOperator::And ? kAnd : kOr;
  openIf(level > own);
  for (size_t i = 0; i < node->values.size; i++) {
    if (i > 0) out += node->op == BoolOperator::And ? " and " : " or ";
    if (!write(node->values[i], own + 1)) return false;
  }
  closeIf(level > own);
  return true;
}

bool Unparser::binOp(const BinOp* node, int level) {
  struct Row {
    const char* text;
    int level;
    bool rightAssociative;
  };
  static constexpr Row kRows[] = {
      {" + ", kArith, false},  {" - ", kArith, false},  {" * ", kTerm, false},   {" @ ", kTerm, false},
      {" / ", kTerm, false},   {" % ", kTerm, false},   {" ** ", kPower, true},  {" << ", kShift, false},
      {" >> ", kShift, false}, {" | ", kBitOr, false},  {" ^ ", kBitXor, false}, {" & ", kBitAnd, false},
      {" // ", kTerm, false}};
  const Row& row = kRows[static_cast<size_t>(node->op)];
  openIf(level > row.level);
  if (!write(node->left, row.level + (row.rightAssociative ? 1 : 0))) return false;
  out += row.text;
  if (!write(node->right, row.level + (row.rightAssociative ? 0 : 1))) return false;
  closeIf(level > row.level);
  return true;
}

bool Unparser::unaryOp(const UnaryOp* node, int level) {
  static constexpr const char* kTexts[] = {"~", "not ", "+", "-"};
  int own = node->op == UnaryOperator::Not ? kNot : kFactor;
  openIf(level > own);
  out += kTexts[static_cast<size_t>(node->op)];
  if (!write(node->operand, own)) return false;
  closeIf(level > own);
  return true;
}

bool Unparser::compare(const Compare* node, int level) {
  static constexpr const char* kTexts[] = {" == ", " != ", " < ",  " <= ",     " > ",
                                           " >= ", " is ", " is not ", " in ", " not in "};
  openIf(level > kCompare);
  if (!write(node->left, kCompare + 1)) return false;
  for (size_t i = 0; i < node->ops.size; i++) {
    out += kTexts[static_cast<size_t>(node->ops[i])];
    if (!write(node->comparators[i], kCompare + 1)) return false;
  }
  closeIf(level > kCompare);
  return true;
}

bool Unparser::parameter(const Arg* arg, const ExprNode* value) {
  out += arg->arg;
  if (arg->annotation != nullptr) {
    out += ": ";
    if (!write(arg->annotation, kTest)) return false;
  }
  if (value != nullptr) {
    out += '=';
    if (!write(value, kTest)) return false;
  }
  return true;
}

bool Unparser::parameters(const Arguments* args) {
  bool first = true;
  auto comma = [&] {
    if (!first) out += ", ";
    first = false;
  };
  size_t positional = args->posonlyargs.size + args->args.size;
  for (size_t i = 0; i < positional; i++) {
    comma();
    const Arg* arg = i < args->posonlyargs.size ? args->posonlyargs[i]
                                                : args->args[i - args->posonlyargs.size];
    size_t firstDefault = positional - args->defaults.size;
    if (!parameter(arg, i >= firstDefault ? args->defaults[i - firstDefault] : nullptr)) return false;
    if (i + 1 == args->posonlyargs.size) out += ", /";
  }
  if (args->vararg != nullptr || args->kwonlyargs.size > 0) {
    comma();
    out += '*';
    if (args->vararg != nullptr && !parameter(args->vararg, nullptr)) return false;
  }
  for (size_t i = 0; i < args->kwonlyargs.size; i++) {
    comma();
    if (!parameter(args->kwonlyargs[i], args->kwDefaults[i])) return false;
  }
  if (args->kwarg != nullptr) {
    comma();
    out += "**";
    if (!parameter(args->kwarg, nullptr)) return false;
  }
  return true;
}

bool Unparser::lambda(const Lambda* node, int level) {
  openIf(level > kTest);
  size_t positional = node->args->args.size + node->args->posonlyargs.size;
  out += positional > 0 ? "lambda " : "lambda";
  // CPython writes the space only before positional parameters: "lambda*a: 1".
  if (!parameters(node->args)) return false;
  out += ": ";
  if (!write(node->body, kTest)) return false;
  closeIf(level > kTest);
  return true;
}

bool Unparser::dict(const Dict* node) {
  out += '{';
  for (size_t i = 0; i < node->values.size; i++) {
    if (i > 0) out += ", ";
    if (node->keys[i] != nullptr) {
      if (!write(node->keys[i], kTest)) return false;
      out += ": ";
      if (!write(node->values[i], kTest)) return false;
    } else {
      out += "**";
      if (!write(node->values[i], kExpr)) return false;
    }
  }
  out += '}';
  return true;
}

bool Unparser::comprehensions(Seq<Comprehension*> generators) {
  for (const Comprehension* clause : generators) {
    out += clause->isAsync ? " async for " : " for ";
    if (!write(clause->target, kTuple)) return false;
    out += " in ";
    if (!write(clause->iter, kTest + 1)) return false;
    for (const ExprNode* condition : clause->ifs) {
      out += " if ";
      if (!write(condition, kTest + 1)) return false;
    }
  }
  return true;
}

bool Unparser::comprehension(const char* open, const ExprNode* element,
                             Seq<Comprehension*> generators, const char* close) {
  out += open;
  if (!write(element, kTest) || !comprehensions(generators)) return false;
  out += close;
  return true;
}

bool Unparser::items(const char* open, Seq<ExprNode*> elts, const char* close) {
  out += open;
  for (size_t i = 0; i < elts.size; i++) {
    if (i > 0) out += ", ";
    if (!write(elts[i], kTest)) return false;
  }
  out += close;
  return true;
}

bool Unparser::tuple(const Tuple* node, int level) {
  if (node->elts.size == 0) {
    out += "()";
    return true;
  }
  openIf(level > kTuple);
  if (!items("", node->elts, node->elts.size == 1 ? "," : "")) return false;
  closeIf(level > kTuple);
  return true;
}

bool Unparser::call(const Call* node) {
  if (!write(node->func, kAtom)) return false;
  if (node->args.size == 1 && node->keywords.size == 0 &&
      node->args[0]->kind == NodeKind::GeneratorExp) {
    return write(node->args[0], kAtom);
  }
  out += '(';
  bool first = true;
  for (const ExprNode* arg : node->args) {
    if (!first) out += ", ";
    first = false;
    if (!write(arg, kTest)) return false;
  }
  for (const Keyword* keyword : node->keywords) {
    if (!first) out += ", ";
    first = false;
    if (keyword->arg.data() == nullptr) {
      out += "**";
    } else {
      out += keyword->arg;
      out += '=';
    }
    if (!write(keyword->value, kTest)) return false;
  }
  out += ')';
  return true;
}

bool Unparser::attribute(const Attribute* node) {
  if (!write(node->value, kAtom)) return false;
  const auto* constant = dynCast<Constant>(node->value);
  // `1.real` would read as a float.
  out += constant != nullptr && constant->value.type == ConstantType::kInt ? " ." : ".";
  out += node->attr;
  return true;
}

void Unparser::constant(const ConstantValue& value) {
  switch (value.type) {
    case ConstantType::kNone:
    case ConstantType::kCode: out += "None"; break;
    case ConstantType::kTrue: out += "True"; break;
    case ConstantType::kFalse: out += "False"; break;
    case ConstantType::kEllipsis: out += "..."; break;
    case ConstantType::kInt: out += value.integer->toDecimal(); break;
    case ConstantType::kFloat: out += replaceInf(floatRepr(value.real)); break;
    case ConstantType::kComplex: out += replaceInf(complexRepr(value.real, value.imag)); break;
    case ConstantType::kStr: out += strRepr(value.text); break;
    case ConstantType::kBytes: out += bytesRepr(value.text); break;
    case ConstantType::kTuple:
    case ConstantType::kFrozenSet: {
      bool set = value.type == ConstantType::kFrozenSet;
      out += set ? "frozenset({" : "(";
      for (size_t i = 0; i < value.items.size; i++) {
        if (i > 0) out += ", ";
        constant(value.items[i]);
      }
      if (!set && value.items.size == 1) out += ',';
      out += set ? "})" : ")";
      break;
    }
  }
}

bool Unparser::formattedValue(const FormattedValue* node) {
  Unparser inner;
  inner.depth_ = depth_;
  if (!inner.write(node->value, kTest + 1)) return false;
  // `{{` would be an escaped brace.
  out += inner.out.starts_with("{") ? "{ " : "{";
  out += inner.out;
  if (node->conversion > 0) {
    out += '!';
    out += static_cast<char>(node->conversion);
  }
  if (node->formatSpec != nullptr) {
    out += ':';
    if (!fStringPart(node->formatSpec, true)) return false;
  }
  out += '}';
  return true;
}

bool Unparser::fStringPart(const ExprNode* node, bool isSpec) {
  switch (node->kind) {
    case NodeKind::Constant:
      out += doubledBraces(ast::cast<Constant>(node)->value.text);
      return true;
    case NodeKind::JoinedStr:
      return joined(ast::cast<JoinedStr>(node), isSpec);
    case NodeKind::FormattedValue:
      return formattedValue(ast::cast<FormattedValue>(node));
    default:
      return false;
  }
}

bool Unparser::joined(const JoinedStr* node, bool isSpec) {
  Unparser body;
  body.depth_ = depth_ + 1;
  if (body.depth_ > kMaxDepth) return false;
  for (const ExprNode* part : node->values) {
    if (!body.fStringPart(part, isSpec)) return false;
  }
  if (isSpec) {
    out += body.out;
  } else {
    out += "f" + strRepr(body.out);
  }
  return true;
}

bool Unparser::writeInner(const ExprNode* node, int level) {
  switch (node->kind) {
    case NodeKind::BoolOp: return boolOp(ast::cast<BoolOp>(node), level);
    case NodeKind::BinOp: return binOp(ast::cast<BinOp>(node), level);
    case NodeKind::UnaryOp: return unaryOp(ast::cast<UnaryOp>(node), level);
    case NodeKind::Compare: return compare(ast::cast<Compare>(node), level);
    case NodeKind::Lambda: return lambda(ast::cast<Lambda>(node), level);
    case NodeKind::IfExp: {
      const auto* e = ast::cast<IfExp>(node);
      openIf(level > kTest);
      if (!write(e->body, kTest + 1)) return false;
      out += " if ";
      if (!write(e->test, kTest + 1)) return false;
      out += " else ";
      if (!write(e->orelse, kTest)) return false;
      closeIf(level > kTest);
      return true;
    }
    case NodeKind::Dict: return dict(ast::cast<Dict>(node));
    case NodeKind::Set: return items("{", ast::cast<Set>(node)->elts, "}");
    case NodeKind::List: return items("[", ast::cast<List>(node)->elts, "]");
    case NodeKind::Tuple: return tuple(ast::cast<Tuple>(node), level);
    case NodeKind::GeneratorExp:
      return comprehension("(", ast::cast<GeneratorExp>(node)->elt,
                           ast::cast<GeneratorExp>(node)->generators, ")");
    case NodeKind::ListComp:
      return comprehension("[", ast::cast<ListComp>(node)->elt, ast::cast<ListComp>(node)->generators, "]");
    case NodeKind::SetComp:
      return comprehension("{", ast::cast<SetComp>(node)->elt, ast::cast<SetComp>(node)->generators, "}");
    case NodeKind::DictComp: {
      const auto* e = ast::cast<DictComp>(node);
      out += '{';
      if (!write(e->key, kTest)) return false;
      out += ": ";
      if (!write(e->value, kTest) || !comprehensions(e->generators)) return false;
      out += '}';
      return true;
    }
    case NodeKind::Await: {
      openIf(level > kAwait);
      out += "await ";
      if (!write(ast::cast<Await>(node)->value, kAtom)) return false;
      closeIf(level > kAwait);
      return true;
    }
    case NodeKind::Yield: {
      const auto* e = ast::cast<Yield>(node);
      if (e->value == nullptr) {
        out += "(yield)";
        return true;
      }
      out += "(yield ";
      if (!write(e->value, kTuple)) return false;
      out += ')';
      return true;
    }
    case NodeKind::YieldFrom:
      out += "(yield from ";
      if (!write(ast::cast<YieldFrom>(node)->value, kTest)) return false;
      out += ')';
      return true;
    case NodeKind::Call: return call(ast::cast<Call>(node));
    case NodeKind::JoinedStr: return joined(ast::cast<JoinedStr>(node), false);
    case NodeKind::FormattedValue: return formattedValue(ast::cast<FormattedValue>(node));
    case NodeKind::Constant:
      if (ast::cast<Constant>(node)->literalKind.data() != nullptr) {
        out += ast::cast<Constant>(node)->literalKind;
      }
      constant(ast::cast<Constant>(node)->value);
      return true;
    case NodeKind::Attribute: return attribute(ast::cast<Attribute>(node));
    case NodeKind::Starred:
      out += '*';
      return write(ast::cast<Starred>(node)->value, kExpr);
    case NodeKind::Name:
      out += ast::cast<Name>(node)->id;
      return true;
    case NodeKind::Subscript:
      if (!write(ast::cast<Subscript>(node)->value, kAtom)) return false;
      out += '[';
      if (!write(ast::cast<Subscript>(node)->slice, kTuple)) return false;
      out += ']';
      return true;
    case NodeKind::Slice: {
      const auto* e = ast::cast<Slice>(node);
      if (e->lower != nullptr && !write(e->lower, kTest)) return false;
      out += ':';
      if (e->upper != nullptr && !write(e->upper, kTest)) return false;
      if (e->step != nullptr) {
        out += ':';
        if (!write(e->step, kTest)) return false;
      }
      return true;
    }
    case NodeKind::NamedExpr:
      openIf(level > kTuple);
      if (!write(ast::cast<NamedExpr>(node)->target, kAtom)) return false;
      out += " := ";
      if (!write(ast::cast<NamedExpr>(node)->value, kAtom)) return false;
      closeIf(level > kTuple);
      return true;
    default:
      return false;
  }
}

}  // namespace

std::optional<std::string> unparseExpression(const ExprNode* expression) {
  Unparser unparser;
  if (!unparser.write(expression, kTest)) return std::nullopt;
  return std::move(unparser.out);
}

}  // namespace taipan
