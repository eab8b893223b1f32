// xxsubtype: a list and a dict that also hold a number, natively derived; programs and tests use the module as the example
// of such types.
#include <ctime>

#include "modules/module_helpers.h"
#include "modules/registry.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/module.h"
#include "objects/number_arguments.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

struct SpamList : List {
  int32_t state;
};
struct SpamDict : Dict {
  int32_t state;
};

template <class Spam>
Ref<> getState(Thread& thread, const Value* args) { return newInt(thread, args[0].as<Spam>()->state); }

template <class Spam>
Ref<> setState(Thread& thread, const Value* args) {
  args[0].as<Spam>()->state = TRY(intArgument(thread, args[1]));
  return newRef(kNone);
}

template <class Spam, TypeId base>
Status initialize(Thread& thread, Value self, const Arguments& args) {
  TRY(thread.type(base)->slots.initialize(thread, self, args));
  self.as<Spam>()->state = 0;
  return kOk;
}

// (self, positional arguments, keywords or None): what arrives at such a method.
Ref<> arrived(Thread& thread, Value self, const Arguments& args) {
  Ref<Tuple> positional = TRY(newTupleFrom(thread, args.values, args.positionalCount));
  if (keywordCount(args) == 0) return makeTuple(thread, self, positional.value(), kNone);
  Ref<Dict> keywords = TRY(newDict(thread));
  for (size_t i = 0; i < keywordCount(args); i++) {
    TRY(dictSet(thread, keywords, args.keywordNames->items[i], args[args.positionalCount + i]));
  }
  return makeTuple(thread, self, positional.value(), keywords.value());
}
Ref<> classMethod(Thread& thread, Value cls, const Arguments& args) { return arrived(thread, cls, args); }
Ref<> staticMethod(Thread& thread, Value, const Arguments& args) { return arrived(thread, kNone, args); }

Ref<> stateOfList(Thread& thread, Value self) { return newInt(thread, self.as<SpamList>()->state); }

// bench(obj, name, n): seconds of CPU time for n attribute lookups.
Ref<> bench(Thread& thread, const Value* args) {
  if (!isStr(args[2])) return thread.raiseTypeError("argument 2 must be str, not {!T}", args[2]);
  int32_t count = TRY(intArgument(thread, args[3]));
  std::clock_t start = std::clock();
  for (int32_t i = 0; i < count; i++) {
    Ref<> found = TRY(getAttribute(thread, args[1], args[2].as<Str>()));
  }
  return newFloat(thread, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
}

constexpr Slots kListSlots = {.initialize = initialize<SpamList, TypeId::kList>};
constexpr Slots kDictSlots = {.initialize = initialize<SpamDict, TypeId::kDict>};
constexpr MethodDef kListMethods[] = {
    {.name = "getstate", .signature = "($self, /)", .function = getState<SpamList>, .doc = "The number."},
    {.name = "setstate", .signature = "($self, state, /)", .function = setState<SpamList>, .doc = "Changes the number."},
    {.name = "classmeth", .signature = nullptr, .raw = classMethod, .kind = MethodKind::kClass, .doc = "What a class method gets."},
    {.name = "staticmeth", .signature = nullptr, .raw = staticMethod, .kind = MethodKind::kStatic, .doc = "What a static method gets."},
};
constexpr MethodDef kDictMethods[] = {
    {.name = "getstate", .signature = "($self, /)", .function = getState<SpamDict>, .doc = "The number."},
    {.name = "setstate", .signature = "($self, state, /)", .function = setState<SpamDict>, .doc = "Changes the number."},
};
constexpr GetSetDef kListGetSets[] = {{"state", stateOfList, nullptr, "The number, as an attribute."}};
constexpr MemberDef kDictMembers[] = {{"state", MemberKind::kInt32, offsetof(SpamDict, state), true, "The number."}};
constexpr MethodDef kFunctions[] = {{.name = "bench", .signature = "($module, obj, name, n=1000, /)", .function = bench}};

constexpr TypeSpec kListType = {.id = TypeId::kSpamList, .name = "xxsubtype.spamlist", .basicSize = sizeof(SpamList),
                                .base = TypeId::kList, .flags = kTypeHasGc | kTypeIsBaseType | kTypeIsList | kTypeSequencePattern,
                                .slots = &kListSlots, .methods = kListMethods, .getSets = kListGetSets};
constexpr TypeSpec kDictType = {.id = TypeId::kSpamDict, .name = "xxsubtype.spamdict", .basicSize = sizeof(SpamDict),
                                .base = TypeId::kDict, .flags = kTypeHasGc | kTypeIsBaseType | kTypeIsDict | kTypeMappingPattern,
                                .slots = &kDictSlots, .methods = kDictMethods, .members = kDictMembers};

Status populate(Thread& thread, Module* module) {
  TRY(moduleAddType(thread, module, kListType));
  TRY(moduleAddType(thread, module, kDictType));
  return kOk;
}

}  // namespace

extern const ModuleSpec kXxsubtypeModule;
constexpr ModuleSpec kXxsubtypeModule = {.name = "xxsubtype", .functions = kFunctions, .populate = populate,
                                         .doc = "An example of types that derive from list and dict natively."};

}  // namespace taipan
