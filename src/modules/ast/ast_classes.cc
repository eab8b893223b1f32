// ast.AST and the classes below it, made from the node table.
#include "modules/ast/ast_classes.h"

#include <cstring>
#include <string>

#include "objects/abstract.h"
#include "objects/attributes.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/shape.h"
#include "objects/tuple.h"
#include "objects/type_internal.h"

namespace taipan {

namespace {

struct AstObject : Object {
  AttributeArea area;
};

// --- the type ast.AST

// _fields of the class of `self`; empty without an exception if there are none.
Ref<> fieldsOf(Thread& thread, Value self, AstClasses* classes) {
  return lookupAttribute(thread, Value(typeOf(thread, self)), classes->fields);
}

Status setPositional(Thread& thread, Value self, const Arguments& args, Value fields, int64_t fieldCount) {
  if (fieldCount < static_cast<int64_t>(args.positionalCount)) {
    return thread.raiseTypeError("{} constructor takes at most {} positional argument{}", typeOf(thread, self)->name, fieldCount,
                                 fieldCount == 1 ? "" : "s");
  }
  for (size_t i = 0; i < args.positionalCount; ++i) {
    Ref<> name = TRY(getItem(thread, fields, Value::smallInt(static_cast<int64_t>(i))));
    if (!isStr(name)) return thread.raiseTypeError("attribute name must be string, not '{!T}'", name.get());
    TRY(setAttribute(thread, self, name.get().as<Str>(), args[i]));
  }
  return kOk;
}

// Is `name` one of the first `count` fields?
Result<bool> isAmongFields(Thread& thread, Value fields, size_t count, Value name) {
  for (size_t i = 0; i < count; ++i) {
    Ref<> field = TRY(getItem(thread, fields, Value::smallInt(static_cast<int64_t>(i))));
    bool same = TRY(equal(thread, field, name));
    if (same) return true;
  }
  return false;
}

Status astInitialize(Thread& thread, Value self, const Arguments& args) {
  AstClasses* classes = astClasses(thread);
  if (classes == nullptr) return Raised{};
  Ref<> fields = fieldsOf(thread, self, classes);
  if (!fields && thread.hasException()) return Raised{};
  int64_t fieldCount = 0;
  if (fields) fieldCount = TRY(length(thread, fields));
  TRY(setPositional(thread, self, args, fields, fieldCount));
  size_t keywordCount = args.keywordNames ? args.keywordNames->size : 0;
  for (size_t i = 0; i < keywordCount; ++i) {
    Str* name = args.keywordNames->items[i].as<Str>();
    bool twice = args.positionalCount != 0 && TRY(isAmongFields(thread, fields, args.positionalCount, name));
    if (twice) {
      return thread.raiseTypeError("{} got multiple values for argument {!r}", typeOf(thread, self)->name, Value(name));
    }
    TRY(setAttribute(thread, self, name, args[args.positionalCount + i]));
  }
  return kOk;
}

Ref<> astReduce(Thread& thread, const Value* args) {
  Type* type = typeOf(thread, args[0]);
  Ref<> dict = lookupAttribute(thread, args[0], thread.names().dunder_dict);
  if (!dict && thread.hasException()) return Raised{};
  Ref<Tuple> empty = TRY(newTuple(thread, 0));
  if (!dict) return makeTuple(thread, Value(type), Value(empty.get()));
  return makeTuple(thread, Value(type), Value(empty.get()), dict.get());
}

Ref<> astGetDict(Thread& thread, Value self) {
  Dict* dict = instanceDict(thread, self.object());
  if (dict == nullptr) return Raised{};
  return newRef(Value(dict));
}
Status astSetDict(Thread& thread, Value self, Value value) {
  if (value.isEmpty()) return thread.raiseTypeError("cannot delete __dict__");
  return setInstanceDict(thread, self.object(), value);
}

// Instances hold nothing but their attributes, which the object model handles.
void astTraverse(Object*, Visitor&) {}

constexpr MethodDef kAstMethods[] = {
    {.name = "__reduce__", .signature = "($self, /)", .function = astReduce},
};
constexpr GetSetDef kAstGetSets[] = {
    {.name = "__dict__", .get = astGetDict, .set = astSetDict},
};
constexpr Slots kAstSlots = [] {
  Slots slots;
  slots.create = genericCreate;
  slots.initialize = astInitialize;
  slots.traverse = astTraverse;
  return slots;
}();
const TypeSpec kAstType = {.id = TypeId::kAst,
                           .name = "ast.AST",
                           .basicSize = sizeof(AstObject),
                           .flags = kTypeIsBaseType | kTypeHasGc | kTypeHasAttributes,
                           .slots = &kAstSlots,
                           .methods = kAstMethods,
                           .getSets = kAstGetSets};

// --- the classes

// "Add", "Expr(expr value)": the node's line of the grammar.
std::string nodeDoc(const ast::NodeInfo& node) {
  std::string text = node.name;
  if (node.fields.empty()) return text;
  const char* separator = "(";
  for (const ast::FieldInfo& field : node.fields) {
    text += separator;
    text += ast::typeInfo(field.type).name;
    if (field.multiplicity == ast::Multiplicity::kSequence) text += '*';
    if (field.multiplicity == ast::Multiplicity::kOptional) text += '?';
    text += ' ';
    text += field.name;
    separator = ", ";
  }
  return text + ")";
}

Ref<Tuple> fieldTuple(Thread& thread, std::span<const ast::FieldInfo> fields) {
  Ref<Tuple> names = TRY(newTuple(thread, fields.size()));
  for (size_t i = 0; i < fields.size(); ++i) tupleInit(names, i, TRY(internText(thread, fields[i].name)));
  return names;
}

// class name(base): _fields, __match_args__, __module__, __doc__ as the namespace.
Ref<Type> makeClass(Thread& thread, AstClasses* classes, const char* name, Type* base,
                    std::span<const ast::FieldInfo> fields, std::string_view doc) {
  Ref<Dict> names = TRY(newDict(thread));
  Ref<Tuple> fieldNames = TRY(fieldTuple(thread, fields));
  TRY(dictSetStr(thread, names, classes->fields, fieldNames));
  TRY(dictSetStr(thread, names, classes->matchArgs, fieldNames));
  Ref<> module = TRY(internText(thread, "ast"));
  TRY(dictSetStr(thread, names, thread.names().dunder_module, module));
  Ref<> docString = TRY(newStr(thread, doc));
  TRY(dictSetStr(thread, names, thread.names().dunder_doc, docString));
  Ref<Tuple> bases = TRY(makeTuple(thread, Value(base)));
  Ref<Str> className = TRY(internText(thread, name));
  return createHeapType(thread, thread.type(TypeId::kType), className, bases, names, Arguments{});
}

// `name = None` in the class, for what a constructor may leave out.
Status addDefault(Thread& thread, Type* type, const char* name) {
  Ref<Str> key = TRY(internText(thread, name));
  return setAttribute(thread, type, key, kNone);
}

Status addFieldDefaults(Thread& thread, Type* type, const ast::NodeInfo& node) {
  for (const ast::FieldInfo& field : node.fields) {
    if (field.multiplicity == ast::Multiplicity::kOptional) TRY(addDefault(thread, type, field.name));
  }
  return kOk;
}

Status addPositions(Thread& thread, AstClasses* classes, Type* type, bool hasPositions, const ast::NodeInfo* product) {
  Ref<Tuple> names = TRY(newTuple(thread, 0));
  if (hasPositions) {
    names = TRY(makeTuple(thread, Value(classes->positions[0]), Value(classes->positions[1]), Value(classes->positions[2]),
                          Value(classes->positions[3])));
  }
  TRY(setAttribute(thread, type, classes->attributes, names));
  if (product != nullptr) TRY(addFieldDefaults(thread, type, *product));
  bool endNeeded = type == classes->sums[static_cast<size_t>(ast::TypeId::kPattern)];
  if (!hasPositions || endNeeded) return kOk;
  TRY(setAttribute(thread, type, classes->positions[2], kNone));
  return setAttribute(thread, type, classes->positions[3], kNone);
}

Status makeEnum(Thread& thread, AstClasses* classes, size_t typeIndex, const ast::TypeInfo& info) {
  for (size_t i = 0; i < info.members.size(); ++i) {
    Ref<Type> member = TRY(makeClass(thread, classes, info.members[i], classes->sums[typeIndex], {}, info.members[i]));
    classes->instances[typeIndex][i] = TRY(allocateInstance(thread, member)).releaseValue();
    classes->members[typeIndex][i] = member.release();
  }
  return kOk;
}

Status makeNode(Thread& thread, AstClasses* classes, size_t kind) {
  const ast::NodeInfo& node = ast::allNodes()[kind];
  const ast::TypeInfo& sum = ast::typeInfo(node.type);
  size_t typeIndex = static_cast<size_t>(node.type);
  for (size_t i = 0; i < node.fields.size(); ++i) {
    classes->fieldNames[kind][i] = TRY(internText(thread, node.fields[i].name)).release();
  }
  if (sum.isProduct) {
    Ref<Type> type = TRY(makeClass(thread, classes, node.name, classes->base, node.fields, nodeDoc(node)));
    TRY(addPositions(thread, classes, type, sum.hasPositions, &node));
    classes->sums[typeIndex] = newRef(type.get()).release();
    classes->nodes[kind] = type.release();
    return kOk;
  }
  Ref<Type> type = TRY(makeClass(thread, classes, node.name, classes->sums[typeIndex], node.fields, nodeDoc(node)));
  TRY(addFieldDefaults(thread, type, node));
  classes->nodes[kind] = type.release();
  return kOk;
}

Status internNames(Thread& thread, AstClasses* classes) {
  constexpr const char* kPositions[] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};
  for (size_t i = 0; i < 4; ++i) classes->positions[i] = TRY(internText(thread, kPositions[i])).release();
  classes->fields = TRY(internText(thread, "_fields")).release();
  classes->attributes = TRY(internText(thread, "_attributes")).release();
  classes->matchArgs = TRY(internText(thread, "__match_args__")).release();
  return kOk;
}

Status makeClasses(Thread& thread, AstClasses* classes) {
  TRY(internNames(thread, classes));
  classes->base = createNativeType(thread, kAstType);
  if (classes->base == nullptr) return Raised{};
  for (Str* name : {classes->fields, classes->matchArgs, classes->attributes}) {
    Ref<Tuple> empty = TRY(newTuple(thread, 0));
    TRY(dictSetStr(thread, classes->base->dict, name, empty));
  }
  for (size_t i = 0; i < kAstTypeCount; ++i) {
    const ast::TypeInfo& info = ast::allTypes()[i];
    if (static_cast<ast::TypeId>(i) <= ast::TypeId::kConstant || info.isProduct) continue;
    Ref<Type> sum = TRY(makeClass(thread, classes, info.name, classes->base, {}, info.doc));
    classes->sums[i] = sum.release();
    TRY(addPositions(thread, classes, classes->sums[i], info.hasPositions, nullptr));
    if (info.isEnum) TRY(makeEnum(thread, classes, i, info));
  }
  for (size_t kind = 0; kind < ast::kNodeKindCount; ++kind) TRY(makeNode(thread, classes, kind));
  return kOk;
}

}  // namespace

AstClasses* astClasses(Thread& thread) {
  void*& slot = thread.interpreter().astClasses;
  if (slot == nullptr) {
    // The block belongs to the interpreter's heap and goes with it.
    void* memory = thread.heap().allocateBuffer(sizeof(AstClasses));
    if (memory == nullptr) {
      thread.raiseMemoryError();
      return nullptr;
    }
    std::memset(memory, 0, sizeof(AstClasses));
    if (!makeClasses(thread, static_cast<AstClasses*>(memory))) return nullptr;
    slot = memory;
  }
  return static_cast<AstClasses*>(slot);
}

Result<bool> isAstObject(Thread& thread, Value value) {
  AstClasses* classes = astClasses(thread);
  if (classes == nullptr) return Raised{};
  return isInstance(thread, value, Value(classes->base));
}

}  // namespace taipan
