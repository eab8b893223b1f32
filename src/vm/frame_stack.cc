// Frame stack: allocation, linking, leaving.
#include "vm/frame_stack.h"

#include <cstdlib>

#include "objects/frame_object.h"
#include "objects/function.h"

namespace taipan {

struct VmThread::Chunk {
  Chunk* previous;
  char* savedTop;
  char* savedLimit;
  size_t size;
};

static bool growFrameStack(VmThread& vm, size_t needed) {
  size_t size = needed + sizeof(VmThread::Chunk);
  if (size < 256 * 1024) size = 256 * 1024;
  auto* chunk = static_cast<VmThread::Chunk*>(std::malloc(size));
  if (chunk == nullptr) return false;
  *chunk = {vm.chunk, vm.top, vm.limit, size};
  vm.chunk = chunk;
  vm.top = reinterpret_cast<char*>(chunk + 1);
  vm.limit = reinterpret_cast<char*>(chunk) + size;
  return true;
}

Frame* allocateFrameSlow(Thread& thread, Code* code, size_t size) {
  if (!code->verified && !verifyCode(thread, code)) return nullptr;
  VmThread& vm = vmOf(thread);
  bool grows = static_cast<size_t>(vm.limit - vm.top) < size;
  if (grows && !growFrameStack(vm, size)) {
    (void)thread.raiseMemoryError();
    return nullptr;
  }
  auto* frame = reinterpret_cast<Frame*>(vm.top);
  vm.top += size;
  frame->firstInChunk = grows;
  return frame;
}

Frame* pushFrame(Thread& thread, Function* function, Code* code) {
  Frame* frame = allocateFrame(thread, code);
  if (frame == nullptr) return nullptr;
  increfObject(code);
  increfObject(function);
  initializeFrame(frame, function, code);
  for (int32_t i = 0; i < code->localCount; i++) frame->slots[i] = Value();
  return frame;
}

void popFrameMemory(Thread& thread, Frame* frame) {
  VmThread& vm = vmOf(thread);
  vm.top = reinterpret_cast<char*>(frame);
  if (frame->firstInChunk && vm.chunk->previous != nullptr) [[unlikely]] {
    VmThread::Chunk* chunk = vm.chunk;
    vm.top = chunk->savedTop;
    vm.limit = chunk->savedLimit;
    vm.chunk = chunk->previous;
    std::free(chunk);
  }
}

bool enterFrame(Thread& thread, Frame* frame) {
  if (++thread.recursionDepth > thread.recursionLimit) [[unlikely]] {
    // A little room above the limit, so that handlers of the error can run.
    thread.recursionDepth--;
    (void)thread.raise(TypeId::kRecursionError, "maximum recursion depth exceeded");
    return false;
  }
  frame->previous = thread.frame;
  thread.frame = frame;
  return true;
}

bool enterCall(Thread& thread, Frame* callee) {
  if (enterFrame(thread, callee)) [[likely]] return true;
  Ref<> pending = thread.takeException();
  clearFrame(callee);
  popFrameMemory(thread, callee);
  (void)thread.restoreException(std::move(pending));
  return false;
}

void leaveFrame(Thread& thread, Frame* frame) {
  thread.frame = frame->previous;
  thread.recursionDepth--;
  if (frame->object != nullptr) [[unlikely]] detachFrame(thread, frame);
  if (frame->code != nullptr) [[likely]] clearFrame(frame);
  popFrameMemory(thread, frame);
}

void freeFrameStack(Thread& thread) {
  VmThread& vm = vmOf(thread);
  while (VmThread::Chunk* chunk = vm.chunk) {
    vm.chunk = chunk->previous;
    std::free(chunk);
  }
}

}  // namespace taipan
