// marshal, format 4: values as bytes, in .pyc files and the marshal module.
//
//   object   ::= type octet (| 0x80: remember me under the next number) payload
//   'r' n        the object remembered under number n
#pragma once

#include <string>
#include <string_view>

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

constexpr int kMarshalVersion = 4;

// ValueError "unmarshallable object" or "object too deeply nested to marshal".
Result<std::string> marshalDumps(Thread& thread, Value value, int version = kMarshalVersion);

// Reads one object.  EOFError for truncated data, ValueError "bad marshal data (…)" or TypeError for nonsense.
// *consumed (may be null) tells how much was read.
Ref<> marshalLoads(Thread& thread, std::string_view data, size_t* consumed = nullptr);
// The same for data from our own executable: code in it need not be verified before it runs.
Ref<> marshalLoadsTrusted(Thread& thread, std::string_view data);

}  // namespace taipan
