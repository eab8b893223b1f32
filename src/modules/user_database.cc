// pwd, grp and spwd: the system's databases of users, groups and passwords.
//
// The C library's enumerating functions keep one position for the process; they are used without giving up the
// interpreter's lock, and the single look-ups through their re-entrant forms.
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <shadow.h>

#include <string>
#include <vector>

#include "modules/blocking.h"
#include "modules/module_helpers.h"
#include "modules/struct_sequence.h"
#include "objects/abstract.h"
#include "objects/list.h"

namespace taipan {
namespace {

const char* const kPasswdFields[] = {"pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell"};
const StructSequenceSpec kPasswd = {TypeId::kStructPasswd, "pwd.struct_passwd", kPasswdFields, 7, 7};
const char* const kGroupFields[] = {"gr_name", "gr_passwd", "gr_gid", "gr_mem"};
const StructSequenceSpec kGroup = {TypeId::kStructGroup, "grp.struct_group", kGroupFields, 4, 4};
const char* const kShadowFields[] = {"sp_namp", "sp_pwdp", "sp_lstchg", "sp_min", "sp_max", "sp_warn",
                                     "sp_inact", "sp_expire", "sp_flag", "sp_nam", "sp_pwd"};
const StructSequenceSpec kShadow = {TypeId::kStructSpwd, "spwd.struct_spwd", kShadowFields, 9, 11};

Ref<> textOrNone(Thread& thread, const char* text) { return text ? strFromNative(thread, text) : newRef(kNone); }
// An id of -1 stays -1, others are unsigned.
Ref<> idValue(Thread& thread, uint32_t id) { return newInt(thread, id == UINT32_MAX ? -1 : static_cast<int64_t>(id)); }

Ref<> passwdEntry(Thread& thread, const passwd& p) {
  Ref<> name = TRY(textOrNone(thread, p.pw_name)), word = TRY(textOrNone(thread, p.pw_passwd));
  Ref<> uid = TRY(idValue(thread, p.pw_uid)), gid = TRY(idValue(thread, p.pw_gid));
  Ref<> gecos = TRY(textOrNone(thread, p.pw_gecos)), dir = TRY(textOrNone(thread, p.pw_dir));
  Ref<> shell = TRY(textOrNone(thread, p.pw_shell));
  Value items[] = {name, word, uid, gid, gecos, dir, shell};
  return newStructSequence(thread, kPasswd, items);
}
Ref<> groupEntry(Thread& thread, const group& g) {
  Ref<> name = TRY(textOrNone(thread, g.gr_name)), word = TRY(textOrNone(thread, g.gr_passwd));
  Ref<> gid = TRY(idValue(thread, g.gr_gid));
  Ref<List> members = TRY(newList(thread));
  for (char** member = g.gr_mem; member && *member; member++) {
    Ref<Str> text = TRY(strFromNative(thread, *member));
    TRY(listAppend(thread, members, text));
  }
  Value items[] = {name, word, gid, members};
  return newStructSequence(thread, kGroup, items);
}
Ref<> shadowEntry(Thread& thread, const spwd& s) {
  Ref<> name = TRY(textOrNone(thread, s.sp_namp)), word = TRY(textOrNone(thread, s.sp_pwdp));
  Ref<> flag = TRY(newInt(thread, static_cast<int64_t>(s.sp_flag)));
  Value items[] = {name, word, Value::smallInt(s.sp_lstchg), Value::smallInt(s.sp_min), Value::smallInt(s.sp_max),
                   Value::smallInt(s.sp_warn), Value::smallInt(s.sp_inact), Value::smallInt(s.sp_expire), flag, name, word};
  return newStructSequence(thread, kShadow, items);
}

// Calls one of the re-entrant look-ups with a growing buffer.  *found is null if there is no such entry.
template <class Entry, class Lookup>
Status lookUp(Thread& thread, std::vector<char>& buffer, Entry* entry, Entry** found, Lookup lookup) {
  buffer.resize(1024);
  while (true) {
    int error;
    {
      BlockingCall unlocked(thread);
      *found = nullptr;
      error = lookup(entry, buffer.data(), buffer.size(), found);
    }
    if (error != ERANGE || *found) return kOk;
    if (buffer.size() > (size_t{1} << 28)) return thread.raiseMemoryError();
    buffer.resize(buffer.size() * 2);
  }
}
// `argument`: " 'name'" where the name belongs to the message.
Result<std::string> nameArgument(Thread& thread, Value value, const char* function, const char* argument = "") {
  if (!isStr(value)) {
    Ref<Str> type = value.isNone() ? newStr(thread, "None") : formatStr(thread, "{!T}", value);
    if (!type) return Raised{};
    return thread.raiseTypeError("{}() argument{} must be str, not {}", function, argument, type);
  }
  Str* text = value.as<Str>();
  if (strFindChar(text, 0, 0, text->length()) >= 0) return thread.raiseValueError("embedded null byte");
  return pathToNative(thread, value);
}

enum class IdRange { kFits, kBelow, kAbove };
// A user or group id: -1 is allowed and means "unchanged" elsewhere.
Result<IdRange> idArgument(Thread& thread, Value value, const char* kind, uint32_t* id) {
  if (!isInt(value) && !typeOf(thread, value)->slots.unary[static_cast<int>(UnaryOp::kIndex)]) {
    return thread.raiseTypeError("{} should be integer, not {!T}", kind, value);
  }
  Ref<> number = TRY(index(thread, value));
  int64_t wide;
  if (!intFitsInt64(number, &wide)) return intSign(number) < 0 ? IdRange::kBelow : IdRange::kAbove;
  if (wide < -1 || wide > UINT32_MAX) return IdRange::kBelow;
  *id = static_cast<uint32_t>(wide);
  return IdRange::kFits;
}

Raised notFound(Thread& thread, Ref<Str> message) {
  return message ? thread.raiseKeyError(message.value()) : Raised{};
}

// --- pwd
Ref<> getPwUid(Thread& thread, const Value* args) {
  uint32_t uid = 0;
  IdRange range = TRY(idArgument(thread, args[1], "uid", &uid));
  if (range != IdRange::kFits) return notFound(thread, newStr(thread, "getpwuid(): uid not found"));
  std::vector<char> buffer;
  passwd entry, *found;
  TRY(lookUp(thread, buffer, &entry, &found, [uid](auto... rest) { return getpwuid_r(uid, rest...); }));
  if (found) return passwdEntry(thread, *found);
  return notFound(thread, formatStr(thread, "getpwuid(): uid not found: {}", uid == UINT32_MAX ? int64_t{-1} : int64_t{uid}));
}
Ref<> getPwNam(Thread& thread, const Value* args) {
  std::string name = TRY(nameArgument(thread, args[1], "getpwnam"));
  std::vector<char> buffer;
  passwd entry, *found;
  TRY(lookUp(thread, buffer, &entry, &found, [&name](auto... rest) { return getpwnam_r(name.c_str(), rest...); }));
  if (found) return passwdEntry(thread, *found);
  return notFound(thread, formatStr(thread, "getpwnam(): name not found: {!r}", args[1]));
}
Ref<> getPwAll(Thread& thread, const Value*) {
  Ref<List> all = TRY(newList(thread));
  setpwent();
  while (passwd* p = getpwent()) {
    Ref<> entry = passwdEntry(thread, *p);
    if (!entry || !listAppend(thread, all, entry)) break;
  }
  endpwent();
  if (thread.hasException()) return Raised{};
  return all;
}

// --- grp
Ref<> getGrGid(Thread& thread, const Value* args) {
  uint32_t gid = 0;
  IdRange range = TRY(idArgument(thread, args[1], "gid", &gid));
  if (range != IdRange::kFits) {
    return thread.raise(TypeId::kOverflowError, range == IdRange::kBelow ? "gid is less than minimum" : "gid is greater than maximum");
  }
  std::vector<char> buffer;
  group entry, *found;
  TRY(lookUp(thread, buffer, &entry, &found, [gid](auto... rest) { return getgrgid_r(gid, rest...); }));
  if (found) return groupEntry(thread, *found);
  return notFound(thread, formatStr(thread, "getgrgid(): gid not found: {}", gid == UINT32_MAX ? int64_t{-1} : int64_t{gid}));
}
Ref<> getGrNam(Thread& thread, const Value* args) {
  std::string name = TRY(nameArgument(thread, args[1], "getgrnam", " 'name'"));
  std::vector<char> buffer;
  group entry, *found;
  TRY(lookUp(thread, buffer, &entry, &found, [&name](auto... rest) { return getgrnam_r(name.c_str(), rest...); }));
  if (found) return groupEntry(thread, *found);
  return notFound(thread, formatStr(thread, "getgrnam(): name not found: {!r}", args[1]));
}
Ref<> getGrAll(Thread& thread, const Value*) {
  Ref<List> all = TRY(newList(thread));
  setgrent();
  while (group* g = getgrent()) {
    Ref<> entry = groupEntry(thread, *g);
    if (!entry || !listAppend(thread, all, entry)) break;
  }
  endgrent();
  if (thread.hasException()) return Raised{};
  return all;
}

// --- spwd
Ref<> getSpNam(Thread& thread, const Value* args) {
  std::string name = TRY(nameArgument(thread, args[1], "getspnam"));
  std::vector<char> buffer;
  spwd entry, *found;
  errno = 0;
  TRY(lookUp(thread, buffer, &entry, &found, [&name](auto... rest) { return getspnam_r(name.c_str(), rest...); }));
  if (found) return shadowEntry(thread, *found);
  if (errno == EACCES || errno == EPERM) return thread.raiseErrno(errno);
  return notFound(thread, newStr(thread, "getspnam(): name not found"));
}
Ref<> getSpAll(Thread& thread, const Value*) {
  Ref<List> all = TRY(newList(thread));
  setspent();
  while (spwd* s = getspent()) {
    Ref<> entry = shadowEntry(thread, *s);
    if (!entry || !listAppend(thread, all, entry)) break;
  }
  endspent();
  if (thread.hasException()) return Raised{};
  return all;
}

constexpr MethodDef kPwdFunctions[] = {
    {.name = "getpwuid", .signature = "($module, uidobj, /)", .function = getPwUid},
    {.name = "getpwnam", .signature = "($module, name, /)", .function = getPwNam},
    {.name = "getpwall", .signature = "($module, /)", .function = getPwAll}};
constexpr MethodDef kGrpFunctions[] = {
    {.name = "getgrgid", .signature = "($module, /, id)", .function = getGrGid},
    {.name = "getgrnam", .signature = "($module, /, name)", .function = getGrNam},
    {.name = "getgrall", .signature = "($module, /)", .function = getGrAll}};
constexpr MethodDef kSpwdFunctions[] = {
    {.name = "getspnam", .signature = "($module, arg, /)", .function = getSpNam},
    {.name = "getspall", .signature = "($module, /)", .function = getSpAll}};

Status populatePwd(Thread& thread, Module* module) { return addStructSequence(thread, module, kPasswd); }
Status populateGrp(Thread& thread, Module* module) { return addStructSequence(thread, module, kGroup); }
Status populateSpwd(Thread& thread, Module* module) {
  TRY(warn(thread, TypeId::kDeprecationWarning, 7, "'spwd' is deprecated and slated for removal in Python 3.13"));
  return addStructSequence(thread, module, kShadow);
}

}  // namespace

extern const ModuleSpec kPwdModule, kGrpModule, kSpwdModule;
constexpr ModuleSpec kPwdModule = {.name = "pwd", .functions = kPwdFunctions, .populate = populatePwd,
                                   .doc = "The database of users."};
constexpr ModuleSpec kGrpModule = {.name = "grp", .functions = kGrpFunctions, .populate = populateGrp,
                                   .doc = "The database of groups."};
constexpr ModuleSpec kSpwdModule = {.name = "spwd", .functions = kSpwdFunctions, .populate = populateSpwd,
                                    .doc = "The database of shadow passwords."};

}  // namespace taipan
