// From a character to its name.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace taipan {

// The names are stored for look-up by name (base/unicode_names.h); the way back goes through an index, which is made
// when the first name is asked for.
class CharacterNames {
 public:
  // Empty if the character has no name.
  std::string find(uint32_t c);

 private:
  void buildIndex();
  std::string nameAt(uint32_t ordinal) const;

  std::vector<std::pair<uint32_t, uint32_t>> index_;  // (code point, number of the name), sorted
};

}  // namespace taipan
