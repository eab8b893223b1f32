// The method table of `str` (str_methods.cc, str_case.cc), for its TypeSpec, and the pieces those files share.
#pragma once

#include "heap/ref.h"
#include "objects/native.h"
#include "objects/str.h"

namespace taipan {

constexpr size_t kStrMethodCount = 50;
extern const MethodDef kStrMethods[kStrMethodCount];

// str_case.cc: args[0] is the text.
Ref<> strUpper(Thread& thread, const Value* args);
Ref<> strLower(Thread& thread, const Value* args);
Ref<> strTitle(Thread& thread, const Value* args);
Ref<> strCapitalize(Thread& thread, const Value* args);
Ref<> strSwapcase(Thread& thread, const Value* args);
Ref<> strCasefold(Thread& thread, const Value* args);
Ref<> strIsalpha(Thread& thread, const Value* args);
Ref<> strIsalnum(Thread& thread, const Value* args);
Ref<> strIsdecimal(Thread& thread, const Value* args);
Ref<> strIsdigit(Thread& thread, const Value* args);
Ref<> strIsnumeric(Thread& thread, const Value* args);
Ref<> strIsspace(Thread& thread, const Value* args);
Ref<> strIsprintable(Thread& thread, const Value* args);
Ref<> strIsascii(Thread& thread, const Value* args);
Ref<> strIslower(Thread& thread, const Value* args);
Ref<> strIsupper(Thread& thread, const Value* args);
Ref<> strIstitle(Thread& thread, const Value* args);
Ref<> strIsidentifier(Thread& thread, const Value* args);
// PEP 3131: could `text` be a name?
bool isIdentifier(const Str* text);

// str_split.cc
Ref<> strSplit(Thread& thread, const Value* args);
Ref<> strRsplit(Thread& thread, const Value* args);
Ref<> strSplitlines(Thread& thread, const Value* args);
Ref<> strPartition(Thread& thread, const Value* args);
Ref<> strRpartition(Thread& thread, const Value* args);

}  // namespace taipan
