// From the C++ tree to instances of the `_ast` classes: one generic walk over the node table.
#include "modules/ast/ast_classes.h"
#include "objects/attributes.h"
#include "objects/bytes.h"
#include "objects/code.h"
#include "objects/complex.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/set.h"
#include "objects/tuple.h"

namespace taipan {

using ast::FieldInfo;
using ast::Multiplicity;
using ast::Node;

namespace {

// CPython lets trees nest three times as deeply as Python calls.
constexpr int kNestingScale = 3;

class Converter {
 public:
  Converter(Thread& thread, AstClasses* classes)
      : thread_(thread), classes_(classes), depth_(thread.recursionDepth * kNestingScale),
        limit_(thread.recursionLimit * kNestingScale) {}

  Ref<> node(const Node* node);

 private:
  Ref<> fields(const Node* node);
  Ref<> field(const Node* node, const FieldInfo& field);
  Ref<> sequence(const Node* node, const FieldInfo& field);
  Ref<> text(std::string_view text, bool identifier);
  Ref<> constant(const ast::ConstantValue& value);
  Ref<> items(Seq<ast::ConstantValue> items);
  Status set(Value object, Str* name, Value value);
  bool isText(ast::TypeId type) { return type == ast::TypeId::kIdentifier || type == ast::TypeId::kString; }

  Thread& thread_;
  AstClasses* classes_;
  int depth_, limit_;
};

Status Converter::set(Value object, Str* name, Value value) {
  bool found;
  return setInstanceAttribute(thread_, object.object(), attributeAreaOf(object.object()), name, value, &found);
}

Ref<> Converter::node(const Node* node) {
  if (node == nullptr) return newRef(kNone);
  NativeRecursion guard(thread_);
  if (!guard.enter(" during ast construction")) return Raised{};
  if (++depth_ > limit_) {
    return thread_.raise(TypeId::kRecursionError, "maximum recursion depth exceeded during ast construction");
  }
  Ref<> result = fields(node);
  --depth_;
  return result;
}

Ref<> Converter::fields(const Node* node) {
  const ast::NodeInfo& info = ast::nodeInfo(node->kind);
  size_t kind = static_cast<size_t>(node->kind);
  Ref<> object = TRY(allocateInstance(thread_, classes_->nodes[kind]));
  for (size_t i = 0; i < info.fields.size(); ++i) {
    Ref<> value = TRY(field(node, info.fields[i]));
    TRY(set(object, classes_->fieldNames[kind][i], value));
  }
  if (!ast::typeInfo(info.type).hasPositions) return object;
  const int positions[] = {node->lineno, node->colOffset, node->endLineno, node->endColOffset};
  for (size_t i = 0; i < 4; ++i) TRY(set(object, classes_->positions[i], Value::smallInt(positions[i])));
  return object;
}

Ref<> Converter::field(const Node* node, const FieldInfo& field) {
  if (field.multiplicity == Multiplicity::kSequence) return sequence(node, field);
  switch (field.type) {
    case ast::TypeId::kIdentifier: return text(ast::fieldOf<std::string_view>(node, field), true);
    case ast::TypeId::kString: return text(ast::fieldOf<std::string_view>(node, field), false);
    case ast::TypeId::kInt: return newInt(thread_, ast::fieldOf<int>(node, field));
    case ast::TypeId::kConstant: return constant(ast::fieldOf<ast::ConstantValue>(node, field));
    default: break;
  }
  if (ast::typeInfo(field.type).isEnum) {
    return newRef(classes_->instances[static_cast<size_t>(field.type)][ast::fieldOf<uint8_t>(node, field)]);
  }
  return this->node(ast::fieldOf<Node*>(node, field));
}

Ref<> Converter::sequence(const Node* owner, const FieldInfo& field) {
  size_t count = ast::fieldOf<Seq<Node*>>(owner, field).size;
  Ref<List> list = TRY(newList(thread_, count));
  for (size_t i = 0; i < count; ++i) {
    Ref<> item;
    if (isText(field.type)) {
      item = text(ast::fieldOf<Seq<std::string_view>>(owner, field)[i], field.type == ast::TypeId::kIdentifier);
    } else if (ast::typeInfo(field.type).isEnum) {
      uint8_t member = ast::fieldOf<Seq<uint8_t>>(owner, field)[i];
      item = newRef(classes_->instances[static_cast<size_t>(field.type)][member]);
    } else {
      item = node(ast::fieldOf<Seq<Node*>>(owner, field)[i]);
    }
    if (!item) return Raised{};
    TRY(listAppend(thread_, list, item));
  }
  return list;
}

Ref<> Converter::text(std::string_view text, bool identifier) {
  if (text.data() == nullptr) return newRef(kNone);
  if (identifier) return internText(thread_, text);
  return newStr(thread_, text);
}

Ref<> Converter::items(Seq<ast::ConstantValue> values) {
  Ref<Tuple> tuple = TRY(newTuple(thread_, values.size));
  for (size_t i = 0; i < values.size; ++i) tupleInit(tuple, i, TRY(constant(values[i])));
  return tuple;
}

Ref<> Converter::constant(const ast::ConstantValue& value) {
  switch (value.type) {
    case ast::ConstantType::kNone:
    case ast::ConstantType::kCode: return newRef(kNone);
    case ast::ConstantType::kTrue: return newRef(kTrue);
    case ast::ConstantType::kFalse: return newRef(kFalse);
    case ast::ConstantType::kEllipsis: return newRef(kEllipsis);
    case ast::ConstantType::kInt: return newIntFromBigInt(thread_, *value.integer);
    case ast::ConstantType::kFloat: return newFloat(thread_, value.real);
    case ast::ConstantType::kComplex: return newComplex(thread_, {value.real, value.imag});
    case ast::ConstantType::kStr: return newStr(thread_, value.text);
    case ast::ConstantType::kBytes: return newBytes(thread_, value.text);
    case ast::ConstantType::kTuple: return items(value.items);
    case ast::ConstantType::kFrozenSet: {
      Ref<> tuple = TRY(items(value.items));
      return newFrozenSetFrom(thread_, tuple);
    }
  }
  return newRef(kNone);
}

}  // namespace

Ref<> objectFromTree(Thread& thread, const Node* tree) {
  AstClasses* classes = astClasses(thread);
  if (classes == nullptr) return Raised{};
  return Converter(thread, classes).node(tree);
}

}  // namespace taipan
