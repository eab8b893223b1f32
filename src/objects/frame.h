// Frame: one activation of a code object, and what a thread needs to run frames.
//
//   ┌ header: links, code, function, locals, pc, …
//   ├ slots[0 … localCount)         fast locals, cells, free variables ("localsplus"); empty = unbound
//   └ slots[localCount … +stackSize) the value stack, growing up
//
// Frames of plain calls live on the thread's frame stack (chunks, strictly last in, first out).  A
// generator owns its frame in a buffer; a frame object that outlives the call takes a copy of it.
// A frame owns a reference to code, function, locals, its slots and the live part of its stack.
#pragma once

#include <vector>

#include "objects/code.h"
#include "objects/thread.h"

namespace taipan {

struct FrameObject;
struct Function;
struct Generator;
struct Arguments;

enum class FrameHome : uint8_t { kStack, kGenerator, kFrameObject };

// What becomes of the value that a frame returns or yields.
enum class ReturnTo : uint8_t {
  kStack,      // pushed on the caller's stack
  kNative,     // leaves runFrame
  kInstance,   // of __init__: dropped; the instance lies on the caller's stack already
  kIteration,  // of a generator that FOR_ITER resumed: pushed; its end ends the loop
  kDelegation  // of what SEND resumed: likewise
};

struct Frame {
  Frame* previous;          // caller; null for the outermost and for suspended generators
  Code* code;
  Function* function;       // globals and builtins hang on it
  Value locals;             // namespace of module and class bodies; else empty or the f_locals snapshot
  FrameObject* object;      // made on demand; owned
  Generator* generator;     // whose frame this is; borrowed
  const Unit* pc;           // after the unit being executed
  Value* sp;                // valid while suspended or unwinding
  Tuple* keywordNames;      // from KW_NAMES until the next CALL; borrowed from the constants
  FrameHome home;           // these four bytes are all zero for the usual frame (isPlain)
  ReturnTo returnTo;
  bool firstInChunk;        // ends with its chunk of the frame stack
  bool isTraced;            // a trace function saw its call
  uint8_t returnSkip;       // cache units the caller skips when this frame returns into it
  uint32_t slotCount;       // allocated
  Value slots[];

  bool isPlain() const {
    uint32_t flags;
    __builtin_memcpy(&flags, &home, sizeof flags);
    return flags == 0;
  }
  Value* stackBase() { return slots + code->localCount; }
  // Index of the unit being executed; -1 before the first.
  int32_t unitIndex() const {
    return static_cast<int32_t>(pc - code->instructions) - 1;
  }
  int32_t line() const { return code->lineAt(unitIndex() * 2); }
};

// What hangs on Thread::vm: the frame stack, and the entry points of vm/ that objects/ need (objects/ is the
// lower layer, so it reaches them by pointers).
struct VmThread {
  struct Chunk;
  char* top = nullptr;
  char* limit = nullptr;
  Chunk* chunk = nullptr;
  HandledException baseHandled{};
  // Calls a Function.
  Ref<> (*callFunction)(Thread& thread, Value function, const Arguments& args) = nullptr;
  // Runs `frame` (pushed already) to its return, yield or exception.
  Ref<> (*runFrame)(Thread& thread, Frame* frame) = nullptr;
  // --- tracing: the event being reported (a TraceEvent; as in CPython "call" if none), and the lines of the code that
  // reported last (owned)
  int traceEvent = 0;
  Value* installingHook = nullptr;  // the one that sys.settrace or setprofile is just replacing
  Code* tracedCode = nullptr;
  std::vector<int32_t> tracedLines;
  // What the eval breaker asks for; null: the bits are just dropped.
  Status (*breakerHook)(Thread& thread) = nullptr;
};
inline VmThread& vmOf(Thread& thread) { return *static_cast<VmThread*>(thread.vm); }

// Drops everything `frame` holds, not its memory.
void clearFrame(Frame* frame);
size_t frameSize(const Frame* frame);

}  // namespace taipan
