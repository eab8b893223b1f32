// From instances of the `_ast` classes to the C++ tree: one generic walk over the node table.  Attributes are read
// with getattr, so user code may run and change the objects; what was read is held until it is converted.
#include <cstring>

#include "base/utf8.h"
#include "modules/ast/ast_classes.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/complex.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/set.h"
#include "objects/tuple.h"
#include "syntax/parser.h"
#include "syntax/validate.h"

namespace taipan {

using ast::FieldInfo;
using ast::Multiplicity;
using ast::Node;
using ast::NodeKind;

namespace {

// Deeper trees than this are refused whatever the recursion limit; the compiler has the same bound.
constexpr int kDeepestNesting = 7500;

class Reader {
 public:
  Reader(Thread& thread, Arena& arena, AstClasses* classes) : thread_(thread), arena_(arena), classes_(classes) {}

  // *out is null for None where a node may be absent.
  Status node(Value object, ast::TypeId type, Node** out);

 private:
  Status enter(const char* what);
  Status fields(Value object, NodeKind kind, Node* node);
  Status field(Value object, const ast::NodeInfo& owner, size_t index, Node* node);
  Status single(Value value, const FieldInfo& field, const ast::NodeInfo& owner, Node* node);
  Status sequence(Value value, const FieldInfo& field, const ast::NodeInfo& owner, Node* node);
  template <typename T, typename Convert>
  Status fill(List* list, const FieldInfo& field, const ast::NodeInfo& owner, Node* node, Convert convert);
  Status positions(Value object, ast::TypeId type, Node* node);
  Status position(Value object, const char* typeName, size_t i, int* fallback, int* out);
  Status integer(Value value, int* out);
  Status text(Value value, ast::TypeId type, std::string_view* out);
  Status member(Value value, ast::TypeId type, uint8_t* out);
  Status constant(Value value, ast::ConstantValue* out);
  Status items(Value value, ast::ConstantValue* out);
  Raised missing(const char* fieldName, const char* owner) {
    return thread_.raiseTypeError("required field \"{}\" missing from {}", fieldName, owner);
  }

