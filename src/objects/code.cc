// code: construction and release.  Attributes and methods are in code_type.cc, verification in code_verify.cc.
#include "objects/code.h"

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

Ref<> constantValue(Thread& thread, const Constant& constant) {
  NativeRecursion guard(thread);
  if (!guard.enter()) return Raised{};
  switch (constant.kind) {
    case ConstantKind::kNone: return newRef(kNone);
    case ConstantKind::kFalse: return newRef(kFalse);
    case ConstantKind::kTrue: return newRef(kTrue);
    case ConstantKind::kEllipsis: return newRef(kEllipsis);
    case ConstantKind::kInt: return newIntFromBigInt(thread, constant.integer);
    case ConstantKind::kFloat: return newFloat(thread, constant.real);
    case ConstantKind::kComplex: {
      Ref<> real = TRY(newFloat(thread, constant.real));
      Ref<> imaginary = TRY(newFloat(thread, constant.imaginary));
      return call(thread, Value(thread.type(TypeId::kComplex)), real.get(), imaginary.get());
    }
    case ConstantKind::kStr: return newStr(thread, constant.text);
    case ConstantKind::kBytes: return newBytes(thread, constant.text);
    case ConstantKind::kTuple:
    case ConstantKind::kFrozenSet: {
      Ref<Tuple> tuple = TRY(newTuple(thread, constant.items.size()));
      for (size_t i = 0; i < constant.items.size(); i++) {
        tupleInit(tuple, i, TRY(constantValue(thread, constant.items[i])));
      }
      if (constant.kind == ConstantKind::kTuple) return tuple;
      return call(thread, Value(thread.type(TypeId::kFrozenSet)), Value(tuple.get()));
    }
    case ConstantKind::kCode: return codeFromSpec(thread, *constant.code);
  }
  return thread.raise(TypeId::kSystemError, "unknown kind of constant");
}

static Ref<Tuple> nameTuple(Thread& thread, const std::vector<std::string>& names) {
  Ref<Tuple> tuple = TRY(newTuple(thread, names.size()));
  for (size_t i = 0; i < names.size(); i++) tupleInit(tuple, i, TRY(internText(thread, names[i])));
  return tuple;
}

Ref<Code> codeFromSpec(Thread& thread, const CodeSpec& spec) {
  Ref<Tuple> constants = TRY(newTuple(thread, spec.constants.size()));
  for (size_t i = 0; i < spec.constants.size(); i++) {
    tupleInit(constants, i, TRY(constantValue(thread, spec.constants[i])));
  }
  Ref<Tuple> names = TRY(nameTuple(thread, spec.names));
  Ref<Tuple> locals = TRY(nameTuple(thread, spec.localsPlusNames));
  Ref<Bytes> kinds = TRY(newBytes(thread, spec.localsPlusKinds));
  Ref<Bytes> bytecode = TRY(newBytes(thread, spec.code));
  Ref<Bytes> lines = TRY(newBytes(thread, spec.lineTable));
  Ref<Bytes> exceptions = TRY(newBytes(thread, spec.exceptionTable));
  Ref<Str> fileName = TRY(newStr(thread, spec.fileName));
  Ref<Str> name = TRY(newStr(thread, spec.name));
  Ref<Str> qualifiedName = TRY(newStr(thread, spec.qualifiedName));
  CodeFields fields{.argCount = spec.argCount,
                    .positionalOnlyArgCount = spec.positionalOnlyArgCount,
                    .keywordOnlyArgCount = spec.keywordOnlyArgCount,
                    .stackSize = spec.stackSize,
                    .flags = spec.flags,
                    .firstLine = spec.firstLine,
                    .code = bytecode,
                    .constants = constants,
                    .names = names,
                    .localsPlusNames = locals,
                    .localsPlusKinds = kinds,
                    .fileName = fileName,
                    .name = name,
                    .qualifiedName = qualifiedName,
                    .lineTable = lines,
                    .exceptionTable = exceptions};
  Ref<Code> made = TRY(codeFromFields(thread, fields));
  made->trusted = true;
  return made;
}

}  // namespace taipan
