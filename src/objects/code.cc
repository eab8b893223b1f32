// code: construction and release.  Attributes and methods are in code_type.cc, verification in code_verify.cc.
#include "objects/code.h"

#include <string>
#include <unordered_map>

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

bool isNameText(const Str* text) {
  if (!text->isAscii()) return false;
  for (char c : text->asciiView()) {
    if (!(c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) return false;
  }
  return true;
}

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

Ref<Code> codeFromFields(Thread& thread, const CodeFields& f) {
  TRY(checkFields(thread, f));
  TRY(internNames(thread, f.names, "names"));
  TRY(internNames(thread, f.localsPlusNames, "varnames"));
  TRY(internConstants(thread, f.constants));
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

namespace {

// Makes objects of specs.  As in CPython, equal constants, tuples of names and tables of one compilation are one object,
// which saves memory and is what `is` and marshal see.
class SpecReader {
 public:
  explicit SpecReader(Thread& thread) : thread_(thread) {}
  Ref<> constant(const Constant& constant);
  Ref<Code> code(const CodeSpec& spec);

 private:
  Ref<> items(const std::vector<Constant>& constants, bool frozen);
  Ref<> names(const std::vector<std::string>& names);
  Ref<> number(const Constant& constant);
  // The object made first for this key.
  Ref<> merged(std::string key, Ref<> made) {
    if (!made) return made;
    auto [entry, fresh] = made_.try_emplace(std::move(key), Ref<>());
    if (fresh) entry->second = newRef(made.get());
    return newRef(entry->second.get());
  }
  Ref<> bytes(const std::string& octets) { return merged('b' + octets, newBytes(thread_, octets)); }

  Thread& thread_;
  std::unordered_map<std::string, Ref<>> made_;
};

// Items are merged already, so that their words stand for them.
std::string keyOfItems(char kind, const Tuple* tuple) {
  std::string key(1, kind);
  key.append(reinterpret_cast<const char*>(tuple->items), tuple->size * sizeof(Value));
  return key;
}

Ref<> SpecReader::items(const std::vector<Constant>& constants, bool frozen) {
  Ref<Tuple> tuple = TRY(newTuple(thread_, constants.size()));
  for (size_t i = 0; i < constants.size(); i++) tupleInit(tuple, i, TRY(constant(constants[i])));
  std::string key = keyOfItems(frozen ? 'f' : 't', tuple);
  if (!frozen) return merged(std::move(key), std::move(tuple));
  TRY(internConstants(thread_, tuple));
  return merged(std::move(key), call(thread_, Value(thread_.type(TypeId::kFrozenSet)), Value(tuple.get())));
}

Ref<> SpecReader::names(const std::vector<std::string>& names) {
  Ref<Tuple> tuple = TRY(newTuple(thread_, names.size()));
  for (size_t i = 0; i < names.size(); i++) tupleInit(tuple, i, TRY(internText(thread_, names[i])));
  return merged(keyOfItems('t', tuple), std::move(tuple));
}

Ref<> SpecReader::number(const Constant& constant) {
  Ref<> made;
  std::string key(1, 'n');
  if (constant.kind == ConstantKind::kInt) {
    made = newIntFromBigInt(thread_, constant.integer);
    if (!made || !made.get().isObject()) return made;
    key = 'i' + constant.integer.toText(16);
  } else {
    made = TRY(newFloat(thread_, constant.real));
    key.append(reinterpret_cast<const char*>(&constant.real), sizeof constant.real);
  }
  if (constant.kind != ConstantKind::kComplex) {
    if (!made || !made.get().isObject()) return made;
    return merged(std::move(key), std::move(made));
  }
  Ref<> imaginary = TRY(newFloat(thread_, constant.imaginary));
  key[0] = 'c';
  key.append(reinterpret_cast<const char*>(&constant.imaginary), sizeof constant.imaginary);
  return merged(std::move(key), call(thread_, Value(thread_.type(TypeId::kComplex)), made.get(), imaginary.get()));
}

Ref<> SpecReader::constant(const Constant& constant) {
  NativeRecursion guard(thread_);
  if (!guard.enter()) return Raised{};
  switch (constant.kind) {
    case ConstantKind::kNone: return newRef(kNone);
    case ConstantKind::kFalse: return newRef(kFalse);
    case ConstantKind::kTrue: return newRef(kTrue);
    case ConstantKind::kEllipsis: return newRef(kEllipsis);
    case ConstantKind::kInt:
    case ConstantKind::kFloat:
    case ConstantKind::kComplex: return number(constant);
    case ConstantKind::kStr: {
      Ref<Str> text = TRY(newStr(thread_, constant.text));
      if (isNameText(text)) return intern(thread_, std::move(text));
      return merged('s' + constant.text, std::move(text));
    }
    case ConstantKind::kBytes: return bytes(constant.text);
    case ConstantKind::kTuple: return items(constant.items, false);
    case ConstantKind::kFrozenSet: return items(constant.items, true);
    case ConstantKind::kCode: return code(*constant.code);
  }
  return thread_.raise(TypeId::kSystemError, "unknown kind of constant");
}

Ref<Code> SpecReader::code(const CodeSpec& spec) {
  Ref<> constants = TRY(items(spec.constants, false));
  Ref<> names = TRY(this->names(spec.names)), locals = TRY(this->names(spec.localsPlusNames));
  Ref<Bytes> kinds = TRY(newBytes(thread_, spec.localsPlusKinds)), bytecode = TRY(newBytes(thread_, spec.code));
  Ref<> lines = TRY(bytes(spec.lineTable)), exceptions = TRY(bytes(spec.exceptionTable));
  Ref<Str> fileName = TRY(newStr(thread_, spec.fileName));
  Ref<Str> name = TRY(newStr(thread_, spec.name));
  Ref<Str> qualifiedName = TRY(newStr(thread_, spec.qualifiedName));
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
                    .fileName = fileName,
                    .name = name,
                    .qualifiedName = qualifiedName,
                    .lineTable = lines.get().as<Bytes>(),
                    .exceptionTable = exceptions.get().as<Bytes>()};
  Ref<Code> made = TRY(codeFromFields(thread_, fields));
  made->trusted = true;
  return made;
}

}  // namespace

Ref<> constantValue(Thread& thread, const Constant& constant) { return SpecReader(thread).constant(constant); }

Ref<Code> codeFromSpec(Thread& thread, const CodeSpec& spec) { return SpecReader(thread).code(spec); }

}  // namespace taipan
