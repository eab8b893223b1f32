// code: construction and release.  Attributes and methods are in code_type.cc, verification in code_verify.cc.
#include "objects/code.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "base/address_map.h"
#include "base/arena_vector.h"
#include "base/quick_hash.h"
#include "bytecode/location_table.h"
#include "bytecode/opcodes.h"
#include "objects/abstract.h"
#include "objects/int.h"
#include "objects/float.h"
#include "objects/list.h"
#include "objects/tuple.h"

namespace taipan {

int32_t Code::lineAt(int32_t byteOffset) const {
  return lineOfOffset(lineTable->view(), firstLine, byteOffset);
}

namespace {

bool isNameText(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

bool isNameText(const Str* text) { return text->isAscii() && isNameText(text->asciiView()); }

Status internNames(Thread& thread, Tuple* names, const char* what) {
  for (size_t i = 0; i < names->size; i++) {
    if (!isStr(names->items[i])) return thread.raise(TypeId::kSystemError, "non-string found in code slot");
    Ref<Str> text = intern(thread, newRef(names->items[i].as<Str>()));
    if (!text) return Raised{};
    decref(std::exchange(names->items[i], text.releaseValue()));
  }
  return kOk;
}

// Strings that look like identifiers are interned, inside tuples too; this is what makes `is` on them work.
Status internConstants(Thread& thread, Tuple* constants) {
  for (size_t i = 0; i < constants->size; i++) {
    Value& item = constants->items[i];
    if (!item.isObject()) continue;
    if (item.object()->type == thread.type(TypeId::kStr)) {
      if (!isNameText(item.as<Str>())) continue;
      Ref<Str> text = TRY(intern(thread, newRef(item.as<Str>())));
      decref(std::exchange(item, text.releaseValue()));
    } else if (item.object()->type == thread.type(TypeId::kTuple)) {
      NativeRecursion guard(thread);
      if (!guard.enter()) return Raised{};
      TRY(internConstants(thread, item.as<Tuple>()));
    }
  }
  return kOk;
}

Status checkFields(Thread& thread, const CodeFields& f) {
  size_t localCount = f.localsPlusNames->size;
  if (f.localsPlusKinds->size != localCount) {
    return thread.raiseValueError("code: varnames is too small");
  }
  int64_t plain = 0;
  for (size_t i = 0; i < localCount; i++) plain += (f.localsPlusKinds->data()[i] & kLocalPlain) != 0;
  int64_t total = int64_t{f.argCount} + f.keywordOnlyArgCount + ((f.flags & kCoVarArgs) != 0) +
                  ((f.flags & kCoVarKeywords) != 0);
  if (f.argCount < f.positionalOnlyArgCount || f.positionalOnlyArgCount < 0 || f.keywordOnlyArgCount < 0 ||
      f.stackSize < 0 || f.flags < 0) {
    return thread.raiseValueError("code: argument counts must not be negative");
  }
  // Arguments must be the first plain locals: the call machinery writes them there unchecked.
  for (int64_t i = 0; i < total && i < static_cast<int64_t>(localCount); i++) {
    if (!(f.localsPlusKinds->data()[i] & kLocalPlain)) return thread.raiseValueError("code: varnames is too small");
  }
  if (total > plain) return thread.raiseValueError("code: varnames is too small");
  if (f.code->size % 2 != 0 || f.code->size > INT32_MAX / 4) {
    return thread.raiseValueError("code: co_code is malformed");
  }
  if (localCount > 1 << 24 || f.stackSize > 1 << 24) {
    return thread.raise(TypeId::kOverflowError, "code: co_stacksize is too large");
  }
  return kOk;
}

}  // namespace

namespace {

// From fields that are right and interned.
Ref<Code> makeCode(Thread& thread, const CodeFields& f) {
  Ref<Str> name = TRY(intern(thread, newRef(f.name)));
  Ref<Str> qualifiedName = TRY(intern(thread, newRef(f.qualifiedName)));
  Ref<Str> fileName = TRY(intern(thread, newRef(f.fileName)));
  Ref<Code> code = TRY(newObject<Code>(thread, thread.type(TypeId::kCode)));
  code->argCount = f.argCount;
  code->positionalOnlyArgCount = f.positionalOnlyArgCount;
  code->keywordOnlyArgCount = f.keywordOnlyArgCount;
  code->stackSize = f.stackSize;
  code->flags = f.flags;
  code->firstLine = f.firstLine;
  code->localCount = static_cast<int32_t>(f.localsPlusNames->size);
  code->unitCount = static_cast<int32_t>(f.code->size / 2);
  for (size_t i = 0; i < f.localsPlusKinds->size; i++) {
    uint8_t kind = static_cast<uint8_t>(f.localsPlusKinds->data()[i]);
    if (kind & kLocalPlain) code->plainLocalCount++;
    if (kind & kLocalCell) code->cellCount++;
    if (kind & kLocalFree) code->freeCount++;
  }
  code->code = newRef(f.code).release();
  code->constants = newRef(f.constants).release();
  code->names = newRef(f.names).release();
  code->localsPlusNames = newRef(f.localsPlusNames).release();
  code->localsPlusKinds = newRef(f.localsPlusKinds).release();
  code->fileName = fileName.release();
  code->name = name.release();
  code->qualifiedName = qualifiedName.release();
  Ref<Bytes> lineTable = newRef(f.lineTable);
  if (thread.interpreter().settings.noDebugRanges) lineTable = TRY(newBytes(thread, withoutColumns(f.lineTable->view(), f.firstLine)));
  code->lineTable = lineTable.release();
  code->exceptionTable = newRef(f.exceptionTable).release();
  return code;
}

}  // namespace

Ref<Code> codeFromFields(Thread& thread, const CodeFields& f) {
  TRY(checkFields(thread, f));
  TRY(internNames(thread, f.names, "names"));
  TRY(internNames(thread, f.localsPlusNames, "varnames"));
  TRY(internConstants(thread, f.constants));
  return makeCode(thread, f);
}

namespace {

// Makes objects of specs.  As in CPython, equal constants, tuples of names and tables of one compilation are one object,
// which saves memory and is what `is` and marshal see.
class SpecReader {
 public:
  explicit SpecReader(Thread& thread) : thread_(thread), names_(arena_), made_(arena_), slots_(arena_) {}
  Ref<> constant(const ConstantValue& constant);
  Ref<Code> code(const CodeSpec& spec);

