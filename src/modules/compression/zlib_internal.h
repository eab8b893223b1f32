// What the two files of zlib share.
#pragma once

#include <zlib.h>

#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

extern const TypeSpec kZlibCompressType, kZlibDecompressType;

// zlib.error "Error -3 while decompressing data: incorrect header check".
Raised raiseZlibError(Thread& thread, const z_stream& stream, int error, const char* action);

// zlib.compressobj() and zlib.decompressobj().
Ref<> zlibCompressObject(Thread& thread, const Value* args);
Ref<> zlibDecompressObject(Thread& thread, const Value* args);

}  // namespace taipan
