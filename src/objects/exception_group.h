// BaseExceptionGroup and ExceptionGroup.
#pragma once

#include <span>

#include "heap/ref.h"
#include "objects/containers.h"
#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

// What BaseExceptionGroup adds to BaseException; exception.cc makes the type of it.
struct ExceptionGroupParts {
  Ref<> (*create)(Thread& thread, Type* type, const Arguments& args);
  Status (*initialize)(Thread& thread, Value self, const Arguments& args);
  Ref<> (*str)(Thread& thread, Value self);
  std::span<const MethodDef> methods;
  std::span<const MemberDef> members;
};
extern const ExceptionGroupParts kExceptionGroupParts;

// class ExceptionGroup(BaseExceptionGroup, Exception); once, when all other types are there.
Ref<Type> makeExceptionGroupType(Thread& thread);

// What is to be raised when a try with except* ends: `exceptions` are what the clauses raised and what none of them
// took, Nones among them.  Parts of `original` that go on join again as they were in it.  None: nothing.  Runs derive().
Ref<> regroupRaised(Thread& thread, Value original, List* exceptions);

}  // namespace taipan