 private:
  // What was made for a key; keys of different kinds differ.  Keys are texts of the spec, the words of a tuple that was
  // made, or copies in arena_.
  struct Made {
    char kind;
    uint32_t hash;
    std::string_view key;
    uint32_t object;  // index into objects_
  };
  Ref<> find(char kind, std::string_view key, uint32_t* hash) const;
  Ref<> keep(char kind, std::string_view key, uint32_t hash, Ref<> made);
  void enter(uint32_t index);
  Ref<> number(char kind, std::string_view key, Ref<> made);

  Ref<> items(Seq<ConstantValue> constants, bool frozen);
  Ref<> names(Seq<std::string_view> names);
  Ref<> name(std::string_view name);
  Ref<> number(const ConstantValue& constant);
  Ref<> text(std::string_view text, bool always);
  Ref<> bytes(std::string_view octets);

  Thread& thread_;
  Arena arena_;
  AddressMap names_;  // from interned names of the spec to objects_
  ArenaVector<Made> made_;
  ArenaVector<uint32_t> slots_;  // open addressing: index into made_, plus 1
  std::vector<Ref<>> objects_;
};

// The object made first for this key; nothing if there is none.
Ref<> SpecReader::find(char kind, std::string_view key, uint32_t* hash) const {
  *hash = static_cast<uint32_t>(quickHash(key));
  if (slots_.empty()) return {};
  size_t mask = slots_.size() - 1;
  for (size_t at = *hash & mask; slots_[at] != 0; at = (at + 1) & mask) {
    const Made& made = made_[slots_[at] - 1];
    if (made.hash == *hash && made.kind == kind && made.key == key) return newRef(objects_[made.object].get());
  }
  return {};
}

Ref<> SpecReader::keep(char kind, std::string_view key, uint32_t hash, Ref<> made) {
  if (!made) return made;
  made_.push_back({kind, hash, key, static_cast<uint32_t>(objects_.size())});
  objects_.push_back(newRef(made.get()));
  if (made_.size() * 2 <= slots_.size()) {
    enter(static_cast<uint32_t>(made_.size()));
    return made;
  }
  size_t size = std::max<size_t>(slots_.size() * 2, 64);
  slots_.clear();
  for (size_t i = 0; i < size; i++) slots_.push_back(0);
  for (uint32_t index = 1; index <= made_.size(); index++) enter(index);
  return made;
}

void SpecReader::enter(uint32_t index) {
  size_t mask = slots_.size() - 1;
  size_t at = made_[index - 1].hash & mask;
  while (slots_[at] != 0) at = (at + 1) & mask;
  slots_[at] = index;
}

// Items are merged already, so that their words stand for them.
Ref<> SpecReader::items(Seq<ConstantValue> constants, bool frozen) {
  Ref<Tuple> tuple = TRY(newTuple(thread_, constants.size));
  for (size_t i = 0; i < constants.size; i++) tupleInit(tuple, i, TRY(constant(constants[i])));
  std::string_view key(reinterpret_cast<const char*>(tuple->items), tuple->size * sizeof(Value));
  uint32_t hash;
  if (Ref<> known = find(frozen ? 'f' : 't', key, &hash)) return known;
  if (!frozen) return keep('t', key, hash, std::move(tuple));
  objects_.push_back(newRef(tuple.value()));  // the key is in it
  return keep('f', key, hash, call(thread_, Value(thread_.type(TypeId::kFrozenSet)), Value(tuple.get())));
}

Ref<> SpecReader::name(std::string_view name) {
  auto [index, added] = names_.add(name.data(), static_cast<int32_t>(objects_.size()));
  if (added) objects_.push_back(TRY(internText(thread_, name)));
  return newRef(objects_[static_cast<size_t>(index)].get());
}

Ref<> SpecReader::names(Seq<std::string_view> names) {
  Ref<Tuple> tuple = TRY(newTuple(thread_, names.size));
  for (size_t i = 0; i < names.size; i++) tupleInit(tuple, i, TRY(name(names[i])));
  std::string_view key(reinterpret_cast<const char*>(tuple->items), tuple->size * sizeof(Value));
  uint32_t hash;
  if (Ref<> known = find('t', key, &hash)) return known;
  return keep('t', key, hash, std::move(tuple));
}

Ref<> SpecReader::number(char kind, std::string_view key, Ref<> made) {
  uint32_t hash;
  if (Ref<> known = find(kind, key, &hash)) return known;
  return keep(kind, arena_.copyText(key), hash, std::move(made));
}

Ref<> SpecReader::number(const ConstantValue& constant) {
  if (constant.type == ConstantType::kInt) {
    Ref<> made = TRY(newIntFromBigInt(thread_, *constant.integer));
    return made.get().isObject() ? number('i', constant.integer->toText(16), std::move(made)) : std::move(made);
  }
  char key[2 * sizeof(double)];
  std::memcpy(key, &constant.real, sizeof(double));
  std::memcpy(key + sizeof(double), &constant.imag, sizeof(double));
  Ref<> real = TRY(newFloat(thread_, constant.real));
  if (constant.type == ConstantType::kFloat) {
    return real.get().isObject() ? number('d', {key, sizeof(double)}, std::move(real)) : std::move(real);
  }
  Ref<> imaginary = TRY(newFloat(thread_, constant.imag));
  return number('c', {key, sizeof key}, call(thread_, Value(thread_.type(TypeId::kComplex)), real.get(), imaginary.get()));
}

// Strings that look like identifiers are interned, others only if `always`.
Ref<> SpecReader::text(std::string_view text, bool always) {
  uint32_t hash;
  if (Ref<> known = find(always ? 'n' : 's', text, &hash)) return known;
  Ref<Str> made = always || isNameText(text) ? internText(thread_, text) : newStr(thread_, text);
  return keep(always ? 'n' : 's', text, hash, std::move(made));
}

Ref<> SpecReader::bytes(std::string_view octets) {
  uint32_t hash;
  if (Ref<> known = find('b', octets, &hash)) return known;
  return keep('b', octets, hash, newBytes(thread_, octets));
}

Ref<> SpecReader::constant(const ConstantValue& constant) {
  NativeRecursion guard(thread_);
  if (!guard.enter()) return Raised{};
  switch (constant.type) {
    case ConstantType::kNone: return newRef(kNone);
    case ConstantType::kFalse: return newRef(kFalse);
    case ConstantType::kTrue: return newRef(kTrue);
    case ConstantType::kEllipsis: return newRef(kEllipsis);
    case ConstantType::kInt:
    case ConstantType::kFloat:
    case ConstantType::kComplex: return number(constant);
    case ConstantType::kStr: return text(constant.text, false);
    case ConstantType::kBytes: return bytes(constant.text);
    case ConstantType::kTuple: return items(constant.items, false);
    case ConstantType::kFrozenSet: return items(constant.items, true);
    case ConstantType::kCode: return code(*constant.code);
  }
  return thread_.raise(TypeId::kSystemError, "unknown kind of constant");
}

Ref<Code> SpecReader::code(const CodeSpec& spec) {
  Ref<> constants = TRY(items(spec.constants, false));
  Ref<> names = TRY(this->names(spec.names)), locals = TRY(this->names(spec.localsPlusNames));
  Ref<Bytes> kinds = TRY(newBytes(thread_, spec.localsPlusKinds)), bytecode = TRY(newBytes(thread_, spec.code));
  Ref<> lines = TRY(bytes(spec.lineTable)), exceptions = TRY(bytes(spec.exceptionTable));
  Ref<> fileName = TRY(text(spec.fileName, true)), name = TRY(text(spec.name, true));
  Ref<> qualifiedName = TRY(text(spec.qualifiedName, true));
  CodeFields fields{.argCount = spec.argCount,
                    .positionalOnlyArgCount = spec.positionalOnlyArgCount,
                    .keywordOnlyArgCount = spec.keywordOnlyArgCount,
                    .stackSize = spec.stackSize,
                    .flags = spec.flags,
                    .firstLine = spec.firstLine,
                    .code = bytecode,
                    .constants = constants.get().as<Tuple>(),
                    .names = names.get().as<Tuple>(),
                    .localsPlusNames = locals.get().as<Tuple>(),
                    .localsPlusKinds = kinds,
                    .fileName = fileName.get().as<Str>(),
                    .name = name.get().as<Str>(),
                    .qualifiedName = qualifiedName.get().as<Str>(),
                    .lineTable = lines.get().as<Bytes>(),
                    .exceptionTable = exceptions.get().as<Bytes>()};
  Ref<Code> made = TRY(makeCode(thread_, fields));
  made->trusted = true;
  return made;
}

}  // namespace

Ref<> constantValue(Thread& thread, const ConstantValue& constant) { return SpecReader(thread).constant(constant); }

Ref<Code> codeFromSpec(Thread& thread, const CodeSpec& spec) { return SpecReader(thread).code(spec); }

}  // namespace taipan
