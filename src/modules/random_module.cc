// _random: the Mersenne Twister MT19937 (Matsumoto, Nishimura 1998), seeded and read the way Python does, so that
// the same seed gives the same numbers.
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/int_internal.h"
#include "objects/module.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

constexpr int kWords = 624, kMiddle = 397;

struct RandomState {
  uint32_t words[kWords];
  int next;
};

struct Random : Object {
  RandomState state;
};

void seedByWord(RandomState* state, uint32_t seed) {
  state->words[0] = seed;
  for (uint32_t i = 1; i < kWords; ++i) {
    uint32_t previous = state->words[i - 1];
    state->words[i] = 1812433253u * (previous ^ (previous >> 30)) + i;
  }
  state->next = kWords;
}

void seedByArray(RandomState* state, const uint32_t* key, size_t length) {
  seedByWord(state, 19650218u);
  uint32_t* words = state->words;
  size_t i = 1, j = 0;
  auto advance = [&] {
    if (++i >= kWords) {
      words[0] = words[kWords - 1];
      i = 1;
    }
  };
  for (size_t k = kWords > length ? kWords : length; k > 0; --k) {
    words[i] = (words[i] ^ ((words[i - 1] ^ (words[i - 1] >> 30)) * 1664525u)) + key[j] + static_cast<uint32_t>(j);
    advance();
    if (++j >= length) j = 0;
  }
  for (size_t k = kWords - 1; k > 0; --k) {
    words[i] = (words[i] ^ ((words[i - 1] ^ (words[i - 1] >> 30)) * 1566083941u)) - static_cast<uint32_t>(i);
    advance();
  }
  words[0] = 0x80000000u;
}

void regenerate(RandomState* state) {
  uint32_t* words = state->words;
  for (int i = 0; i < kWords; ++i) {
    uint32_t mixed = (words[i] & 0x80000000u) | (words[(i + 1) % kWords] & 0x7FFFFFFFu);
    words[i] = words[(i + kMiddle) % kWords] ^ (mixed >> 1) ^ ((mixed & 1) ? 0x9908B0DFu : 0u);
  }
  state->next = 0;
}

