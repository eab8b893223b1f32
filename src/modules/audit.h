// Audit events (PEP 578): what native code tells the hooks of sys.addaudithook().
#pragma once

#include <initializer_list>

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

struct Tuple;

// Is there any hook?  Never fails.
bool hasAuditHooks(Thread& thread);
// Calls the hooks, if there are any, with the event and a tuple of the arguments; fails if one of them raises.
Status audit(Thread& thread, const char* event, std::initializer_list<Value> arguments = {});
Status auditWith(Thread& thread, Value event, Tuple* arguments);
// Adds a hook, unless an older one objects.
Status addAuditHook(Thread& thread, Value hook);

}  // namespace taipan
