// _md5, _sha1, _sha256, _sha512 and _sha3: one type for each algorithm, over OpenSSL's implementation.
#include "modules/hashing/evp_hash.h"
#include "modules/hashing/hash_data.h"
#include "modules/hashing/libcrypto.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"

namespace taipan {
namespace {

template <TypeId type, const EVP_MD* (*digest)()>
Ref<> construct(Thread& thread, const Value* args) {
  return newEvpHash(thread, thread.type(type), digest(), args[1]);
}

#define METHODS(parameter)                                                                        \
  {.name = "update", .signature = "($self, " parameter ", /)", .function = evpHashUpdate},        \
  {.name = "digest", .signature = "($self, /)", .function = evpHashDigest},                       \
  {.name = "hexdigest", .signature = "($self, /)", .function = evpHashHexDigest},                 \
  {.name = "copy", .signature = "($self, /)", .function = evpHashCopy}
constexpr MethodDef kMethods[] = {METHODS("obj")};
constexpr MethodDef kSha3Methods[] = {METHODS("data")};
#undef METHODS
constexpr GetSetDef kGetSets[] = {{"block_size", evpHashBlockSize}, {"name", evpHashName}, {"digest_size", evpHashDigestSize}};
constexpr Slots kSlots = {.release = evpHashRelease};

constexpr TypeSpec hashType(TypeId id, const char* name) {
  return {.id = id, .name = name, .basicSize = sizeof(EvpHash), .flags = kTypeDisallowInstantiation, .slots = &kSlots,
          .methods = kMethods, .getSets = kGetSets};
}
constexpr TypeSpec kMd5Type = hashType(TypeId::kMd5, "_md5.md5"), kSha1Type = hashType(TypeId::kSha1, "_sha1.sha1"),
                   kSha224Type = hashType(TypeId::kSha224, "_sha256.sha224"),
                   kSha256Type = hashType(TypeId::kSha256, "_sha256.sha256"),
                   kSha384Type = hashType(TypeId::kSha384, "_sha512.sha384"),
                   kSha512Type = hashType(TypeId::kSha512, "_sha512.sha512");

// The types' names in the modules differ from their own.
Status addType(Thread& thread, Module* module, const char* name, const TypeSpec& spec) {
  TRY(loadLibcrypto(thread));
  Type* type = createNativeType(thread, spec);
  if (!type) return Raised{};
  return moduleAdd(thread, module, name, newRef(Value(type)));
}
Status populateMd5(Thread& thread, Module* module) { return addType(thread, module, "MD5Type", kMd5Type); }
Status populateSha1(Thread& thread, Module* module) { return addType(thread, module, "SHA1Type", kSha1Type); }
Status populateSha256(Thread& thread, Module* module) {
  TRY(addType(thread, module, "SHA224Type", kSha224Type));
  return addType(thread, module, "SHA256Type", kSha256Type);
}
Status populateSha512(Thread& thread, Module* module) {
  TRY(addType(thread, module, "SHA384Type", kSha384Type));
  return addType(thread, module, "SHA512Type", kSha512Type);
}

#define CONSTRUCTOR(text, type, digest)                                                       \
  {.name = text, .signature = "($module, /, string=b'', *, usedforsecurity=True)",            \
   .function = construct<TypeId::type, digest>}
constexpr MethodDef kMd5Functions[] = {CONSTRUCTOR("md5", kMd5, EVP_md5)};
constexpr MethodDef kSha1Functions[] = {CONSTRUCTOR("sha1", kSha1, EVP_sha1)};
constexpr MethodDef kSha256Functions[] = {CONSTRUCTOR("sha224", kSha224, EVP_sha224), CONSTRUCTOR("sha256", kSha256, EVP_sha256)};
constexpr MethodDef kSha512Functions[] = {CONSTRUCTOR("sha384", kSha384, EVP_sha384), CONSTRUCTOR("sha512", kSha512, EVP_sha512)};
#undef CONSTRUCTOR

// --- _sha3: the types are called themselves
const EVP_MD* sha3Digest(Type* type) {
  switch (type->id) {
    case TypeId::kSha3_224: return EVP_sha3_224();
    case TypeId::kSha3_256: return EVP_sha3_256();
    case TypeId::kSha3_384: return EVP_sha3_384();
    case TypeId::kSha3_512: return EVP_sha3_512();
    case TypeId::kShake128: return EVP_shake128();
    default: return EVP_shake256();
  }
}
Ref<> sha3Create(Thread& thread, Type* type, const Arguments& args) {
  Value bound[2] = {Value(), kTrue};
  TRY(bindCall(thread, args, "sha3_224", {nullptr, "usedforsecurity"}, 0, 1, bound));
  TRY(isTrue(thread, bound[1]));
  return newEvpHash(thread, type, sha3Digest(type), bound[0]);
}
Ref<> shake(Thread& thread, const Value* args, bool hex) {
  Value number = args[1];
  if (!isInt(number)) return thread.raiseTypeError("an integer is required");
  if (intSign(number) < 0) return thread.raiseValueError("value must be positive");
  int64_t length;
  if (!intFitsInt64(number, &length)) return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C unsigned long");
  if (length >= int64_t{1} << 29) return thread.raiseValueError("length is too large");
  return evpHashSqueeze(thread, args[0], length, hex);
}
Ref<> shakeDigest(Thread& thread, const Value* args) { return shake(thread, args, false); }
Ref<> shakeHexDigest(Thread& thread, const Value* args) { return shake(thread, args, true); }
int64_t rateBits(Value v) { return EVP_MD_get_block_size(EVP_MD_CTX_get0_md(v.as<EvpHash>()->context)) * 8; }
Ref<> rate(Thread& thread, Value v) { return newInt(thread, rateBits(v)); }
Ref<> capacity(Thread& thread, Value v) { return newInt(thread, 1600 - rateBits(v)); }
Ref<> suffix(Thread& thread, Value v) {
  bool extendable = EVP_MD_get_flags(EVP_MD_CTX_get0_md(v.as<EvpHash>()->context)) & EVP_MD_FLAG_XOF;
  return newBytes(thread, extendable ? "\x1f" : "\x06");
}

constexpr GetSetDef kSha3GetSets[] = {{"block_size", evpHashBlockSize}, {"name", evpHashName},
                                      {"digest_size", evpHashDigestSize}, {"_capacity_bits", capacity},
                                      {"_rate_bits", rate}, {"_suffix", suffix}};
constexpr MethodDef kShakeMethods[] = {
    {.name = "update", .signature = "($self, data, /)", .function = evpHashUpdate},
    {.name = "digest", .signature = "($self, length, /)", .function = shakeDigest},
    {.name = "hexdigest", .signature = "($self, length, /)", .function = shakeHexDigest},
    {.name = "copy", .signature = "($self, /)", .function = evpHashCopy}};
constexpr Slots kSha3Slots = {.release = evpHashRelease, .create = sha3Create};
constexpr TypeSpec sha3Type(TypeId id, const char* name, std::span<const MethodDef> methods) {
  return {.id = id, .name = name, .basicSize = sizeof(EvpHash), .slots = &kSha3Slots, .methods = methods,
          .getSets = kSha3GetSets, .doc = "A hash object of the SHA-3 family."};
}
constexpr TypeSpec kSha3Types[] = {sha3Type(TypeId::kSha3_224, "_sha3.sha3_224", kSha3Methods),
                                   sha3Type(TypeId::kSha3_256, "_sha3.sha3_256", kSha3Methods),
                                   sha3Type(TypeId::kSha3_384, "_sha3.sha3_384", kSha3Methods),
                                   sha3Type(TypeId::kSha3_512, "_sha3.sha3_512", kSha3Methods),
                                   sha3Type(TypeId::kShake128, "_sha3.shake_128", kShakeMethods),
                                   sha3Type(TypeId::kShake256, "_sha3.shake_256", kShakeMethods)};
Status populateSha3(Thread& thread, Module* module) {
  TRY(loadLibcrypto(thread));
  for (const TypeSpec& type : kSha3Types) TRY(moduleAddType(thread, module, type));
  TRY(moduleAddInt(thread, module, "keccakopt", 0));
  return moduleAddText(thread, module, "implementation", "tiny_sha3");
}

}  // namespace

extern const ModuleSpec kMd5Module, kSha1Module, kSha256Module, kSha512Module, kSha3Module;
constexpr ModuleSpec kMd5Module = {.name = "_md5", .functions = kMd5Functions, .populate = populateMd5};
constexpr ModuleSpec kSha1Module = {.name = "_sha1", .functions = kSha1Functions, .populate = populateSha1};
constexpr ModuleSpec kSha256Module = {.name = "_sha256", .functions = kSha256Functions, .populate = populateSha256};
constexpr ModuleSpec kSha512Module = {.name = "_sha512", .functions = kSha512Functions, .populate = populateSha512};
constexpr ModuleSpec kSha3Module = {.name = "_sha3", .populate = populateSha3};

}  // namespace taipan
