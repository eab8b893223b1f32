// _uuid: time-based identifiers of RFC 4122 (version 1).
#include <ifaddrs.h>
#include <netpacket/packet.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "modules/module_helpers.h"
#include "objects/bytes.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

constexpr uint64_t kGregorianToUnix = 0x01B21DD213814000;  // 100 ns from 1582-10-15 to 1970-01-01

// The hardware address of the first interface that has one; else random with the multicast bit, as the RFC asks.
void fillNode(uint8_t* node) {
  bool found = false;
  ifaddrs* interfaces = nullptr;
  if (getifaddrs(&interfaces) == 0) {
    for (ifaddrs* i = interfaces; i && !found; i = i->ifa_next) {
      if (!i->ifa_addr || i->ifa_addr->sa_family != AF_PACKET) continue;
      auto* link = reinterpret_cast<sockaddr_ll*>(i->ifa_addr);
      static constexpr uint8_t kZero[6] = {};
      if (link->sll_halen != 6 || memcmp(link->sll_addr, kZero, 6) == 0) continue;
      memcpy(node, link->sll_addr, 6);
      found = true;
    }
    freeifaddrs(interfaces);
  }
  if (found) return;
  if (getrandom(node, 6, 0) != 6) memset(node, 0, 6);
  node[0] |= 1;
}

// The second result says whether a clock service made the identifier unique between processes: -1, it did not.
Ref<> generateTimeSafe(Thread& thread, const Value*) {
  timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  uint16_t sequence = 0;
  if (getrandom(&sequence, sizeof sequence, 0) != sizeof sequence) sequence = static_cast<uint16_t>(now.tv_nsec);
  uint64_t ticks = static_cast<uint64_t>(now.tv_sec) * 10000000 + static_cast<uint64_t>(now.tv_nsec) / 100 + kGregorianToUnix;
  uint8_t id[16];
  for (int i = 0; i < 4; i++) id[i] = static_cast<uint8_t>(ticks >> (24 - 8 * i));
  id[4] = static_cast<uint8_t>(ticks >> 40);
  id[5] = static_cast<uint8_t>(ticks >> 32);
  id[6] = static_cast<uint8_t>(0x10 | (ticks >> 56 & 0x0F));
  id[7] = static_cast<uint8_t>(ticks >> 48);
  id[8] = static_cast<uint8_t>(0x80 | (sequence >> 8 & 0x3F));
  id[9] = static_cast<uint8_t>(sequence);
  fillNode(id + 10);
  Ref<Bytes> bytes = TRY(newBytes(thread, {reinterpret_cast<char*>(id), sizeof id}));
  return makeTuple(thread, bytes.value(), Value::smallInt(-1));
}

constexpr MethodDef kFunctions[] = {
    {.name = "generate_time_safe", .signature = "($module, /)", .function = generateTimeSafe}};
Status populate(Thread& thread, Module* module) {
  return moduleAddInt(thread, module, "has_uuid_generate_time_safe", 1);
}

}  // namespace

extern const ModuleSpec kUuidModule;
constexpr ModuleSpec kUuidModule = {.name = "_uuid", .functions = kFunctions, .populate = populate};

}  // namespace taipan
