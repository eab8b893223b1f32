// _hashlib: hashes by name, and key derivation, over OpenSSL.
#include <limits.h>
#include <openssl/kdf.h>

#include <string>

#include "modules/blocking.h"
#include "modules/hashing/evp_hash.h"
#include "modules/hashing/hash_data.h"
#include "modules/hashing/hashlib_internal.h"
#include "modules/hashing/libcrypto.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/mapping_proxy.h"
#include "objects/number_arguments.h"
#include "objects/set.h"

namespace taipan {

const EVP_MD* digestByName(Thread& thread, std::string_view name) {
  struct Alias {
    const char *python, *openssl;
  };
  static constexpr Alias kAliases[] = {{"sha512_224", "SHA512-224"}, {"sha512_256", "SHA512-256"}, {"sha3_224", "SHA3-224"},
                                       {"sha3_256", "SHA3-256"}, {"sha3_384", "SHA3-384"}, {"sha3_512", "SHA3-512"},
                                       {"shake_128", "SHAKE128"}, {"shake_256", "SHAKE256"},
                                       {"blake2s", "BLAKE2S-256"}, {"blake2b", "BLAKE2B-512"}};
  std::string wanted(name);
  for (const Alias& alias : kAliases) {
    if (name == alias.python) wanted = alias.openssl;
  }
  // Digests known at build time live as long as the library; a fetched one would have to be freed.
  if (const EVP_MD* known = EVP_get_digestbyname(wanted.c_str())) return known;
  EVP_MD* fetched = EVP_MD_fetch(nullptr, wanted.c_str(), nullptr);
  if (!fetched) {
    raiseOpenSsl(thread);
    return nullptr;
  }
  const EVP_MD* same = EVP_get_digestbyname(OBJ_nid2sn(EVP_MD_get_type(fetched)));
  EVP_MD_free(fetched);
  if (!same) thread.raiseValueError("unsupported hash type {}", name);
  return same;
}

namespace {

Ref<> construct(Thread& thread, const EVP_MD* digest, Value data) {
  bool extendable = EVP_MD_get_flags(digest) & EVP_MD_FLAG_XOF;
  return newEvpHash(thread, thread.type(extendable ? TypeId::kHashXof : TypeId::kHash), digest, data);
}
Ref<> newByName(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("name must be a string");
  Result<std::string> text = toUtf8(thread, args[1].as<Str>());
  if (!text || (*text).find('\0') != std::string::npos) {
    thread.clearException();
    return thread.raiseTypeError("name must be a string");
  }
  std::string name = *text;
  if (!typeOf(thread, args[2])->slots.getBuffer) {
    if (isStr(args[2])) return thread.raiseTypeError("Strings must be encoded before hashing");
    return thread.raiseTypeError("object supporting the buffer API required");
  }
  const EVP_MD* digest = digestByName(thread, name);
  if (!digest) return Raised{};
  return construct(thread, digest, args[2]);
}
template <const EVP_MD* (*digest)()>
Ref<> constructor(Thread& thread, const Value* args) {
  return construct(thread, digest(), args[1]);
}
Ref<> hashRepr(Thread& thread, Value v) {
  return formatStr(thread, "<{} {} object @ 0x{:x}>", pythonDigestName(EVP_MD_CTX_get0_md(v.as<EvpHash>()->context)),
                   v.object()->type->nativeName, reinterpret_cast<uint64_t>(v.object()));
}
Ref<> xof(Thread& thread, const Value* args, bool hex) {
  int64_t length = TRY(sizeArgument(thread, args[1]));
  if (length < 0) return thread.raise(TypeId::kSystemError, "Negative size passed to PyBytes_FromStringAndSize");
  return evpHashSqueeze(thread, args[0], length, hex);
}
Ref<> xofDigest(Thread& thread, const Value* args) { return xof(thread, args, false); }
Ref<> xofHexDigest(Thread& thread, const Value* args) { return xof(thread, args, true); }
Ref<> zero(Thread&, Value) { return newRef(Value::smallInt(0)); }

// --- key derivation
Ref<> pbkdf2(Thread& thread, const Value* args) {
  if (!isStr(args[1])) {
    return thread.raiseTypeError("pbkdf2_hmac() argument 'hash_name' must be str, not {!N}", args[1]);
  }
  BufferArgument password(thread), salt(thread);
  TRY(password.acquire(args[2]));
  TRY(salt.acquire(args[3]));
  int64_t iterations = TRY(sizeArgument(thread, args[4]));
  std::string name = TRY(toUtf8(thread, args[1].as<Str>()));
  if (!typeOf(thread, args[2])->slots.getBuffer) {
    if (isStr(args[2])) return thread.raiseTypeError("Strings must be encoded before hashing");
    return thread.raiseTypeError("object supporting the buffer API required");
  }
  const EVP_MD* digest = digestByName(thread, name);
  if (!digest) return Raised{};
  if (password.size() > INT_MAX) return thread.raise(TypeId::kOverflowError, "password is too long.");
  if (salt.size() > INT_MAX) return thread.raise(TypeId::kOverflowError, "salt is too long.");
  if (iterations < 1) return thread.raiseValueError("iteration value must be greater than 0.");
  if (iterations > INT_MAX) return thread.raise(TypeId::kOverflowError, "iteration value is too great.");
  int64_t size = EVP_MD_get_size(digest);
  if (!args[5].isNone()) size = TRY(sizeArgument(thread, args[5]));
  if (size < 1) return thread.raiseValueError("key length must be greater than 0.");
  if (size > INT_MAX) return thread.raise(TypeId::kOverflowError, "key length is too great.");
  Ref<Bytes> key = TRY(newBytesUninitialized(thread, static_cast<size_t>(size)));
  int done;
  {
    BlockingCall unlocked(thread);
    done = PKCS5_PBKDF2_HMAC(password.text().data(), static_cast<int>(password.size()), salt.data(), static_cast<int>(salt.size()),
                             static_cast<int>(iterations), digest, static_cast<int>(size), reinterpret_cast<uint8_t*>(key->data()));
  }
  if (!done) return raiseOpenSsl(thread);
  return key;
}
// A cost parameter of scrypt.
Result<uint64_t> costArgument(Thread& thread, Value value, const char* name) {
  if (!value.isNone() && !isInt(value)) {
    return thread.raiseTypeError("scrypt() argument '{}' must be int, not {!N}", name, value);
  }
  if (value.isNone() || intSign(value) < 0 || toBigInt(value).bitLength() > 64) {
    return thread.raiseTypeError("{} is required and must be an unsigned int", name);
  }
  BigInt wide = toBigInt(value);
  return wide.isZero() ? 0 : wide.limb(0);
}
Ref<> scrypt(Thread& thread, const Value* args) {
  BufferArgument password(thread), salt(thread);
  TRY(password.acquire(args[1]));
  if (!args[2].isNone()) TRY(salt.acquire(args[2]));
  for (int i = 3; i < 6; i++) {
    constexpr const char* kNames[] = {"n", "r", "p"};
    if (!args[i].isNone() && !isInt(args[i])) return costArgument(thread, args[i], kNames[i - 3]) ? Ref<>() : Ref<>();
  }
  int64_t memory = TRY(sizeArgument(thread, args[6]));
  int64_t size = TRY(sizeArgument(thread, args[7]));
  if (!salt.held()) return thread.raiseTypeError("salt is required");
  uint64_t n = TRY(costArgument(thread, args[3], "n"));
  if (n < 2 || (n & (n - 1))) return thread.raiseValueError("n must be a power of 2.");
  uint64_t r = TRY(costArgument(thread, args[4], "r")), p = TRY(costArgument(thread, args[5], "p"));
  if (memory < 0 || memory > INT_MAX) return thread.raiseValueError("maxmem must be positive and smaller than {}", INT_MAX);
  if (size < 1 || size > INT_MAX) return thread.raiseValueError("dklen must be greater than 0 and smaller than {}", INT_MAX);
  auto limit = static_cast<uint64_t>(memory);
  if (!EVP_PBE_scrypt(nullptr, 0, nullptr, 0, n, r, p, limit, nullptr, 0)) {
    return raiseOpenSsl(thread, "Invalid parameter combination for n, r, p, maxmem.");
  }
  Ref<Bytes> key = TRY(newBytesUninitialized(thread, static_cast<size_t>(size)));
  int done;
  {
    BlockingCall unlocked(thread);
    done = EVP_PBE_scrypt(password.text().data(), password.size(), salt.data(), salt.size(), n, r, p, limit,
                          reinterpret_cast<uint8_t*>(key->data()), static_cast<size_t>(size));
  }
  if (!done) return raiseOpenSsl(thread);
  return key;
}
Ref<> fipsMode(Thread&, const Value*) {
  return newRef(Value::smallInt(EVP_default_properties_is_fips_enabled(nullptr)));
}

constexpr Slots kHashSlots = {.release = evpHashRelease, .repr = hashRepr};
constexpr MethodDef kHashMethods[] = {{.name = "update", .signature = "($self, obj, /)", .function = evpHashUpdate},
                                      {.name = "digest", .signature = "($self, /)", .function = evpHashDigest},
                                      {.name = "hexdigest", .signature = "($self, /)", .function = evpHashHexDigest},
                                      {.name = "copy", .signature = "($self, /)", .function = evpHashCopy}};
constexpr GetSetDef kHashGetSets[] = {{"digest_size", evpHashDigestSize}, {"block_size", evpHashBlockSize}, {"name", evpHashName}};
constexpr MethodDef kXofMethods[] = {{.name = "digest", .signature = "($self, /, length)", .function = xofDigest},
                                     {.name = "hexdigest", .signature = "($self, /, length)", .function = xofHexDigest}};
constexpr GetSetDef kXofGetSets[] = {{"digest_size", zero}};
constexpr TypeSpec kHashType = {.id = TypeId::kHash, .name = "_hashlib.HASH", .basicSize = sizeof(EvpHash),
                                .flags = kTypeDisallowInstantiation | kTypeIsBaseType, .slots = &kHashSlots,
                                .methods = kHashMethods, .getSets = kHashGetSets, .doc = "A hash object of OpenSSL."};
constexpr TypeSpec kHashXofType = {.id = TypeId::kHashXof, .name = "_hashlib.HASHXOF", .basicSize = sizeof(EvpHash),
                                   .base = TypeId::kHash, .flags = kTypeDisallowInstantiation | kTypeIsBaseType,
                                   .slots = &kHashSlots, .methods = kXofMethods, .getSets = kXofGetSets,
                                   .doc = "A hash object of OpenSSL whose digest has any length."};
constexpr TypeSpec kErrorType = exceptionSpec(TypeId::kUnsupportedDigestmodError, "_hashlib.UnsupportedDigestmodError",
                                              TypeId::kValueError);

#define CONSTRUCTOR(text, digest)                                                           \
  {.name = "openssl_" text, .signature = "($module, /, string=b'', *, usedforsecurity=True)", \
   .function = constructor<digest>}
constexpr MethodDef kFunctions[] = {
    {.name = "new", .signature = "($module, /, name, string=b'', *, usedforsecurity=True)", .function = newByName},
    CONSTRUCTOR("md5", EVP_md5), CONSTRUCTOR("sha1", EVP_sha1), CONSTRUCTOR("sha224", EVP_sha224),
    CONSTRUCTOR("sha256", EVP_sha256), CONSTRUCTOR("sha384", EVP_sha384), CONSTRUCTOR("sha512", EVP_sha512),
    CONSTRUCTOR("sha3_224", EVP_sha3_224), CONSTRUCTOR("sha3_256", EVP_sha3_256), CONSTRUCTOR("sha3_384", EVP_sha3_384),
    CONSTRUCTOR("sha3_512", EVP_sha3_512), CONSTRUCTOR("shake_128", EVP_shake128), CONSTRUCTOR("shake_256", EVP_shake256),
    {.name = "hmac_new", .signature = "($module, /, key, msg=b'', digestmod=None)", .function = hmacNew},
    {.name = "hmac_digest", .signature = "($module, /, key, msg, digest)", .function = hmacDigest},
    {.name = "pbkdf2_hmac", .signature = "($module, /, hash_name, password, salt, iterations, dklen=None)", .function = pbkdf2},
    {.name = "scrypt", .signature = "($module, /, password, *, salt=None, n=None, r=None, p=None, maxmem=0, dklen=64)",
     .function = scrypt},
    {.name = "compare_digest", .signature = "($module, a, b, /)", .function = operatorCompareDigest},
    {.name = "get_fips_mode", .signature = "($module, /)", .function = fipsMode}};
#undef CONSTRUCTOR

void addMethodName(EVP_MD* digest, void* context) {
  auto* names = static_cast<std::string*>(context);
  if (EVP_MD_get_type(digest) == NID_undef) return;
  names->append(pythonDigestName(digest)).push_back('\0');
}
Status addMethodNames(Thread& thread, Module* module) {
  std::string names;
  EVP_MD_do_all_provided(nullptr, addMethodName, &names);
  Ref<Dict> unique = TRY(newDict(thread));
  for (size_t at = 0; at < names.size(); at = names.find('\0', at) + 1) {
    Ref<Str> name = TRY(newStr(thread, names.c_str() + at));
    TRY(dictSet(thread, unique, name, kNone));
  }
  return moduleAdd(thread, module, "openssl_md_meth_names", call(thread, Value(thread.type(TypeId::kFrozenSet)), unique.value()));
}
// From constructor to name, for hmac.
Status addConstructors(Thread& thread, Module* module) {
  Ref<Dict> constructors = TRY(newDict(thread));
  for (const MethodDef& function : kFunctions) {
    std::string_view name = function.name;
    if (!name.starts_with("openssl_")) continue;
    Ref<Str> attribute = TRY(internText(thread, name)), plain = TRY(newStr(thread, name.substr(8)));
    Value callable = dictGetStr(thread, module->dict, attribute);
    TRY(dictSet(thread, constructors, callable, plain));
  }
  return moduleAdd(thread, module, "_constructors", newMappingProxy(thread, constructors));
}
Status populate(Thread& thread, Module* module) {
  TRY(loadLibcrypto(thread));
  TRY(moduleAddType(thread, module, kHashType));
  TRY(moduleAddType(thread, module, kHashXofType));
  TRY(moduleAddType(thread, module, kHmacType));
  TRY(moduleAddType(thread, module, kErrorType));
  TRY(addMethodNames(thread, module));
  return addConstructors(thread, module);
}

}  // namespace

extern const ModuleSpec kHashlibModule;
constexpr ModuleSpec kHashlibModule = {.name = "_hashlib", .functions = kFunctions, .populate = populate,
                                       .doc = "Hashes and key derivation of OpenSSL."};

}  // namespace taipan
