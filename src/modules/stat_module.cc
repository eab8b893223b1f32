// _stat: the constants and tests of file modes.
#include <sys/stat.h>

#include "modules/module_helpers.h"
#include "objects/abstract.h"

namespace taipan {
namespace {

Result<uint32_t> modeArgument(Thread& thread, Value value) {
  if (!isInt(value)) return thread.raiseTypeError("an integer is required");
  if (intSign(value) < 0) {
    return thread.raise(TypeId::kOverflowError, "can't convert negative value to unsigned int");
  }
  BigInt big = toBigInt(value);
  int64_t wide;
  if (!intFitsInt64(value, &wide)) {
    if (big.bitLength() <= 64) return thread.raise(TypeId::kOverflowError, "mode out of range");
    return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C unsigned long");
  }
  if (wide > UINT32_MAX) return thread.raise(TypeId::kOverflowError, "mode out of range");
  return static_cast<uint32_t>(wide);
}

template <uint32_t type>
Ref<> isType(Thread& thread, const Value* args) {
  uint32_t mode = TRY(modeArgument(thread, args[1]));
  return newRef(Value::boolean((mode & S_IFMT) == type));
}
// Doors, event ports and whiteouts do not exist on this system.
Ref<> isNever(Thread& thread, const Value* args) {
  TRY(modeArgument(thread, args[1]));
  return newRef(kFalse);
}
Ref<> permissions(Thread& thread, const Value* args) { return newInt(thread, TRY(modeArgument(thread, args[1])) & 07777); }
Ref<> fileType(Thread& thread, const Value* args) { return newInt(thread, TRY(modeArgument(thread, args[1])) & S_IFMT); }

char typeLetter(uint32_t mode) {
  switch (mode & S_IFMT) {
    case S_IFREG: return '-';
    case S_IFDIR: return 'd';
    case S_IFLNK: return 'l';
    case S_IFBLK: return 'b';
    case S_IFCHR: return 'c';
    case S_IFIFO: return 'p';
    case S_IFSOCK: return 's';
    default: return '?';
  }
}
// "drwxr-xr-x"; s, S, t and T mark the set-id and sticky bits with and without the execute bit.
Ref<> fileMode(Thread& thread, const Value* args) {
  uint32_t mode = TRY(modeArgument(thread, args[1]));
  char text[] = "?---------";
  text[0] = typeLetter(mode);
  constexpr char kLetters[] = "rwxrwxrwx";
  for (int i = 0; i < 9; i++) {
    if (mode >> (8 - i) & 1) text[1 + i] = kLetters[i];
  }
  if (mode & S_ISUID) text[3] = mode & S_IXUSR ? 's' : 'S';
  if (mode & S_ISGID) text[6] = mode & S_IXGRP ? 's' : 'S';
  if (mode & S_ISVTX) text[9] = mode & S_IXOTH ? 't' : 'T';
  return newStr(thread, text);
}

struct Constant {
  const char* name;
  int64_t value;
};
constexpr Constant kConstants[] = {
    {"S_IFDIR", S_IFDIR}, {"S_IFCHR", S_IFCHR}, {"S_IFBLK", S_IFBLK}, {"S_IFREG", S_IFREG}, {"S_IFIFO", S_IFIFO},
    {"S_IFLNK", S_IFLNK}, {"S_IFSOCK", S_IFSOCK}, {"S_IFDOOR", 0}, {"S_IFPORT", 0}, {"S_IFWHT", 0},
    {"S_ISUID", S_ISUID}, {"S_ISGID", S_ISGID}, {"S_ISVTX", S_ISVTX}, {"S_ENFMT", S_ISGID},
    {"S_IREAD", S_IRUSR}, {"S_IWRITE", S_IWUSR}, {"S_IEXEC", S_IXUSR},
    {"S_IRWXU", S_IRWXU}, {"S_IRUSR", S_IRUSR}, {"S_IWUSR", S_IWUSR}, {"S_IXUSR", S_IXUSR},
    {"S_IRWXG", S_IRWXG}, {"S_IRGRP", S_IRGRP}, {"S_IWGRP", S_IWGRP}, {"S_IXGRP", S_IXGRP},
    {"S_IRWXO", S_IRWXO}, {"S_IROTH", S_IROTH}, {"S_IWOTH", S_IWOTH}, {"S_IXOTH", S_IXOTH},
    {"UF_NODUMP", 0x1}, {"UF_IMMUTABLE", 0x2}, {"UF_APPEND", 0x4}, {"UF_OPAQUE", 0x8}, {"UF_NOUNLINK", 0x10},
    {"UF_COMPRESSED", 0x20}, {"UF_HIDDEN", 0x8000}, {"SF_ARCHIVED", 0x10000}, {"SF_IMMUTABLE", 0x20000},
    {"SF_APPEND", 0x40000}, {"SF_NOUNLINK", 0x100000}, {"SF_SNAPSHOT", 0x200000},
    {"ST_MODE", 0}, {"ST_INO", 1}, {"ST_DEV", 2}, {"ST_NLINK", 3}, {"ST_UID", 4}, {"ST_GID", 5}, {"ST_SIZE", 6},
    {"ST_ATIME", 7}, {"ST_MTIME", 8}, {"ST_CTIME", 9}};

Status populate(Thread& thread, Module* module) {
  for (const Constant& constant : kConstants) TRY(moduleAddInt(thread, module, constant.name, constant.value));
  return kOk;
}

#define TEST(text, fn) {.name = text, .signature = "($module, mode, /)", .function = fn}
constexpr MethodDef kFunctions[] = {
    TEST("S_ISDIR", isType<S_IFDIR>), TEST("S_ISCHR", isType<S_IFCHR>), TEST("S_ISBLK", isType<S_IFBLK>),
    TEST("S_ISREG", isType<S_IFREG>), TEST("S_ISFIFO", isType<S_IFIFO>), TEST("S_ISLNK", isType<S_IFLNK>),
    TEST("S_ISSOCK", isType<S_IFSOCK>), TEST("S_ISDOOR", isNever), TEST("S_ISPORT", isNever),
    TEST("S_ISWHT", isNever), TEST("S_IMODE", permissions), TEST("S_IFMT", fileType), TEST("filemode", fileMode)};
#undef TEST

}  // namespace

extern const ModuleSpec kStatModule;
constexpr ModuleSpec kStatModule = {.name = "_stat", .functions = kFunctions, .populate = populate,
                                    .doc = "Constants and functions for os.stat() results."};

}  // namespace taipan
