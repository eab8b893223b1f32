// _hashlib.HMAC: keyed hashing (RFC 2104) over two states of one OpenSSL digest.
#include <string.h>

#include <string>

#include "modules/hashing/evp_hash.h"
#include "modules/hashing/hash_data.h"
#include "modules/hashing/hashlib_internal.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/mapping_proxy.h"

namespace taipan {
namespace {

struct Hmac : Object {
  EVP_MD_CTX *inner, *outer;  // both have taken the padded key
};
Hmac* self(Value v) { return v.as<Hmac>(); }
const EVP_MD* digestOf(Hmac* hmac) { return EVP_MD_CTX_get0_md(hmac->outer); }

void hmacRelease(Object* object) {
  auto* hmac = static_cast<Hmac*>(object);
  EVP_MD_CTX_free(std::exchange(hmac->inner, nullptr));
  EVP_MD_CTX_free(std::exchange(hmac->outer, nullptr));
}
bool start(EVP_MD_CTX* context, const EVP_MD* digest, const uint8_t* key, size_t size, uint8_t pad) {
  uint8_t block[EVP_MAX_MD_SIZE * 4];
  auto blockSize = static_cast<size_t>(EVP_MD_get_block_size(digest));
  memset(block, pad, blockSize);
  for (size_t i = 0; i < size; i++) block[i] ^= key[i];
  return EVP_DigestInit_ex(context, digest, nullptr) && EVP_DigestUpdate(context, block, blockSize);
}
Ref<Hmac> create(Thread& thread, const EVP_MD* digest, const uint8_t* key, size_t size) {
  if (EVP_MD_get_flags(digest) & EVP_MD_FLAG_XOF) return thread.raiseValueError("no reason supplied");
  uint8_t shortened[EVP_MAX_MD_SIZE];
  if (size > static_cast<size_t>(EVP_MD_get_block_size(digest))) {
    unsigned length = 0;
    if (!EVP_Digest(key, size, shortened, &length, digest, nullptr)) return raiseOpenSsl(thread);
    key = shortened;
    size = length;
  }
  Ref<Hmac> hmac = TRY(newObject<Hmac>(thread, thread.type(TypeId::kHmac)));
  hmac->outer = nullptr;
  hmac->inner = EVP_MD_CTX_new();
  hmac->outer = EVP_MD_CTX_new();
  if (!hmac->inner || !hmac->outer) return thread.raiseMemoryError();
  if (!start(hmac->inner, digest, key, size, 0x36) || !start(hmac->outer, digest, key, size, 0x5C)) return raiseOpenSsl(thread);
  return hmac;
}
Status update(Thread& thread, Hmac* hmac, Value value) {
  BufferArgument data(thread);
  TRY(acquireHashData(thread, value, data));
  if (!EVP_DigestUpdate(hmac->inner, data.data(), data.size())) return raiseOpenSsl(thread);
  return kOk;
}
// Returns the digest's size, 0 on failure of OpenSSL.
unsigned finish(Hmac* hmac, uint8_t* out) {
  EVP_MD_CTX* scratch = EVP_MD_CTX_new();
  unsigned size = 0;
  bool done = scratch && EVP_MD_CTX_copy(scratch, hmac->inner) && EVP_DigestFinal_ex(scratch, out, &size) &&
              EVP_MD_CTX_copy(scratch, hmac->outer) && EVP_DigestUpdate(scratch, out, size) &&
              EVP_DigestFinal_ex(scratch, out, &size);
  EVP_MD_CTX_free(scratch);
  return done ? size : 0;
}
Ref<> finished(Thread& thread, Hmac* hmac, bool hex) {
  uint8_t out[EVP_MAX_MD_SIZE];
  unsigned size = finish(hmac, out);
  if (!size) return raiseOpenSsl(thread);
  if (hex) return hexText(thread, out, size);
  return newBytes(thread, {reinterpret_cast<char*>(out), size});
}

// A digest given by name or by one of the module's constructors.
Result<const EVP_MD*> digestArgument(Thread& thread, Value module, Value value) {
  Ref<> name;
  if (isStr(value)) {
    name = newRef(value);
  } else {
    Ref<> constructors = TRY(getAttribute(thread, module, "_constructors"));
    name = getItem(thread, constructors, value);
    if (!name && !thread.clearIfMatches(TypeId::kKeyError) && !thread.clearIfMatches(TypeId::kTypeError)) return Raised{};
  }
  if (!name || !isStr(name)) return thread.raise(TypeId::kUnsupportedDigestmodError, "Unsupported digestmod {}", value);
  std::string text = TRY(toUtf8(thread, name.get().as<Str>()));
  const EVP_MD* digest = digestByName(thread, text);
  if (!digest) return Raised{};
  return digest;
}

Ref<> hmacUpdate(Thread& thread, const Value* args) {
  TRY(update(thread, self(args[0]), args[1]));
  return newRef(kNone);
}
Ref<> digestMethod(Thread& thread, const Value* args) { return finished(thread, self(args[0]), false); }
Ref<> hexDigestMethod(Thread& thread, const Value* args) { return finished(thread, self(args[0]), true); }
Ref<> hmacCopy(Thread& thread, const Value* args) {
  Ref<Hmac> copy = TRY(newObject<Hmac>(thread, thread.type(TypeId::kHmac)));
  copy->outer = nullptr;
  copy->inner = EVP_MD_CTX_new();
  copy->outer = EVP_MD_CTX_new();
  if (!copy->inner || !copy->outer) return thread.raiseMemoryError();
  if (!EVP_MD_CTX_copy(copy->inner, self(args[0])->inner) || !EVP_MD_CTX_copy(copy->outer, self(args[0])->outer)) {
    return raiseOpenSsl(thread);
  }
  return copy;
}
Ref<> name(Thread& thread, Value v) { return formatStr(thread, "hmac-{}", pythonDigestName(digestOf(self(v)))); }
Ref<> digestSize(Thread& thread, Value v) { return newInt(thread, EVP_MD_get_size(digestOf(self(v)))); }
Ref<> blockSize(Thread& thread, Value v) { return newInt(thread, EVP_MD_get_block_size(digestOf(self(v)))); }
Ref<> hmacRepr(Thread& thread, Value v) {
  return formatStr(thread, "<{} HMAC object @ 0x{:x}>", pythonDigestName(digestOf(self(v))), reinterpret_cast<uint64_t>(v.object()));
}

constexpr Slots kSlots = {.release = hmacRelease, .repr = hmacRepr};
constexpr MethodDef kMethods[] = {{.name = "update", .signature = "($self, /, msg)", .function = hmacUpdate},
                                  {.name = "digest", .signature = "($self, /)", .function = digestMethod},
                                  {.name = "hexdigest", .signature = "($self, /)", .function = hexDigestMethod},
                                  {.name = "copy", .signature = "($self, /)", .function = hmacCopy}};
constexpr GetSetDef kGetSets[] = {{"digest_size", digestSize}, {"block_size", blockSize}, {"name", name}};

}  // namespace

Ref<> hmacNew(Thread& thread, const Value* args) {
  BufferArgument key(thread);
  TRY(key.acquire(args[1]));
  if (args[3].isNone()) return thread.raiseTypeError("Missing required parameter 'digestmod'.");
  const EVP_MD* digest = TRY(digestArgument(thread, args[0], args[3]));
  Ref<Hmac> hmac = TRY(create(thread, digest, key.data(), key.size()));
  if (!args[2].isNone()) TRY(update(thread, hmac, args[2]));
  return hmac;
}
Ref<> hmacDigest(Thread& thread, const Value* args) {
  BufferArgument key(thread), message(thread);
  TRY(key.acquire(args[1]));
  TRY(message.acquire(args[2]));
  const EVP_MD* digest = TRY(digestArgument(thread, args[0], args[3]));
  Ref<Hmac> hmac = TRY(create(thread, digest, key.data(), key.size()));
  if (!EVP_DigestUpdate(hmac->inner, message.data(), message.size())) return raiseOpenSsl(thread);
  return finished(thread, hmac, false);
}

extern const TypeSpec kHmacType;
constexpr TypeSpec kHmacType = {.id = TypeId::kHmac, .name = "_hashlib.HMAC", .basicSize = sizeof(Hmac),
                                .flags = kTypeDisallowInstantiation, .slots = &kSlots,
                                .methods = kMethods, .getSets = kGetSets, .doc = "A keyed hash of OpenSSL."};

}  // namespace taipan
