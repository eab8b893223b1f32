// Argument vectors and environments for the exec and spawn families.
#pragma once

#include <string>
#include <vector>

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

// The items of an iterable as native strings.  May run Python code; fails for what is no path-like object.
Result<std::vector<std::string>> textVector(Thread& thread, Value sequence);
// "NAME=value" for each item of a mapping; ValueError for a name with "=".  May run Python code.
Result<std::vector<std::string>> environmentEntries(Thread& thread, Value mapping);
// Pointers into `texts`, which must outlive them, and a null.
std::vector<char*> pointers(std::vector<std::string>& texts);

}  // namespace taipan
