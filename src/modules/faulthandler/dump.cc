// See the header.
#include "modules/faulthandler/dump.h"

#include <errno.h>
#include <pthread.h>
#include <unistd.h>

#include "objects/code.h"
#include "objects/frame.h"
#include "objects/interpreter.h"
#include "objects/str.h"

namespace taipan::fault {
namespace {

constexpr int kMostFrames = 100;
constexpr size_t kMostCharacters = 500;
constexpr int kMostThreads = 100;

void writeBytes(int fd, const char* bytes, size_t size) {
  while (size > 0) {
    ssize_t written = ::write(fd, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    size -= static_cast<size_t>(written);
  }
}

// Printable ASCII as it is, anything else as \xhh, \uhhhh or \Uhhhhhhhh.
void writeStr(int fd, const Str* text) {
  size_t length = text->length();
  for (size_t i = 0; i < length && i < kMostCharacters; ++i) {
    uint32_t c = text->at(i);
    char plain = static_cast<char>(c);
    if (c >= ' ' && c < 127) {
      writeBytes(fd, &plain, 1);
    } else {
      writeText(fd, c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U");
      writeNumber(fd, c, 16, c < 0x100 ? 2 : c < 0x10000 ? 4 : 8);
    }
  }
  if (length > kMostCharacters) writeText(fd, "...");
}

void dumpFrame(int fd, const Frame* frame) {
  const Code* code = frame->code;
  writeText(fd, "  File \"");
  writeStr(fd, code->fileName);
  writeText(fd, "\", line ");
  int32_t line = frame->line();
  if (line >= 0) writeNumber(fd, static_cast<uint64_t>(line));
  else writeText(fd, "???");
  writeText(fd, " in ");
  writeStr(fd, code->name);
  writeText(fd, "\n");
}

void dumpFrames(int fd, const Thread* thread) {
  const Frame* frame = thread->frame;
  if (frame == nullptr) return writeText(fd, "  <no Python frame>\n");
  for (int count = 0; frame != nullptr; frame = frame->previous) {
    if (count++ == kMostFrames) return writeText(fd, "  ...\n");
    dumpFrame(fd, frame);
  }
}

void dumpOneThread(int fd, const Thread* thread, bool isCurrent) {
  writeText(fd, isCurrent ? "Current thread 0x" : "Thread 0x");
  writeNumber(fd, thread->threadId, 16, 16);
  writeText(fd, " (most recent call first):\n");
  dumpFrames(fd, thread);
}

}  // namespace

void writeText(int fd, const char* text) { writeBytes(fd, text, __builtin_strlen(text)); }

void writeNumber(int fd, uint64_t number, int base, int width) {
  char digits[24];
  char* end = digits + sizeof digits;
  char* at = end;
  do {
    *--at = "0123456789abcdef"[number % static_cast<uint64_t>(base)];
    number /= static_cast<uint64_t>(base);
  } while (number != 0 || end - at < width);
  writeBytes(fd, at, static_cast<size_t>(end - at));
}

void dumpStack(int fd, const Thread* thread) {
  writeText(fd, "Stack (most recent call first):\n");
  dumpFrames(fd, thread);
}

void dumpThreads(int fd, Interpreter& interpreter, const Thread* current) {
  int count = 0;
  for (const Thread* thread = interpreter.threads; thread != nullptr; thread = thread->next) {
    if (count > 0) writeText(fd, "\n");
    if (count++ == kMostThreads) return writeText(fd, "...\n");
    dumpOneThread(fd, thread, thread == current);
  }
}

const Thread* callingThread(Interpreter& interpreter) {
  uint64_t self = static_cast<uint64_t>(::pthread_self());
  for (const Thread* thread = interpreter.threads; thread != nullptr; thread = thread->next) {
    if (thread->threadId == self) return thread;
  }
  return nullptr;
}

}  // namespace taipan::fault
