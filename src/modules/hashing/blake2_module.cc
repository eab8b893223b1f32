// _blake2: BLAKE2b and BLAKE2s with keys, salts and tree parameters, after RFC 7693 and the BLAKE2 paper's parameter block.
#include <string.h>

#include "modules/hashing/hash_data.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/number_arguments.h"

namespace taipan {
namespace {

// The order in which each round takes the message words.
constexpr uint8_t kSchedule[10][16] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
                                       {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
                                       {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
                                       {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
                                       {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
                                       {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
                                       {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
                                       {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
                                       {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
                                       {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};

struct WideTraits {
  using Word = uint64_t;
  static constexpr int kRounds = 12, kRotations[4] = {32, 24, 16, 63};
  static constexpr uint64_t kStart[8] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                                         0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
  static constexpr const char* kName = "blake2b";
  static constexpr int kOffsetBytes = 8;
};
struct NarrowTraits {
  using Word = uint32_t;
  static constexpr int kRounds = 10, kRotations[4] = {16, 12, 8, 7};
  static constexpr uint32_t kStart[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  static constexpr const char* kName = "blake2s";
  static constexpr int kOffsetBytes = 6;
};

template <class Traits>
struct Blake {
  using Word = typename Traits::Word;
  static constexpr size_t kBlock = 16 * sizeof(Word), kMaxDigest = 8 * sizeof(Word), kSalt = 2 * sizeof(Word);
  Word state[8];
  Word count[2];         // bytes compressed, low word first
  uint8_t block[kBlock]; // the last block is compressed only when more data or the end has come
  size_t filled;
  uint8_t digestSize;
  bool lastNode;

  void start(const uint8_t (&parameters)[kMaxDigest]) {
    memset(this, 0, sizeof *this);
    for (int i = 0; i < 8; i++) {
      Word word;
      memcpy(&word, parameters + i * sizeof(Word), sizeof word);
      state[i] = Traits::kStart[i] ^ word;
    }
    digestSize = parameters[0];
  }
  static Word rotate(Word x, int bits) { return (x >> bits) | (x << (sizeof(Word) * 8 - bits)); }
  static void mix(Word* v, int a, int b, int c, int d, Word x, Word y) {
    v[a] += v[b] + x;
    v[d] = rotate(v[d] ^ v[a], Traits::kRotations[0]);
    v[c] += v[d];
    v[b] = rotate(v[b] ^ v[c], Traits::kRotations[1]);
    v[a] += v[b] + y;
    v[d] = rotate(v[d] ^ v[a], Traits::kRotations[2]);
    v[c] += v[d];
    v[b] = rotate(v[b] ^ v[c], Traits::kRotations[3]);
  }
  void compress(const uint8_t* data, size_t newBytes, bool last) {
    count[0] += static_cast<Word>(newBytes);
    if (count[0] < newBytes) count[1]++;
    Word m[16], v[16];
    memcpy(m, data, sizeof m);
    for (int i = 0; i < 8; i++) v[i] = state[i], v[i + 8] = Traits::kStart[i];
    v[12] ^= count[0];
    v[13] ^= count[1];
    if (last) v[14] = ~v[14];
    if (last && lastNode) v[15] = ~v[15];
    for (int round = 0; round < Traits::kRounds; round++) {
      const uint8_t* s = kSchedule[round % 10];
      for (int i = 0; i < 4; i++) mix(v, i, i + 4, i + 8, i + 12, m[s[2 * i]], m[s[2 * i + 1]]);
      for (int i = 0; i < 4; i++) mix(v, i, (i + 1) % 4 + 4, (i + 2) % 4 + 8, (i + 3) % 4 + 12, m[s[2 * i + 8]], m[s[2 * i + 9]]);
    }
    for (int i = 0; i < 8; i++) state[i] ^= v[i] ^ v[i + 8];
  }
  void update(const uint8_t* data, size_t size) {
    while (size) {
      if (filled == kBlock) {
        compress(block, kBlock, false);
        filled = 0;
      }
      size_t take = size < kBlock - filled ? size : kBlock - filled;
      memcpy(block + filled, data, take);
      filled += take;
      data += take;
      size -= take;
    }
  }
  // Ends the state: finish a copy.
  void finish(uint8_t* out) {
    memset(block + filled, 0, kBlock - filled);
    compress(block, filled, true);
    memcpy(out, state, digestSize);
  }
};

template <class Traits>
struct BlakeObject : Object {
  Blake<Traits> hash;
};
template <class Traits>
Blake<Traits>& hashOf(Value v) {
  return v.as<BlakeObject<Traits>>()->hash;
}

enum Parameter { kData, kDigestSize, kKey, kSaltValue, kPerson, kFanout, kDepth, kLeafSize, kNodeOffset, kNodeDepth, kInnerSize, kLastNode, kForSecurity, kParameters };

// A whole number from `low` to `high`; ValueError "fanout must be between 0 and 255".
Result<uint8_t> smallArgument(Thread& thread, Value value, int low, int high, const char* text) {
  int number = TRY(intArgument(thread, value));
  if (number < low || number > high) return thread.raiseValueError("{} {}{}", text, high, strncmp(text, "digest", 6) ? "" : " bytes");
  return static_cast<uint8_t>(number);
}
Result<uint64_t> unsignedArgument(Thread& thread, Value number) {
  if (!isInt(number)) return thread.raiseTypeError("an integer is required");
  if (intSign(number) < 0) return thread.raiseValueError("value must be positive");
  BigInt wide = toBigInt(number);
  if (wide.bitLength() > 64) return thread.raise(TypeId::kOverflowError, "int too big to convert");
  return wide.isZero() ? 0 : wide.limb(0);
}
void putLittle(uint8_t* out, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; i++) out[i] = static_cast<uint8_t>(value >> (8 * i));
}
// Copies a bytes argument of at most `limit` bytes.
Result<size_t> bytesArgument(Thread& thread, Value value, uint8_t* out, size_t limit, const char* what) {
  BufferArgument data(thread);
  TRY(data.acquire(value));
  if (data.size() > limit) return thread.raiseValueError("maximum {} length is {} bytes", what, limit);
  memcpy(out, data.data(), data.size());
  return data.size();
}
// The parameter block: sizes and tree parameters, then salt and personalisation.
template <class Traits>
Status fillParameters(Thread& thread, const Value* bound, uint8_t (&block)[Blake<Traits>::kMaxDigest], uint8_t* key) {
  using Hash = Blake<Traits>;
  memset(block, 0, sizeof block);
  block[0] = TRY(smallArgument(thread, bound[kDigestSize], 1, Hash::kMaxDigest, "digest_size must be between 1 and"));
  TRY(bytesArgument(thread, bound[kSaltValue], block + Hash::kMaxDigest - 2 * Hash::kSalt, Hash::kSalt, "salt"));
  TRY(bytesArgument(thread, bound[kPerson], block + Hash::kMaxDigest - Hash::kSalt, Hash::kSalt, "person"));
  block[2] = TRY(smallArgument(thread, bound[kFanout], 0, 255, "fanout must be between 0 and"));
  block[3] = TRY(smallArgument(thread, bound[kDepth], 1, 255, "depth must be between 1 and"));
  uint64_t leafSize = TRY(unsignedArgument(thread, bound[kLeafSize]));
  if (leafSize > UINT32_MAX) return thread.raise(TypeId::kOverflowError, "leaf_size is too large");
  putLittle(block + 4, leafSize, 4);
  uint64_t offset = TRY(unsignedArgument(thread, bound[kNodeOffset]));
  if (Traits::kOffsetBytes < 8 && offset >> 48) return thread.raise(TypeId::kOverflowError, "node_offset is too large");
  putLittle(block + 8, offset, Traits::kOffsetBytes);
  uint8_t* rest = block + 8 + Traits::kOffsetBytes;
  rest[0] = TRY(smallArgument(thread, bound[kNodeDepth], 0, 255, "node_depth must be between 0 and"));
  rest[1] = TRY(smallArgument(thread, bound[kInnerSize], 0, Hash::kMaxDigest, "inner_size must be between 0 and is"));
  block[1] = static_cast<uint8_t>(TRY(bytesArgument(thread, bound[kKey], key, Hash::kMaxDigest, "key")));
  return kOk;
}

template <class Traits>
Ref<> blakeCreate(Thread& thread, Type* type, const Arguments& args) {
  using Hash = Blake<Traits>;
  Ref<Bytes> none = TRY(newBytes(thread, {}));
  Value zero = Value::smallInt(0), one = Value::smallInt(1);
  Value bound[kParameters] = {Value(), Value::smallInt(Hash::kMaxDigest), none, none, none, one, one, zero, zero, zero, zero, kFalse, kTrue};
  TRY(bindCall(thread, args, Traits::kName,
               {nullptr, "digest_size", "key", "salt", "person", "fanout", "depth", "leaf_size", "node_offset", "node_depth",
                "inner_size", "last_node", "usedforsecurity"}, 0, 1, bound));
  uint8_t parameters[Hash::kMaxDigest], key[Hash::kBlock] = {};
  bool lastNode = TRY(isTrue(thread, bound[kLastNode]));
  TRY(fillParameters<Traits>(thread, bound, parameters, key));
  Ref<BlakeObject<Traits>> made = TRY(newObject<BlakeObject<Traits>>(thread, type));
  made->hash.start(parameters);
  made->hash.lastNode = lastNode;
  if (parameters[1]) made->hash.update(key, Hash::kBlock);
  if (bound[kData]) {
    BufferArgument data(thread);
    TRY(acquireHashData(thread, bound[kData], data));
    made->hash.update(data.data(), data.size());
  }
  return made;
}
template <class Traits>
Ref<> update(Thread& thread, const Value* args) {
  BufferArgument data(thread);
  TRY(acquireHashData(thread, args[1], data));
  hashOf<Traits>(args[0]).update(data.data(), data.size());
  return newRef(kNone);
}
template <class Traits, bool hex>
Ref<> digest(Thread& thread, const Value* args) {
  Blake<Traits> copy = hashOf<Traits>(args[0]);
  uint8_t out[64];
  copy.finish(out);
  if (hex) return hexText(thread, out, copy.digestSize);
  return newBytes(thread, {reinterpret_cast<char*>(out), copy.digestSize});
}
template <class Traits>
Ref<> copyHash(Thread& thread, const Value* args) {
  Ref<BlakeObject<Traits>> made = TRY(newObject<BlakeObject<Traits>>(thread, args[0].object()->type));
  made->hash = hashOf<Traits>(args[0]);
  return made;
}
template <class Traits>
Ref<> name(Thread& thread, Value) { return newStr(thread, Traits::kName); }
template <class Traits>
Ref<> blockSize(Thread& thread, Value) { return newInt(thread, Blake<Traits>::kBlock); }
template <class Traits>
Ref<> digestSize(Thread& thread, Value v) { return newInt(thread, hashOf<Traits>(v).digestSize); }

template <class Traits>
constexpr Slots kSlots = {.create = blakeCreate<Traits>};
template <class Traits>
constexpr MethodDef kMethods[] = {{.name = "update", .signature = "($self, data, /)", .function = update<Traits>},
                                  {.name = "digest", .signature = "($self, /)", .function = digest<Traits, false>},
                                  {.name = "hexdigest", .signature = "($self, /)", .function = digest<Traits, true>},
                                  {.name = "copy", .signature = "($self, /)", .function = copyHash<Traits>}};
template <class Traits>
constexpr GetSetDef kGetSets[] = {{"name", name<Traits>}, {"block_size", blockSize<Traits>}, {"digest_size", digestSize<Traits>}};
template <class Traits>
constexpr TypeSpec blakeType(TypeId id, const char* fullName) {
  return {.id = id, .name = fullName, .basicSize = sizeof(BlakeObject<Traits>), .slots = &kSlots<Traits>,
          .methods = kMethods<Traits>, .getSets = kGetSets<Traits>, .doc = "A BLAKE2 hash object."};
}
constexpr TypeSpec kBlake2bType = blakeType<WideTraits>(TypeId::kBlake2b, "_blake2.blake2b");
constexpr TypeSpec kBlake2sType = blakeType<NarrowTraits>(TypeId::kBlake2s, "_blake2.blake2s");

template <class Traits>
Status addConstants(Thread& thread, Module* module, Type* type, const char* prefix) {
  using Hash = Blake<Traits>;
  struct Constant { const char* name; size_t value; };
  for (const Constant& c : {Constant{"SALT_SIZE", Hash::kSalt}, {"PERSON_SIZE", Hash::kSalt}, {"MAX_KEY_SIZE", Hash::kMaxDigest},
                            {"MAX_DIGEST_SIZE", Hash::kMaxDigest}}) {
    Ref<Str> plain = TRY(internText(thread, c.name)), full = TRY(formatStr(thread, "{}_{}", prefix, c.name));
    Ref<Str> interned = TRY(intern(thread, std::move(full)));
    Value number = Value::smallInt(static_cast<int64_t>(c.value));
    TRY(dictSetStr(thread, type->dict, plain, number));
    TRY(dictSetStr(thread, module->dict, interned, number));
  }
  return kOk;
}
Status populate(Thread& thread, Module* module) {
  Type *wide = TRY(moduleAddType(thread, module, kBlake2bType)), *narrow = TRY(moduleAddType(thread, module, kBlake2sType));
  TRY(addConstants<WideTraits>(thread, module, wide, "BLAKE2B"));
  return addConstants<NarrowTraits>(thread, module, narrow, "BLAKE2S");
}

}  // namespace

extern const ModuleSpec kBlake2Module;
constexpr ModuleSpec kBlake2Module = {.name = "_blake2", .populate = populate, .doc = "The hashes BLAKE2b and BLAKE2s."};

}  // namespace taipan
