// Names: the strings that native code asks for, interned once for each interpreter.
#pragma once

namespace taipan {

struct Str;

struct Names {
#define NAME(text) Str* text;
#define DUNDER(text) Str* dunder_##text;
#include "objects/names.def"
#undef NAME
#undef DUNDER
  Str* empty;          // ""
  Str* lambda;         // "<lambda>"
  Str* genexpr;        // "<genexpr>"
  Str* utf8;           // "utf-8"
  Str* dot;            // "."
  Str* underscore;     // "_"
  Str* throw_;         // "throw"
};

}  // namespace taipan
