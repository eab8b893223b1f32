// The layout of IncrementalNewlineDecoder, for text streams.
#pragma once

#include "heap/ref.h"
#include "modules/io/newlines.h"

namespace taipan {

struct NewlineDecoder : Object {
  Value decoder;  // another decoder or None; empty before __init__
  NewlineState state;
};

// decoder.decode(input, final)
Ref<> newlineDecoderDecode(Thread& thread, NewlineDecoder* decoder, Value input, bool final);

}  // namespace taipan
