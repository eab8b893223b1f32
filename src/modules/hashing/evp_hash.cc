// Hash objects over OpenSSL's digests.  See the header.
#include "modules/hashing/evp_hash.h"

#include <openssl/err.h>
#include <openssl/objects.h>

#include "modules/hashing/hash_data.h"
#include "modules/module_helpers.h"

namespace taipan {
namespace {

EvpHash* self(Value v) { return v.as<EvpHash>(); }

Status update(Thread& thread, EvpHash* hash, Value value) {
  BufferArgument data(thread);
  TRY(acquireHashData(thread, value, data));
  if (!EVP_DigestUpdate(hash->context, data.data(), data.size())) return raiseOpenSsl(thread);
  return kOk;
}
// A copy of the state, whose digest can be taken without ending the original.
Result<EVP_MD_CTX*> copyContext(Thread& thread, EvpHash* hash) {
  EVP_MD_CTX* copy = EVP_MD_CTX_new();
  if (!copy) return thread.raiseMemoryError();
  if (EVP_MD_CTX_copy(copy, hash->context)) return copy;
  EVP_MD_CTX_free(copy);
  return raiseOpenSsl(thread);
}
Ref<> digestOf(Thread& thread, EvpHash* hash, bool hex) {
  EVP_MD_CTX* copy = TRY(copyContext(thread, hash));
  uint8_t digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  int done = EVP_DigestFinal(copy, digest, &size);
  EVP_MD_CTX_free(copy);
  if (!done) return raiseOpenSsl(thread);
  if (hex) return hexText(thread, digest, size);
  return newBytes(thread, {reinterpret_cast<char*>(digest), size});
}
bool isExtendable(EVP_MD_CTX* context) {
  return EVP_MD_get_flags(EVP_MD_CTX_get0_md(context)) & EVP_MD_FLAG_XOF;
}

}  // namespace

Raised raiseOpenSsl(Thread& thread, const char* otherwise) {
  unsigned long code = ERR_peek_last_error();
  if (!code) return thread.raiseValueError("{}", otherwise);
  const char *library = ERR_lib_error_string(code), *reason = ERR_reason_error_string(code);
  ERR_clear_error();
  if (!reason) reason = "(null)";
  if (library) return thread.raiseValueError("[{}] {}", library, reason);
  return thread.raiseValueError("{}", reason);
}

const char* pythonDigestName(const EVP_MD* digest) {
  switch (EVP_MD_get_type(digest)) {
    case NID_md5: return "md5";
    case NID_sha1: return "sha1";
    case NID_sha224: return "sha224";
    case NID_sha256: return "sha256";
    case NID_sha384: return "sha384";
    case NID_sha512: return "sha512";
    case NID_sha512_224: return "sha512_224";
    case NID_sha512_256: return "sha512_256";
    case NID_sha3_224: return "sha3_224";
    case NID_sha3_256: return "sha3_256";
    case NID_sha3_384: return "sha3_384";
    case NID_sha3_512: return "sha3_512";
    case NID_shake128: return "shake_128";
    case NID_shake256: return "shake_256";
    case NID_blake2s256: return "blake2s";
    case NID_blake2b512: return "blake2b";
    default: break;
  }
  const char* name = OBJ_nid2ln(EVP_MD_get_type(digest));
  return name ? name : EVP_MD_get0_name(digest);
}

Ref<> newEvpHash(Thread& thread, Type* type, const EVP_MD* digest, Value data) {
  Ref<EvpHash> hash = TRY(newObject<EvpHash>(thread, type));
  hash->context = EVP_MD_CTX_new();
  if (!hash->context) return thread.raiseMemoryError();
  if (!EVP_DigestInit_ex(hash->context, digest, nullptr)) return raiseOpenSsl(thread);
  if (data) TRY(update(thread, hash, data));
  return hash;
}
void evpHashRelease(Object* object) {
  EVP_MD_CTX_free(std::exchange(static_cast<EvpHash*>(object)->context, nullptr));
}
Ref<> evpHashUpdate(Thread& thread, const Value* args) {
  TRY(update(thread, self(args[0]), args[1]));
  return newRef(kNone);
}
Ref<> evpHashDigest(Thread& thread, const Value* args) { return digestOf(thread, self(args[0]), false); }
Ref<> evpHashHexDigest(Thread& thread, const Value* args) { return digestOf(thread, self(args[0]), true); }
Ref<> evpHashCopy(Thread& thread, const Value* args) {
  EVP_MD_CTX* copy = TRY(copyContext(thread, self(args[0])));
  Ref<EvpHash> hash = newObject<EvpHash>(thread, args[0].object()->type);
  if (!hash) {
    EVP_MD_CTX_free(copy);
    return Raised{};
  }
  hash->context = copy;
  return hash;
}
Ref<> evpHashName(Thread& thread, Value v) {
  return newStr(thread, pythonDigestName(EVP_MD_CTX_get0_md(self(v)->context)));
}
Ref<> evpHashDigestSize(Thread& thread, Value v) {
  EVP_MD_CTX* context = self(v)->context;
  return newInt(thread, isExtendable(context) ? 0 : EVP_MD_get_size(EVP_MD_CTX_get0_md(context)));
}
Ref<> evpHashBlockSize(Thread& thread, Value v) {
  return newInt(thread, EVP_MD_get_block_size(EVP_MD_CTX_get0_md(self(v)->context)));
}
Ref<> evpHashSqueeze(Thread& thread, Value v, int64_t length, bool hex) {
  Ref<Bytes> out = TRY(newBytesUninitialized(thread, static_cast<size_t>(length)));
  if (length > 0) {
    EVP_MD_CTX* copy = TRY(copyContext(thread, self(v)));
    int done = EVP_DigestFinalXOF(copy, reinterpret_cast<uint8_t*>(out->data()), static_cast<size_t>(length));
    EVP_MD_CTX_free(copy);
    if (!done) return raiseOpenSsl(thread);
  }
  if (!hex) return out;
  return hexText(thread, reinterpret_cast<uint8_t*>(out->data()), out->size);
}

}  // namespace taipan
