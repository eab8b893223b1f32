// What the files of _hashlib share.
#pragma once

#include <openssl/evp.h>

#include <string_view>

#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

// The digest of a Python or OpenSSL name; null and ValueError if there is none.
const EVP_MD* digestByName(Thread& thread, std::string_view name);

// hmac.cc
extern const TypeSpec kHmacType;
Ref<> hmacNew(Thread& thread, const Value* args);
Ref<> hmacDigest(Thread& thread, const Value* args);

// _operator's _compare_digest
Ref<> operatorCompareDigest(Thread& thread, const Value* args);

}  // namespace taipan
