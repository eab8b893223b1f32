// See the header.  These definitions stand where the linker would put libcrypto's own: each finds the real function by
// name when it is first called, and goes on there.
#include "modules/hashing/libcrypto.h"

#include <dlfcn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

void* library() {
  static void* const handle = dlopen(("libcrypto.so." + std::to_string(OPENSSL_VERSION_MAJOR)).c_str(), RTLD_NOW | RTLD_LOCAL);
  return handle;
}

template <class Function>
Function* find(const char* name) {
  void* address = library() != nullptr ? dlsym(library(), name) : nullptr;
  if (address == nullptr) {  // loadLibcrypto was not asked, or this is no OpenSSL 3
    std::fprintf(stderr, "Fatal Python error: libcrypto has no %s\n", name);
    std::abort();
  }
  return reinterpret_cast<Function*>(address);
}

}  // namespace

#define LIBCRYPTO(name) (*[] { static auto* const function = find<decltype(name)>(#name); return function; }())

extern "C" {
EVP_MD_CTX* EVP_MD_CTX_new() { return LIBCRYPTO(EVP_MD_CTX_new)(); }
void EVP_MD_CTX_free(EVP_MD_CTX* a0) { return LIBCRYPTO(EVP_MD_CTX_free)(a0); }
int EVP_MD_CTX_copy(EVP_MD_CTX* a0, const EVP_MD_CTX* a1) { return LIBCRYPTO(EVP_MD_CTX_copy)(a0, a1); }
const EVP_MD* EVP_MD_CTX_get0_md(const EVP_MD_CTX* a0) { return LIBCRYPTO(EVP_MD_CTX_get0_md)(a0); }
const char* EVP_MD_get0_name(const EVP_MD* a0) { return LIBCRYPTO(EVP_MD_get0_name)(a0); }
int EVP_MD_get_type(const EVP_MD* a0) { return LIBCRYPTO(EVP_MD_get_type)(a0); }
unsigned long EVP_MD_get_flags(const EVP_MD* a0) { return LIBCRYPTO(EVP_MD_get_flags)(a0); }
int EVP_MD_get_size(const EVP_MD* a0) { return LIBCRYPTO(EVP_MD_get_size)(a0); }
int EVP_MD_get_block_size(const EVP_MD* a0) { return LIBCRYPTO(EVP_MD_get_block_size)(a0); }
EVP_MD* EVP_MD_fetch(OSSL_LIB_CTX* a0, const char* a1, const char* a2) { return LIBCRYPTO(EVP_MD_fetch)(a0, a1, a2); }
void EVP_MD_free(EVP_MD* a0) { return LIBCRYPTO(EVP_MD_free)(a0); }
void EVP_MD_do_all_provided(OSSL_LIB_CTX* a0, void (*a1)(EVP_MD *md, void *arg), void* a2) {
  return LIBCRYPTO(EVP_MD_do_all_provided)(a0, a1, a2);
}
const EVP_MD* EVP_get_digestbyname(const char* a0) { return LIBCRYPTO(EVP_get_digestbyname)(a0); }
const EVP_MD* EVP_md5() { return LIBCRYPTO(EVP_md5)(); }
const EVP_MD* EVP_sha1() { return LIBCRYPTO(EVP_sha1)(); }
const EVP_MD* EVP_sha224() { return LIBCRYPTO(EVP_sha224)(); }
const EVP_MD* EVP_sha256() { return LIBCRYPTO(EVP_sha256)(); }
const EVP_MD* EVP_sha384() { return LIBCRYPTO(EVP_sha384)(); }
const EVP_MD* EVP_sha512() { return LIBCRYPTO(EVP_sha512)(); }
const EVP_MD* EVP_sha3_224() { return LIBCRYPTO(EVP_sha3_224)(); }
const EVP_MD* EVP_sha3_256() { return LIBCRYPTO(EVP_sha3_256)(); }
const EVP_MD* EVP_sha3_384() { return LIBCRYPTO(EVP_sha3_384)(); }
const EVP_MD* EVP_sha3_512() { return LIBCRYPTO(EVP_sha3_512)(); }
const EVP_MD* EVP_shake128() { return LIBCRYPTO(EVP_shake128)(); }
const EVP_MD* EVP_shake256() { return LIBCRYPTO(EVP_shake256)(); }
int EVP_Digest(const void* a0, size_t a1, unsigned char* a2, unsigned int* a3, const EVP_MD* a4, ENGINE* a5) {
  return LIBCRYPTO(EVP_Digest)(a0, a1, a2, a3, a4, a5);
}
int EVP_DigestInit_ex(EVP_MD_CTX* a0, const EVP_MD* a1, ENGINE* a2) {
  return LIBCRYPTO(EVP_DigestInit_ex)(a0, a1, a2);
}
int EVP_DigestUpdate(EVP_MD_CTX* a0, const void* a1, size_t a2) { return LIBCRYPTO(EVP_DigestUpdate)(a0, a1, a2); }
int EVP_DigestFinal(EVP_MD_CTX* a0, unsigned char* a1, unsigned int* a2) {
  return LIBCRYPTO(EVP_DigestFinal)(a0, a1, a2);
}
int EVP_DigestFinal_ex(EVP_MD_CTX* a0, unsigned char* a1, unsigned int* a2) {
  return LIBCRYPTO(EVP_DigestFinal_ex)(a0, a1, a2);
}
int EVP_DigestFinalXOF(EVP_MD_CTX* a0, unsigned char* a1, size_t a2) {
  return LIBCRYPTO(EVP_DigestFinalXOF)(a0, a1, a2);
}
int EVP_PBE_scrypt(const char* a0, size_t a1, const unsigned char* a2, size_t a3, uint64_t a4, uint64_t a5,
    uint64_t a6, uint64_t a7, unsigned char* a8, size_t a9) {
  return LIBCRYPTO(EVP_PBE_scrypt)(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9);
}
int PKCS5_PBKDF2_HMAC(const char* a0, int a1, const unsigned char* a2, int a3, int a4, const EVP_MD* a5,
    int a6, unsigned char* a7) {
  return LIBCRYPTO(PKCS5_PBKDF2_HMAC)(a0, a1, a2, a3, a4, a5, a6, a7);
}
int EVP_default_properties_is_fips_enabled(OSSL_LIB_CTX* a0) {
  return LIBCRYPTO(EVP_default_properties_is_fips_enabled)(a0);
}
const char* OBJ_nid2sn(int a0) { return LIBCRYPTO(OBJ_nid2sn)(a0); }
const char* OBJ_nid2ln(int a0) { return LIBCRYPTO(OBJ_nid2ln)(a0); }
unsigned long ERR_peek_last_error() { return LIBCRYPTO(ERR_peek_last_error)(); }
void ERR_clear_error() { return LIBCRYPTO(ERR_clear_error)(); }
const char* ERR_lib_error_string(unsigned long a0) { return LIBCRYPTO(ERR_lib_error_string)(a0); }
const char* ERR_reason_error_string(unsigned long a0) { return LIBCRYPTO(ERR_reason_error_string)(a0); }
}

namespace taipan {

Status loadLibcrypto(Thread& thread) {
  if (library() != nullptr) return kOk;
  const char* reason = dlerror();
  return thread.raise(TypeId::kImportError, "{}", reason != nullptr ? reason : "libcrypto cannot be loaded");
}

}  // namespace taipan
