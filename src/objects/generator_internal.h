// What generator.cc shares with async_generator.cc.  All may run Python code.
#pragma once

#include "objects/generator.h"

namespace taipan {

// Puts the exception that throw(type, value, traceback) means in flight; value and traceback may be empty.
Status prepareThrow(Thread& thread, Value type, Value value, Value traceback);
// Throws the exception in flight into the generator.
SendResult generatorThrowPending(Thread& thread, Generator* self, Ref<>* result);
SendResult generatorSendValue(Thread& thread, Generator* self, Value sent, Ref<>* result);

// Slots and attributes that the three kinds have in common, for async_generator.cc's type.
Ref<> generatorRepr(Thread& thread, Value self);
void generatorRelease(Object* object);
void generatorTraverse(Object* object, Visitor& visitor);
void generatorFinalize(Thread& thread, Value self);
extern const std::span<const GetSetDef> kAsyncGeneratorGetSets;

}  // namespace taipan
