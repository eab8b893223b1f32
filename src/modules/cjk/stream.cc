// MultibyteStreamReader and MultibyteStreamWriter.
#include "modules/cjk/multibyte_codec.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/call_arguments.h"
#include "objects/list.h"
#include "objects/number_arguments.h"

namespace taipan::cjk {

namespace {

// ---------------------------------------------------------------- reader

Ref<> readerCreate(Thread& thread, Type* type, const Arguments& args) {
  Value given[2];
  TRY(bindCall(thread, args, "StreamReader", {"stream", "errors"}, 1, 2, given));
  return newCoder(thread, type, given[0], given[1], "StreamReader", 2, true);
}

// The text of what `method` of the stream reads; `size` bytes at first, and then one by one until there is a character.
Ref<> readBy(Thread& thread, Value self, const char* method, int64_t size) {
  if (size == 0) return newStr(thread, "");
  StrBuilder out(thread);
  while (true) {
    Ref<> function = TRY(getAttribute(thread, coderOf(self)->stream, method));
    Ref<> sizeArgument = TRY(newInt(thread, size));
    Ref<> read = TRY(size < 0 ? call(thread, function) : call(thread, function, sizeArgument.get()));
    if (!isBytes(read)) {
      return thread.raiseTypeError("stream function returned a non-bytes object ({})", typeOf(thread, read)->nativeName);
    }
    std::string_view bytes = read.get().as<Bytes>()->view();
    TRY(decodeWithPending(thread, self, bytes, bytes.empty() || size < 0, false, &out));
    if (size < 0 || out.length() || bytes.empty()) return out.finish();
    size = 1;
  }
}

Result<int64_t> sizeOrAll(Thread& thread, Value size) {
  if (size.isNone()) return -1;
  if (!isInt(size)) return thread.raiseTypeError("arg 1 must be an integer");
  return sizeArgument(thread, size);
}
Ref<> readerRead(Thread& thread, const Value* args) { return readBy(thread, args[0], "read", TRY(sizeOrAll(thread, args[1]))); }
Ref<> readerReadLine(Thread& thread, const Value* args) { return readBy(thread, args[0], "readline", TRY(sizeOrAll(thread, args[1]))); }
Ref<> readerReadLines(Thread& thread, const Value* args) {
  Ref<> text = TRY(readBy(thread, args[0], "read", TRY(sizeOrAll(thread, args[1]))));
  Ref<> split = TRY(getAttribute(thread, text, "splitlines"));
  return call(thread, split, kTrue);
}
Ref<> readerReset(Thread&, const Value* args) {
  Coder* coder = coderOf(args[0]);
  if (auto reset = codecOf(coder->codec)->codec->resetDecoding) reset(coder->state);
  coder->pendingSize = 0;
  return newRef(kNone);
}

// ---------------------------------------------------------------- writer

Ref<> writerCreate(Thread& thread, Type* type, const Arguments& args) {
  Value given[2];
  TRY(bindCall(thread, args, "StreamWriter", {"stream", "errors"}, 1, 2, given));
  return newCoder(thread, type, given[0], given[1], "StreamWriter", 2, false);
}
Status writeText(Thread& thread, Value self, Value text) {
  Ref<> bytes = TRY(encodeWithPending(thread, self, text, false));
  Ref<> stream = newRef(coderOf(self)->stream);
  Ref<> written = TRY(callMethod(thread, stream, thread.names().write, bytes.get()));
  return kOk;
}
Ref<> writerWrite(Thread& thread, const Value* args) {
  TRY(writeText(thread, args[0], args[1]));
  return newRef(kNone);
}
Ref<> writerWriteLines(Thread& thread, const Value* args) {
  if (!TRY(hasAttribute(thread, args[1], thread.names().dunder_getitem))) return thread.raiseTypeError("arg must be a sequence object");
  for (int64_t i = 0; i < TRY(length(thread, args[1])); ++i) {
    Ref<> line = TRY(getItem(thread, args[1], Value::smallInt(i)));
    TRY(writeText(thread, args[0], line));
  }
  return newRef(kNone);
}
Ref<> writerReset(Thread& thread, const Value* args) {
  Coder* coder = coderOf(args[0]);
  if (!coder->pendingText) return newRef(kNone);
  Ref<> empty = TRY(newStr(thread, ""));
  Ref<> bytes = TRY(encodeWithPending(thread, args[0], empty, true));
  if (bytes.get().as<Bytes>()->size) {
    Ref<> stream = newRef(coder->stream);
    Ref<> written = TRY(callMethod(thread, stream, thread.names().write, bytes.get()));
  }
  return newRef(kNone);
}

constexpr GetSetDef kGetSets[] = {{"errors", coderErrors, setCoderErrors, "What to do about errors."}};
constexpr MemberDef kMembers[] = {{"stream", MemberKind::kObject, offsetof(Coder, stream)}};
constexpr Slots kReaderSlots = {.release = coderRelease, .traverse = coderTraverse, .create = readerCreate, .initialize = initializeNothing};
constexpr MethodDef kReaderMethods[] = {
    {.name = "read", .signature = "($self, sizeobj=None, /)", .function = readerRead},
    {.name = "readline", .signature = "($self, sizeobj=None, /)", .function = readerReadLine},
    {.name = "readlines", .signature = "($self, sizehintobj=None, /)", .function = readerReadLines},
    {.name = "reset", .signature = "($self, /)", .function = readerReset}};
constexpr Slots kWriterSlots = {.release = coderRelease, .traverse = coderTraverse, .create = writerCreate, .initialize = initializeNothing};
constexpr MethodDef kWriterMethods[] = {
    {.name = "write", .signature = "($self, strobj, /)", .function = writerWrite},
    {.name = "writelines", .signature = "($self, lines, /)", .function = writerWriteLines},
    {.name = "reset", .signature = "($self, /)", .function = writerReset}};
constexpr uint32_t kFlags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable;

}  // namespace

const TypeSpec kStreamReaderType = {.id = TypeId::kMultibyteStreamReader, .name = "_multibytecodec.MultibyteStreamReader",
                                    .basicSize = sizeof(Coder), .flags = kFlags, .slots = &kReaderSlots, .methods = kReaderMethods,
                                    .getSets = kGetSets, .members = kMembers};
const TypeSpec kStreamWriterType = {.id = TypeId::kMultibyteStreamWriter, .name = "_multibytecodec.MultibyteStreamWriter",
                                    .basicSize = sizeof(Coder), .flags = kFlags, .slots = &kWriterSlots, .methods = kWriterMethods,
                                    .getSets = kGetSets, .members = kMembers};

}  // namespace taipan::cjk
