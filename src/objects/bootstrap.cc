// The birth and death of an interpreter.
//
// Types need strings, dicts and tuples, which need types.  So all core types first get bare Type objects
// with just their sizes and flags, enough to make instances; then each is filled in from its spec.
#include <cstring>
#include <new>
#include <string>

#include "objects/builtin_iterators.h"
#include "objects/bytes.h"
#include "objects/core_types.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/exception_types.h"
#include "objects/float.h"
#include "objects/generic_alias.h"
#include "objects/intern_table.h"
#include "objects/int.h"
#include "objects/interpreter.h"
#include "objects/interpreter_lock.h"
#include "objects/method_cache.h"
#include "objects/module.h"
#include "objects/native_function.h"
#include "objects/native_function_types.h"
#include "objects/str.h"
#include "objects/thread.h"
#include "objects/tuple.h"
#include "objects/type_internal.h"
#include "objects/weakref.h"

namespace taipan {

// The core types in the order in which they are made: bases first.
extern const TypeSpec kIntType, kBoolType, kFloatType, kComplexType, kStrType, kStrIteratorType, kStrAsciiIteratorType, kTupleType,
    kTupleIteratorType, kListType, kListIteratorType, kListReverseIteratorType, kDictType, kDictKeysType,
    kDictValuesType, kDictItemsType, kDictKeyIteratorType, kDictValueIteratorType, kDictItemIteratorType,
    kDictReverseKeyIteratorType, kDictReverseValueIteratorType, kDictReverseItemIteratorType, kSetType,
    kFrozenSetType, kSetIteratorType, kRangeType, kRangeIteratorType, kLongRangeIteratorType, kSliceType,
    kSequenceIteratorType, kCallableIteratorType, kNoneType, kNotImplementedType, kEllipsisType,
    kMappingProxyType, kFormatterIteratorType, kFieldNameIteratorType, kBytesType, kBytesIteratorType,
    kByteArrayType, kByteArrayIteratorType, kMemoryViewType, kMemoryViewIteratorType;

namespace {

const TypeSpec* const kCoreTypes[] = {
    &kObjectType, &kTypeType, &kNoneType, &kNotImplementedType, &kEllipsisType, &kIntType, &kBoolType, &kFloatType,
    &kComplexType, &kStrType, &kStrIteratorType, &kStrAsciiIteratorType, &kBytesType, &kBytesIteratorType, &kByteArrayType,
    &kByteArrayIteratorType, &kMemoryViewType, &kMemoryViewIteratorType, &kTupleType, &kTupleIteratorType,
    &kListType, &kListIteratorType, &kListReverseIteratorType, &kDictType, &kDictKeysType, &kDictValuesType,
    &kDictItemsType, &kDictKeyIteratorType, &kDictValueIteratorType, &kDictItemIteratorType,
    &kDictReverseKeyIteratorType, &kDictReverseValueIteratorType, &kDictReverseItemIteratorType, &kSetType,
    &kFrozenSetType, &kSetIteratorType, &kRangeType, &kRangeIteratorType, &kLongRangeIteratorType, &kSliceType,
    &kSequenceIteratorType, &kCallableIteratorType, &kMappingProxyType, &kFormatterIteratorType,
    &kFieldNameIteratorType, &kBuiltinFunctionType, &kMethodDescriptorType, &kClassMethodDescriptorType,
    &kWrapperDescriptorType, &kGetSetDescriptorType, &kMemberDescriptorType, &kMethodWrapperType, &kPropertyType,
    &kClassMethodType, &kStaticMethodType, &kSuperType, &kModuleType, &kSimpleNamespaceType, &kWeakRefType,
    &kGenericAliasType, &kGenericAliasIteratorType, &kUnionType,
    &kEnumerateType, &kReversedType, &kZipType, &kMapType, &kFilterType};

Status forEachCoreSpec(Thread& thread, Status (*visit)(Thread& thread, const TypeSpec& spec)) {
  for (const TypeSpec* spec : kCoreTypes) TRY(visit(thread, *spec));
  return forEachExceptionSpec(thread, visit);
}

Status allocateBare(Thread& thread, const TypeSpec& spec) {
  Type* type = allocateType(thread, nullptr);
  if (type == nullptr) return Raised{};
  thread.interpreter().setType(spec.id, type);
  type->type = thread.type(TypeId::kType);  // null for the first two, mended below
  prepareNativeType(thread, type, spec);
  type->nativeName = spec.name;
  if (spec.slots != nullptr) type->slots = *spec.slots;
  return kOk;
}

Status fillIn(Thread& thread, const TypeSpec& spec) {
  if (createNativeType(thread, spec) == nullptr) return Raised{};
  return kOk;
}

Status internNames(Thread& thread) {
  Names& names = thread.interpreter().names;
#define NAME(text) names.text = TRY(internText(thread, #text)).release();
#define DUNDER(text) names.dunder_##text = TRY(internText(thread, "__" #text "__")).release();
#include "objects/names.def"
#undef NAME
#undef DUNDER
  names.empty = TRY(internText(thread, "")).release();
  names.lambda = TRY(internText(thread, "<lambda>")).release();
  names.genexpr = TRY(internText(thread, "<genexpr>")).release();
  names.utf8 = TRY(internText(thread, "utf-8")).release();
  names.dot = TRY(internText(thread, ".")).release();
  names.underscore = TRY(internText(thread, "_")).release();
  names.throw_ = TRY(internText(thread, "throw")).release();
  return kOk;
}

// See the table of tags in value.h: ints end in 01, floats in 011, 100 or 110, constants in 010.
void mapImmediates(Interpreter& interpreter) {
  for (uint64_t bits = 0; bits < 64; ++bits) {
    Value v = Value::fromBits(bits);
    Type*& type = interpreter.immediateTypes[bits];
    if (v.isSmallInt()) type = interpreter.type(TypeId::kInt);
    else if (v.isImmediateFloat()) type = interpreter.type(TypeId::kFloat);
    else if (v.isBool()) type = interpreter.type(TypeId::kBool);
    else if (v.isNone()) type = interpreter.type(TypeId::kNoneType);
    else if (v.isNotImplemented()) type = interpreter.type(TypeId::kNotImplementedType);
    else if (v == kEllipsis) type = interpreter.type(TypeId::kEllipsisType);
  }
}

Status setUp(Thread& thread) {
  Interpreter& interpreter = thread.interpreter();
  TRY(forEachCoreSpec(thread, allocateBare));
  Type* typeType = thread.type(TypeId::kType);
  for (TypeId id : {TypeId::kObject, TypeId::kType}) thread.type(id)->type = typeType;
  mapImmediates(interpreter);
  TRY(internNames(thread));
  TRY(forEachCoreSpec(thread, fillIn));
  interpreter.memoryError = TRY(newException(thread, TypeId::kMemoryError, Value())).releaseValue();
  interpreter.modules = TRY(newDict(thread)).release();
  return kOk;
}

bool isTypeObject(const Object* object) { return object->type->has(kTypeIsType); }

// What the objects that are left hold outside the heap (patterns, streams of zlib, module states …).  No object is freed,
// so the order does not matter: the count of references of each is raised beyond what all the others could give back.
void releaseObjects(Interpreter& interpreter) {
  constexpr int64_t kBeyondAll = int64_t{1} << 48;
  interpreter.heap.forEachObject([](void*, Object* object) { object->refCount += kBeyondAll; }, nullptr);
  interpreter.heap.forEachObject(
      [](void*, Object* object) {
        if (object->type->slots.release != nullptr && !isTypeObject(object)) object->type->slots.release(object);
      },
      nullptr);
  interpreter.heap.forEachObject(
      [](void*, Object* object) {
        if (isTypeObject(object)) delete static_cast<Type*>(object)->subclasses;
      },
      nullptr);
}

}  // namespace

Thread* createInterpreter(const Settings& settings) {
  auto* interpreter = new (std::nothrow) Interpreter();
  if (interpreter == nullptr) return nullptr;
  interpreter->settings = settings;
  interpreter->internTable = new InternTable();
  interpreter->methodCache = new MethodCache();
  auto* thread = new Thread(*interpreter);
  bindThreadState(*thread);
  interpreter->mainThread = interpreter->threads = thread;
  interpreter->lock = thread->lock = new InterpreterLock();
  interpreter->lock->acquire(*thread);
  if (setUp(*thread)) return thread;
  destroyInterpreter(interpreter);
  return nullptr;
}

void destroyInterpreter(Interpreter* interpreter) {
  interpreter->finalizing = true;
  interpreter->lock->close(*interpreter->mainThread);
  // Threads that still run (daemons) wait for ever when they want the lock; what they look at on their way there must stay.
  bool alone = interpreter->threads == interpreter->mainThread && interpreter->mainThread->next == nullptr;
  if (!alone) {
    interpreter->lock->release(*interpreter->mainThread);
    return;
  }
  // Nothing may run any more: the heap is dropped whole.
  releaseObjects(*interpreter);
  for (NativeCode* code = interpreter->nativeCodes; code != nullptr; code = code->next) {
    delete code->signature;  // its Values die with the heap
    code->signature = nullptr;
  }
  delete interpreter->internTable;
  delete interpreter->methodCache;
  if (interpreter->mainThread->hasException()) (void)interpreter->mainThread->takeException().releaseValue();
  InterpreterLock* lock = interpreter->lock;
  lock->release(*interpreter->mainThread);
  delete interpreter->mainThread;
  delete lock;
  delete interpreter;
}

}  // namespace taipan
