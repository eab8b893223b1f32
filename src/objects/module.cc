// Module objects, native ones included.
#include "objects/module.h"

#include <cstddef>

#include "objects/abstract.h"
#include "objects/attributes.h"
#include "objects/core_types.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/native_function.h"
#include "objects/str.h"

namespace taipan {

namespace {

Module* moduleOf(Value v) { return v.as<Module>(); }

Status setUp(Thread& thread, Module* module, Value name, Value doc) {
  const Names& names = thread.names();
  if (module->dict == nullptr) module->dict = TRY(newDict(thread)).release();
  TRY(dictSetStr(thread, module->dict, names.dunder_name, name));
  TRY(dictSetStr(thread, module->dict, names.dunder_doc, doc));
  for (Str* key : {names.dunder_package, names.dunder_loader, names.dunder_spec}) {
    TRY(dictSetStr(thread, module->dict, key, kNone));
  }
  return kOk;
}

Status moduleInitialize(Thread& thread, Value self, const Arguments& args) {
  Value name, doc = kNone;
  size_t keywords = args.keywordNames == nullptr ? 0 : args.keywordNames->size;
  if (args.positionalCount > 2) {
    return thread.raiseTypeError("module() takes at most 2 arguments ({} given)", args.positionalCount + keywords);
  }
  if (args.positionalCount > 0) name = args[0];
  if (args.positionalCount > 1) doc = args[1];
  for (size_t i = 0; i < keywords; ++i) {
    Str* key = args.keywordNames->items[i].as<Str>();
    Value value = args.values[args.positionalCount + i];
    if (strEqualText(key, "name")) name = value;
    else if (strEqualText(key, "doc")) doc = value;
    else return thread.raiseTypeError("'{}' is an invalid keyword argument for module()", key);
  }
  if (name.isEmpty()) return thread.raiseTypeError("module() missing required argument 'name' (pos 1)");
  if (!isStr(name)) {
    return thread.raiseTypeError("module() argument 'name' must be str, not {}", typeOf(thread, name)->nativeName);
  }
  return setUp(thread, moduleOf(self), name, doc);
}

void moduleRelease(Object* self) {
  auto* module = static_cast<Module*>(self);
  if (module->releaseState != nullptr) module->releaseState(module->state);
  decrefOrEmpty(Value(std::exchange(module->dict, nullptr)));
}
void moduleTraverse(Object* self, Visitor& visitor) {
  visitor.visitValue(Value(static_cast<Module*>(self)->dict));
}
// Its functions may live on and still need their globals: the module gives up the dict, and does not empty it.
void moduleClear(Object* self) { decrefOrEmpty(Value(std::exchange(static_cast<Module*>(self)->dict, nullptr))); }

Ref<> moduleRepr(Thread& thread, Value self) {
  Ref<Str> importlibName = TRY(internText(thread, "_frozen_importlib"));
  Value importlib = thread.interpreter().modules == nullptr
                        ? Value() : dictGetStr(thread, thread.interpreter().modules, importlibName);
  if (importlib) {
    Ref<Str> method = TRY(internText(thread, "_module_repr"));
    return callMethod(thread, importlib, method, self);
  }
  Dict* dict = moduleOf(self)->dict;
  Value name = dict == nullptr ? Value() : dictGetStr(thread, dict, thread.names().dunder_name);
  return formatStr(thread, "<module {!r}>", name.isEmpty() ? Value(kNone) : name);
}

// What the import system notes on a module's spec (which may be empty or None); errors count as "no".
Ref<> noteOnSpec(Thread& thread, Value spec, const char* name) {
  if (spec.isEmpty() || spec.isNone()) return Ref<>();
  Ref<Str> key = internText(thread, name);
  Ref<> note = key ? lookupAttribute(thread, spec, key) : Ref<>();
  thread.clearException();
  return note;
}
bool isInitializing(Thread& thread, Value spec) {
  Ref<> flag = noteOnSpec(thread, spec, "_initializing");
  Result<bool> set = flag ? isTrue(thread, flag) : Result<bool>(false);
  if (!set) thread.clearException();
  return set && *set;
}
// Is `name` a submodule whose import has begun?
bool isBeingImported(Thread& thread, Value spec, Str* name) {
  Ref<> names = noteOnSpec(thread, spec, "_uninitialized_submodules");
  Result<bool> found = names ? contains(thread, names, Value(name)) : Result<bool>(false);
  if (!found) thread.clearException();
  return found && *found;
}

// PEP 562: module-level __getattr__; and messages that name the module.
Ref<> moduleGetAttribute(Thread& thread, Value self, Str* name) {
  Ref<> result = genericLookupAttribute(thread, self, name);
  if (result || thread.hasException()) return result;
  Module* module = moduleOf(self);
  if (module->dict != nullptr) {
    Ref<> hook = newRef(dictGetStr(thread, module->dict, thread.names().dunder_getattr));
    if (hook) return call(thread, hook, name);
    Value moduleName = dictGetStr(thread, module->dict, thread.names().dunder_name);
    if (!moduleName.isEmpty() && isStr(moduleName)) {
      Value spec = dictGetStr(thread, module->dict, thread.names().dunder_spec);
      std::string text = toWtf8(moduleName.as<Str>());
      Ref<> keepSpec = newRef(spec);
      if (isInitializing(thread, keepSpec)) {
        return raiseNoAttribute(thread, self, name,
                                "partially initialized module '{}' has no attribute '{}' (most likely due to a circular import)",
                                text.c_str());
      }
      if (isBeingImported(thread, keepSpec, name)) {
        return thread.raise(TypeId::kAttributeError,
                            "cannot access submodule '{}' of module '{}' (most likely due to a circular import)", name, text.c_str());
      }
      return raiseNoAttribute(thread, self, name, "module '{}' has no attribute '{}'", text.c_str());
    }
  }
  return raiseNoAttribute(thread, self, name, "{}module has no attribute '{}'", "");
}

Ref<> moduleAnnotations(Thread& thread, Value self) {
  Str* key = thread.names().dunder_annotations;
  Dict* dict = moduleOf(self)->dict;
  Value found = dictGetStr(thread, dict, key);
  if (!found.isEmpty()) return newRef(found);
  Ref<Dict> fresh = TRY(newDict(thread));
  TRY(dictSetStr(thread, dict, key, fresh));
  return fresh;
}
Status moduleSetAnnotations(Thread& thread, Value self, Value value) {
  Dict* dict = moduleOf(self)->dict;
  if (!value.isEmpty()) return dictSetStr(thread, dict, thread.names().dunder_annotations, value);
  if (!TRY(dictDelete(thread, dict, thread.names().dunder_annotations))) {
    return thread.raise(TypeId::kAttributeError, "__annotations__");
  }
  return kOk;
}

Ref<> moduleDir(Thread& thread, const Value* args) {
  Ref<> dict = TRY(getAttribute(thread, args[0], thread.names().dunder_dict));
  if (!isDict(dict)) return thread.raiseTypeError("<module>.__dict__ is not a dictionary");
  Ref<> hook = newRef(dictGetStr(thread, dict.get().as<Dict>(), thread.names().dunder_dir));
  if (hook) return call(thread, hook);
  return listFromIterable(thread, dict);
}

const Slots kModuleSlots = {.release = moduleRelease, .traverse = moduleTraverse, .clear = moduleClear,
                            .create = genericCreate, .initialize = moduleInitialize, .repr = moduleRepr,
                            .getAttribute = moduleGetAttribute, .setAttribute = genericSetAttribute};
const MemberDef kModuleMembers[] = {{"__dict__", MemberKind::kObject, offsetof(Module, dict)}};
const GetSetDef kModuleGetSets[] = {{"__annotations__", moduleAnnotations, moduleSetAnnotations}};
const MethodDef kModuleMethods[] = {{"__dir__", "($self, /)", moduleDir}};

}  // namespace

const TypeSpec kModuleType = {
    .id = TypeId::kModule, .name = "module", .basicSize = sizeof(Module), .flags = kTypeHasGc | kTypeIsBaseType,
    .slots = &kModuleSlots, .methods = kModuleMethods, .getSets = kModuleGetSets, .members = kModuleMembers,
    .dictOffset = offsetof(Module, dict), .weakRefsOffset = offsetof(Module, weakRefs)};

Ref<Module> newModule(Thread& thread, Str* name) {
  Ref<Module> module = TRY(newObject<Module>(thread, thread.type(TypeId::kModule)));
  TRY(setUp(thread, module, name, kNone));
  return module;
}

Ref<Module> createNativeModule(Thread& thread, const ModuleSpec& spec) {
  Ref<Str> name = TRY(internText(thread, spec.name));
  Ref<Module> module = TRY(newModule(thread, name));
  module->spec = &spec;
  if (spec.doc != nullptr) TRY(moduleAdd(thread, module, "__doc__", TRY(newStr(thread, spec.doc))));
  for (const MethodDef& definition : spec.functions) {
    NativeCode* code = newNativeCode(thread, definition, nullptr);
    if (code == nullptr) return Raised{};
    TRY(moduleAdd(thread, module, definition.name, TRY(newBuiltinFunction(thread, code, module, name))));
  }
  if (spec.populate != nullptr) TRY(spec.populate(thread, module));
  return module;
}

Status moduleAdd(Thread& thread, Module* module, const char* name, Ref<> value) {
  if (!value) return Raised{};
  Ref<Str> key = TRY(internText(thread, name));
  return dictSetStr(thread, module->dict, key, value);
}

Result<Type*> moduleAddType(Thread& thread, Module* module, const TypeSpec& spec) {
  Type* type = createNativeType(thread, spec);
  if (type == nullptr) return Raised{};
  TRY(dictSetStr(thread, module->dict, type->name, type));
  return type;
}

}  // namespace taipan
