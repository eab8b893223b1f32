// TypeId: the number by which native code names a built-in type; thread.type(TypeId::kList).
#pragma once

#include <cstdint>

namespace taipan {

enum class TypeId : uint16_t {
#define TYPE(name) k##name,
#include "objects/type_ids.def"
#undef TYPE
#define EXCEPTION(name, base, layout) k##name,
#include "objects/exception_ids.def"
#undef EXCEPTION
  kCount,
  kNoTypeId = kCount
};

}  // namespace taipan