uint32_t nextWord(RandomState* state) {
  if (state->next >= kWords) regenerate(state);
  uint32_t y = state->words[state->next++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9D2C5680u;
  y ^= (y << 15) & 0xEFC60000u;
  return y ^ (y >> 18);
}

RandomState* stateOf(Value self) { return &self.as<Random>()->state; }

// Ints seed by their magnitude, other objects by their hash, nothing by the system's entropy.
Status seed(Thread& thread, RandomState* state, Value argument) {
  if (!argument || argument.isNone()) {
    uint32_t key[kWords];
    if (getrandom(key, sizeof key, GRND_NONBLOCK) != static_cast<ssize_t>(sizeof key)) {
      timespec now;
      clock_gettime(CLOCK_REALTIME, &now);
      key[0] = static_cast<uint32_t>(now.tv_nsec);
      key[1] = static_cast<uint32_t>(now.tv_sec);
      key[2] = static_cast<uint32_t>(getpid());
      seedByArray(state, key, 3);
      return kOk;
    }
    seedByArray(state, key, kWords);
    return kOk;
  }
  Ref<> number;
  if (isInt(argument)) {
    number = TRY(intAbsolute(thread, argument));
  } else {
    int64_t h = TRY(hash(thread, argument));
    number = TRY(newIntUnsigned(thread, static_cast<uint64_t>(h)));
  }
  IntView view(number);
  size_t words = view.isZero() ? 1 : (view.bitLength() + 31) / 32;
  uint32_t* key = static_cast<uint32_t*>(std::malloc(words * sizeof(uint32_t)));
  if (!key) return thread.raiseMemoryError();
  for (size_t i = 0; i < words; ++i) {
    key[i] = i / 2 < view.count ? static_cast<uint32_t>(view.limbs[i / 2] >> (i % 2 * 32)) : 0;
  }
  seedByArray(state, key, words);
  std::free(key);
  return kOk;
}

// Seeding is __init__'s: a subclass may take what cannot seed.
Ref<> randomCreate(Thread& thread, Type* type, const Arguments&) { return newObject<Random>(thread, type); }

Status randomInitialize(Thread& thread, Value self, const Arguments& args) {
  bool own = typeOf(thread, self)->slots.initialize == thread.type(TypeId::kRandom)->slots.initialize;
  if (own && args.keywordNames && args.keywordNames->size != 0) {
    return thread.raiseTypeError("Random() takes no keyword arguments");
  }
  if (args.positionalCount > 1) {
    return thread.raiseTypeError("Random() requires 0 or 1 argument");
  }
  return seed(thread, stateOf(self), args.positionalCount == 1 ? args[0] : Value());
}

Ref<> randomSeed(Thread& thread, const Value* args) {
  TRY(seed(thread, stateOf(args[0]), args[1]));
  return newRef(kNone);
}

// 53 bits of two words.
Ref<> randomRandom(Thread& thread, const Value* args) {
  RandomState* state = stateOf(args[0]);
  uint32_t high = nextWord(state) >> 5, low = nextWord(state) >> 6;
  return newFloat(thread, (high * 67108864.0 + low) * (1.0 / 9007199254740992.0));
}

Ref<> randomGetRandBits(Thread& thread, const Value* args) {
  Ref<> exact = TRY(index(thread, args[1]));
  int64_t bits;
  if (!intFitsInt64(exact, &bits) || bits > INT32_MAX || bits < INT32_MIN) {
    return thread.raise(TypeId::kOverflowError, intSign(exact) < 0 ? "signed integer is less than minimum"
                                                                    : "signed integer is greater than maximum");
  }
  if (bits < 0) return thread.raiseValueError("number of bits must be non-negative");
  if (bits == 0) return newInt(thread, 0);
  RandomState* state = stateOf(args[0]);
  if (bits <= 32) return newInt(thread, nextWord(state) >> (32 - bits));
  size_t words = static_cast<size_t>(bits + 31) / 32;
  LimbBuffer limbs((words + 1) / 2);
  if (!limbs.valid()) return thread.raiseMemoryError();
  for (size_t i = 0; i < words; ++i, bits -= 32) {
    uint64_t word = nextWord(state);
    if (bits < 32) word >>= 32 - bits;
    if (i % 2 == 0) {
      limbs.data()[i / 2] = word;
    } else {
      limbs.data()[i / 2] |= word << 32;
    }
  }
  return newIntFromLimbs(thread, limbs.data(), (words + 1) / 2, false);
}

Ref<> randomGetState(Thread& thread, const Value* args) {
  RandomState* state = stateOf(args[0]);
  Ref<Tuple> result = TRY(newTuple(thread, kWords + 1));
  for (int i = 0; i < kWords; ++i) tupleInit(result, static_cast<size_t>(i), newInt(thread, state->words[i]));
  tupleInit(result, kWords, newInt(thread, state->next));
  return result;
}

Ref<> randomSetState(Thread& thread, const Value* args) {
  if (!isTuple(args[1])) return thread.raiseTypeError("state vector must be a tuple");
  Tuple* items = args[1].as<Tuple>();
  if (items->size != kWords + 1) return thread.raiseValueError("state vector is the wrong size");
  RandomState state;
  for (size_t i = 0; i <= kWords; ++i) {
    if (!isInt(items->items[i])) return thread.raiseTypeError("an integer is required");
    if (intSign(items->items[i]) < 0) {
      return thread.raise(TypeId::kOverflowError, "can't convert negative value to unsigned int");
    }
    int64_t word = TRY(intAsInt64(thread, items->items[i]));
    if (i < kWords) {
      state.words[i] = static_cast<uint32_t>(word);
    } else if (word > kWords) {
      return thread.raiseValueError("invalid state");
    } else {
      state.next = static_cast<int>(word);
    }
  }
  *stateOf(args[0]) = state;
  return newRef(kNone);
}

constexpr MethodDef kMethods[] = {
    {.name = "random", .signature = "($self, /)", .function = randomRandom},
    {.name = "seed", .signature = "($self, n=None, /)", .function = randomSeed},
    {.name = "getstate", .signature = "($self, /)", .function = randomGetState},
    {.name = "setstate", .signature = "($self, state, /)", .function = randomSetState},
    {.name = "getrandbits", .signature = "($self, k, /)", .function = randomGetRandBits},
};

constexpr Slots kSlots = [] {
  Slots slots;
  slots.create = randomCreate;
  slots.initialize = randomInitialize;
  return slots;
}();

const TypeSpec kRandomType = {.id = TypeId::kRandom,
                              .name = "_random.Random",
                              .basicSize = sizeof(Random),
                              .flags = kTypeIsBaseType,
                              .slots = &kSlots,
                              .methods = kMethods,
                              .doc = "Random numbers of a generator with its own state."};

Status populate(Thread& thread, Module* module) {
  TRY(moduleAddType(thread, module, kRandomType));
  return kOk;
}

}  // namespace

extern const ModuleSpec kRandomModule;
const ModuleSpec kRandomModule = {.name = "_random", .populate = populate, .doc = "The Mersenne Twister."};

}  // namespace taipan