  Thread& thread_;
  Arena& arena_;
  AstClasses* classes_;
  int depth_ = 0;
};

Status Reader::enter(const char* what) {
  NativeRecursion guard(thread_);
  bool tooDeep = thread_.recursionDepth + depth_ >= thread_.recursionLimit || depth_ > kDeepestNesting;
  if (!tooDeep && guard.enter()) return kOk;
  thread_.clearException();
  return thread_.raise(TypeId::kRecursionError, "maximum recursion depth exceeded while traversing '{}' node", what);
}

Status Reader::node(Value object, ast::TypeId type, Node** out) {
  const ast::TypeInfo& info = ast::typeInfo(type);
  *out = nullptr;
  if (!info.isProduct && object.isNone()) return kOk;
  NodeKind kind{};
  if (info.isProduct) {
    for (size_t i = 0; i < ast::kNodeKindCount; ++i) {
      if (ast::allNodes()[i].type == type) kind = static_cast<NodeKind>(i);
    }
  }
  Node base;
  if (!info.isProduct && info.hasPositions) TRY(positions(object, type, &base));
  if (!info.isProduct) {
    bool found = false;
    for (size_t i = 0; i < ast::kNodeKindCount && !found; ++i) {
      if (ast::allNodes()[i].type != type) continue;
      // OPTIMIZATION: the exact class needs no isinstance; order does not matter for it.
      Type* cls = classes_->nodes[i];
      found = object.isObject() && object.object()->type == cls;
      if (found) kind = static_cast<NodeKind>(i);
    }
    for (size_t i = 0; i < ast::kNodeKindCount && !found; ++i) {
      if (ast::allNodes()[i].type != type) continue;
      found = TRY(isInstance(thread_, object, Value(classes_->nodes[i])));
      if (found) kind = static_cast<NodeKind>(i);
    }
    if (!found) return thread_.raiseTypeError("expected some sort of {}, but got {!r}", info.name, object);
  }
  size_t size = ast::nodeInfo(kind).size;
  auto* made = static_cast<Node*>(arena_.allocate(size));
  std::memset(static_cast<void*>(made), 0, size);
  *made = base;
  made->kind = kind;
  TRY(fields(object, kind, made));
  if (info.isProduct && info.hasPositions) TRY(positions(object, type, made));
  *out = made;
  return kOk;
}

Status Reader::fields(Value object, NodeKind kind, Node* node) {
  const ast::NodeInfo& info = ast::nodeInfo(kind);
  for (size_t i = 0; i < info.fields.size(); ++i) TRY(field(object, info, i, node));
  // Absent children are found only after all fields were read.
  for (const FieldInfo& field : info.fields) {
    if (field.multiplicity != Multiplicity::kOne || field.type == ast::TypeId::kInt ||
        field.type == ast::TypeId::kConstant || ast::typeInfo(field.type).isEnum) {
      continue;
    }
    bool isText = field.type == ast::TypeId::kIdentifier || field.type == ast::TypeId::kString;
    bool absent = isText ? ast::fieldOf<std::string_view>(node, field).data() == nullptr
                         : ast::fieldOf<Node*>(node, field) == nullptr;
    if (absent) return thread_.raiseValueError("field '{}' is required for {}", field.name, info.name);
  }
  return kOk;
}

Status Reader::field(Value object, const ast::NodeInfo& owner, size_t index, Node* node) {
  const FieldInfo& field = owner.fields[index];
  Str* name = classes_->fieldNames[static_cast<size_t>(node->kind)][index];
  Ref<> value = lookupAttribute(thread_, object, name);
  if (!value) {
    if (thread_.hasException()) return Raised{};
    if (field.multiplicity == Multiplicity::kOptional) return kOk;
    return missing(field.name, owner.name);
  }
  if (field.multiplicity == Multiplicity::kOptional && value.get().isNone()) return kOk;
  TRY(enter(owner.name));
  ++depth_;
  Status status = field.multiplicity == Multiplicity::kSequence ? sequence(value, field, owner, node)
                                                                : single(value, field, owner, node);
  --depth_;
  return status;
}

Status Reader::single(Value value, const FieldInfo& field, const ast::NodeInfo& owner, Node* node) {
  switch (field.type) {
    case ast::TypeId::kIdentifier:
    case ast::TypeId::kString: return text(value, field.type, &ast::fieldOf<std::string_view>(node, field));
    case ast::TypeId::kInt: return integer(value, &ast::fieldOf<int>(node, field));
    case ast::TypeId::kConstant: {
      auto* out = &ast::fieldOf<ast::ConstantValue>(node, field);
      if (node->kind == NodeKind::MatchSingleton && !value.isNone() && !value.isBool()) {
        out->type = ast::ConstantType::kEllipsis;  // the validator says what may stand there
        return kOk;
      }
      return constant(value, out);
    }
    default: break;
  }
  if (ast::typeInfo(field.type).isEnum) return member(value, field.type, &ast::fieldOf<uint8_t>(node, field));
  return this->node(value, field.type, &ast::fieldOf<Node*>(node, field));
}

template <typename T, typename Convert>
Status Reader::fill(List* list, const FieldInfo& field, const ast::NodeInfo& owner, Node* node, Convert convert) {
  size_t count = list->size;
  auto* items = static_cast<T*>(arena_.allocate(sizeof(T) * (count + 1)));
  for (size_t i = 0; i < count; ++i) {
    items[i] = T{};
    Ref<> item = newRef(list->items[i]);
    TRY(enter(owner.name));
    ++depth_;
    Status status = convert(item.get(), &items[i]);
    --depth_;
    if (!status) return status;
    if (list->size != count) {
      return thread_.raise(TypeId::kRuntimeError, "{} field \"{}\" changed size during iteration", owner.name, field.name);
    }
  }
  Seq<T>& target = ast::fieldOf<Seq<T>>(node, field);
  target.data = items;
  target.size = count;
  return kOk;
}

Status Reader::sequence(Value value, const FieldInfo& field, const ast::NodeInfo& owner, Node* node) {
  if (!isList(value)) {
    return thread_.raiseTypeError("{} field \"{}\" must be a list, not a {!T}", owner.name, field.name, value);
  }
  List* list = value.as<List>();
  if (field.type == ast::TypeId::kIdentifier || field.type == ast::TypeId::kString) {
    return fill<std::string_view>(list, field, owner, node, [&](Value item, std::string_view* out) -> Status {
      TRY(text(item, field.type, out));
      // CPython would crash later on.
      if (out->data() == nullptr) return thread_.raiseTypeError("AST identifier must be of type str");
      return kOk;
    });
  }
  if (ast::typeInfo(field.type).isEnum) {
    return fill<uint8_t>(list, field, owner, node,
                         [&](Value item, uint8_t* out) { return member(item, field.type, out); });
  }
  return fill<Node*>(list, field, owner, node, [&](Value item, Node** out) { return this->node(item, field.type, out); });
}

// `fallback` (may be null) is taken where the position may be left out.
Status Reader::position(Value object, const char* typeName, size_t i, int* fallback, int* out) {
  Ref<> value = lookupAttribute(thread_, object, classes_->positions[i]);
  if (!value && thread_.hasException()) return Raised{};
  if (fallback != nullptr && (!value || value.get().isNone())) {
    *out = *fallback;
    return kOk;
  }
  constexpr const char* kNames[] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};
  if (!value) return missing(kNames[i], typeName);
  return integer(value, out);
}

Status Reader::positions(Value object, ast::TypeId type, Node* node) {
  const char* name = ast::typeInfo(type).name;
  bool endNeeded = type == ast::TypeId::kPattern;
  TRY(position(object, name, 0, nullptr, &node->lineno));
  TRY(position(object, name, 1, nullptr, &node->colOffset));
  TRY(position(object, name, 2, endNeeded ? nullptr : &node->lineno, &node->endLineno));
  return position(object, name, 3, endNeeded ? nullptr : &node->colOffset, &node->endColOffset);
}

Status Reader::integer(Value value, int* out) {
  if (!isInt(value)) return thread_.raiseValueError("invalid integer value: {!r}", value);
  int64_t wide;
  if (!intFitsInt64(value, &wide) || wide != static_cast<int>(wide)) {
    return thread_.raise(TypeId::kOverflowError, "Python int too large to convert to C int");
  }
  *out = static_cast<int>(wide);
  return kOk;
}

Status Reader::text(Value value, ast::TypeId type, std::string_view* out) {
  bool identifier = type == ast::TypeId::kIdentifier;
  if (identifier && value.isNone()) return kOk;
  if (isExactStr(value)) {
    *out = identifier ? arena_.intern(toWtf8(value.as<Str>())) : arena_.copyText(toWtf8(value.as<Str>()));
    return kOk;
  }
  if (!identifier && isBytes(value) && value.object()->type == thread_.type(TypeId::kBytes)) {
    std::string_view bytes = value.as<Bytes>()->view();
    if (findInvalidUtf8(bytes, SurrogateRule::kAllow) == std::string_view::npos) {
      *out = arena_.copyText(bytes);
      return kOk;
    }
  }
  return thread_.raiseTypeError(identifier ? "AST identifier must be of type str" : "AST string must be of type str");
}

Status Reader::member(Value value, ast::TypeId type, uint8_t* out) {
  const ast::TypeInfo& info = ast::typeInfo(type);
  for (size_t i = 0; i < info.members.size(); ++i) {
    bool found = TRY(isInstance(thread_, value, Value(classes_->members[static_cast<size_t>(type)][i])));
    if (!found) continue;
    *out = static_cast<uint8_t>(i);
    return kOk;
  }
  return thread_.raiseTypeError("expected some sort of {}, but got {!r}", info.name, value);
}

Status Reader::items(Value value, ast::ConstantValue* out) {
  TRY(enter("Constant"));
  Ref<Tuple> tuple = TRY(tupleFromIterable(thread_, value));
  out->items.data = static_cast<ast::ConstantValue*>(arena_.allocate(sizeof(ast::ConstantValue) * (tuple->size + 1)));
  out->items.size = tuple->size;
  ++depth_;
  for (size_t i = 0; i < tuple->size; ++i) {
    out->items[i] = ast::ConstantValue{};
    TRY(constant(tuple->items[i], &out->items[i]));
  }
  --depth_;
  return kOk;
}

Status Reader::constant(Value value, ast::ConstantValue* out) {
  using ast::ConstantType;
  Type* type = typeOf(thread_, value);
  if (value.isNone()) out->type = ConstantType::kNone;
  else if (value.isTrue()) out->type = ConstantType::kTrue;
  else if (value.isFalse()) out->type = ConstantType::kFalse;
  else if (value == kEllipsis) out->type = ConstantType::kEllipsis;
  else if (type == thread_.type(TypeId::kInt)) {
    out->type = ConstantType::kInt;
    out->integer = keepBigInt(arena_, toBigInt(value));
  } else if (type == thread_.type(TypeId::kFloat)) {
    out->type = ConstantType::kFloat;
    out->real = floatValue(value);
  } else if (type == thread_.type(TypeId::kComplex)) {
    out->type = ConstantType::kComplex;
    out->real = value.as<Complex>()->value.real;
    out->imag = value.as<Complex>()->value.imag;
  } else if (type == thread_.type(TypeId::kStr)) {
    out->type = ConstantType::kStr;
    out->text = arena_.copyText(toWtf8(value.as<Str>()));
  } else if (type == thread_.type(TypeId::kBytes)) {
    out->type = ConstantType::kBytes;
    out->text = arena_.copyText(value.as<Bytes>()->view());
  } else if (type == thread_.type(TypeId::kTuple) || type == thread_.type(TypeId::kFrozenSet)) {
    out->type = type == thread_.type(TypeId::kTuple) ? ConstantType::kTuple : ConstantType::kFrozenSet;
    return items(value, out);
  } else {
    return thread_.raiseTypeError("got an invalid type in Constant: {}", type);
  }
  return kOk;
}

Status checkTree(Thread& thread, const ast::ModNode* tree) {
  int limit = thread.recursionLimit > kDeepestNesting / 3 ? kDeepestNesting : 3 * thread.recursionLimit;
  TreeProblem problem;
  if (validateTree(tree, limit, problem)) return kOk;
  TypeId id = problem.kind == TreeProblemKind::kTypeError         ? TypeId::kTypeError
              : problem.kind == TreeProblemKind::kRecursionError ? TypeId::kRecursionError
                                                                 : TypeId::kValueError;
  return thread.raise(id, "{}", std::string_view(problem.message));
}

ast::ModNode* readTree(Thread& thread, Arena& arena, AstClasses* classes, Value object) {
  Node* tree = nullptr;
  if (!Reader(thread, arena, classes).node(object, ast::TypeId::kMod, &tree)) return nullptr;
  auto* module = static_cast<ast::ModNode*>(tree);
  return checkTree(thread, module) ? module : nullptr;
}

}  // namespace

ast::ModNode* treeFromObject(Thread& thread, Arena& arena, Value object, int mode) {
  AstClasses* classes = astClasses(thread);
  if (classes == nullptr) return nullptr;
  NodeKind wanted = mode == static_cast<int>(ParseMode::kEval)     ? NodeKind::Expression
                    : mode == static_cast<int>(ParseMode::kSingle) ? NodeKind::Interactive
                                                                   : NodeKind::Module;
  Result<bool> fits = isInstance(thread, object, Value(classes->nodes[static_cast<size_t>(wanted)]));
  if (!fits) return nullptr;
  if (!*fits) {
    thread.raiseTypeError("expected {} node, got {!T}", ast::nodeInfo(wanted).name, object);
    return nullptr;
  }
  return readTree(thread, arena, classes, object);
}

}  // namespace taipan
