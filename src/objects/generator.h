// Generators, coroutines and asynchronous generators: objects that own a suspended frame.
#pragma once

#include "objects/frame.h"

namespace taipan {

struct Generator : Object {   // also Coroutine and AsyncGenerator
  Frame* frame;               // in a buffer; null when finished
  Code* code;
  Str* name;
  Str* qualifiedName;
  HandledException handled;   // what its except blocks handle while suspended
  Value origin;               // cr_origin
  Value finalizer;            // async generators
  Object* weakRefs;
  bool running, started, hooksInited, closed, runningAsync;
};

extern const TypeSpec kGeneratorType;
extern const TypeSpec kCoroutineType;
extern const TypeSpec kCoroutineWrapperType;
extern const TypeSpec kAsyncGeneratorType;
extern const TypeSpec kAsyncGeneratorASendType;
extern const TypeSpec kAsyncGeneratorAThrowType;
extern const TypeSpec kAsyncGeneratorWrappedValueType;

bool isGeneratorLike(Value v);  // generator, coroutine or async generator
// Moves `frame` (on the thread's stack, not yet unlinked) into a new object of the kind its flags say.
Ref<Generator> generatorFromFrame(Thread& thread, Frame* frame);
// Called by the VM when a generator's frame has ended: frees it.
void generatorFrameEnded(Thread& thread, Frame* frame);

// What frames resumed without native recursion (FOR_ITER, SEND) need.  generatorEntered links a suspended generator's
// frame to the thread with `sent` (owned) on its stack; the caller has checked that it neither runs nor is finished.
// RecursionError: false.  generatorLeft undoes it after a yield or return, generatorFailed after an exception, which is
// replaced if it is a StopIteration.
bool generatorEntered(Thread& thread, Generator* generator, Value sent);
void generatorLeft(Thread& thread, Generator* generator);
void generatorFailed(Thread& thread, Generator* generator);

enum class SendResult : uint8_t { kError, kYield, kReturn };
// Sends `value` (None to just go on) to any iterator, as `yield from` does.
SendResult sendTo(Thread& thread, Value receiver, Value value, Ref<>* result);
// The awaitable's iterator, as `await` gets it.
Ref<> getAwaitableIterator(Thread& thread, Value object);
// Value of the StopIteration in flight, which is taken.  Fails if another exception is in flight.
Result<bool> takeStopIterationValue(Thread& thread, Ref<>* value);
// A value yielded by an async generator, marked as such.
Ref<> wrapAsyncValue(Thread& thread, Value value);

}  // namespace taipan
