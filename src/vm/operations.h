// The slow parts of opcodes: what does not belong into the handlers' straight lines.  All may run Python code.
#pragma once

#include "objects/frame.h"
#include "objects/type.h"

namespace taipan {

struct List;

Raised raiseUnbound(Thread& thread, Frame* frame, int32_t local);   // UnboundLocalError or NameError
Raised raiseNameError(Thread& thread, Str* name);
Ref<> loadName(Thread& thread, Frame* frame, Str* name);
Ref<> loadGlobal(Thread& thread, Frame* frame, Str* name);
// Writes `count` items of `iterable` downwards from `top` (owned): top[-1] is the last… first item highest.
Status unpackSequence(Thread& thread, Value iterable, int32_t count, Value* out);
Status unpackExtended(Thread& thread, Value iterable, int32_t before, int32_t after, Value* out);
Ref<> importName(Thread& thread, Frame* frame, Str* name, Value fromList, Value level);
Ref<> importFrom(Thread& thread, Value module, Str* name);
Status importStar(Thread& thread, Frame* frame, Value module);
Status setupAnnotations(Thread& thread, Frame* frame);
Ref<> makeFunction(Thread& thread, Frame* frame, Code* code);
Ref<> formatValue(Thread& thread, Value value, Value spec, int conversion);
Status doRaise(Thread& thread, Value exception, Value cause);
// Puts the handled exception in flight (true), or raises RuntimeError for want of one (false).
bool reraiseHandled(Thread& thread);
Status addBuildClass(Thread& thread);
// The method for LOAD_METHOD: *self stays empty if the result is an ordinary attribute.
Ref<> loadMethod(Thread& thread, Value object, Str* name, bool* isMethod);
Ref<> matchKeys(Thread& thread, Value subject, Tuple* keys);  // tuple, or None
Ref<> matchClass(Thread& thread, Value subject, Value cls, int32_t positional, Tuple* keywordNames);  // empty w/o exception: no match
Status matchExceptionGroup(Thread& thread, Value exception, Value types, Ref<>* match, Ref<>* rest);
Ref<> prepareReraiseStar(Thread& thread, Value original, List* exceptions);
Ref<> callExtended(Thread& thread, Value callable, Value positional, Value keywords);
Status mergeKeywords(Thread& thread, Value callable, Value target, Value mapping);
Ref<> specialMethod(Thread& thread, Value object, Str* name);
Ref<> buildClass(Thread& thread, Value self, const Arguments& args);
Value handledException(Thread& thread);  // borrowed; empty if none

}  // namespace taipan
