// Hash objects over OpenSSL's digests: the layout and methods that _hashlib and _md5, _sha1 … share.
#pragma once

#include <openssl/evp.h>

#include "heap/ref.h"
#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

struct EvpHash : Object {
  EVP_MD_CTX* context;
};

// A fresh hash of `digest`, fed with `data` unless that is empty.
Ref<> newEvpHash(Thread& thread, Type* type, const EVP_MD* digest, Value data);
// Name as Python writes it: "sha256", "sha3_256", "blake2b".
const char* pythonDigestName(const EVP_MD* digest);
// ValueError with OpenSSL's last error: "[digital envelope routines] unsupported".
Raised raiseOpenSsl(Thread& thread, const char* otherwise = "no reason supplied");

void evpHashRelease(Object* object);
Ref<> evpHashUpdate(Thread& thread, const Value* args);
Ref<> evpHashDigest(Thread& thread, const Value* args);
Ref<> evpHashHexDigest(Thread& thread, const Value* args);
Ref<> evpHashCopy(Thread& thread, const Value* args);
Ref<> evpHashName(Thread& thread, Value self);
Ref<> evpHashDigestSize(Thread& thread, Value self);
Ref<> evpHashBlockSize(Thread& thread, Value self);
// The output of an extendable function; `length` is at least 0.
Ref<> evpHashSqueeze(Thread& thread, Value self, int64_t length, bool hex);

}  // namespace taipan
