// OpenSSL's libcrypto, loaded when it is first needed: relocating it costs every start of the interpreter more than a
// megabyte, and few programs hash.
#pragma once

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

// ImportError with the loader's words if the library is not there; to be called before anything else of OpenSSL.
Status loadLibcrypto(Thread& thread);

}  // namespace taipan
