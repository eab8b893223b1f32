// math's functions that add or multiply many numbers.
#include <cmath>
#include <vector>

#include "modules/math_functions.h"
#include "modules/math_module.h"
#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

// Shewchuk's exact sum: partials that do not overlap, in increasing magnitude.
class ExactSum {
 public:
  // False: an intermediate sum overflowed.
  bool add(double x) {
    double whole = x;
    size_t kept = 0;
    for (size_t i = 0; i < partials_.size(); ++i) {
      double y = partials_[i];
      if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
      double high = x + y, low = y - (high - x);
      if (low != 0) partials_[kept++] = low;
      x = high;
    }
    partials_.resize(kept);
    if (x == 0) return true;
    if (!std::isfinite(x)) {
      if (std::isfinite(whole)) return false;
      special_ += whole;
      if (std::isinf(whole)) infinities_ += whole;
      sawSpecial_ = true;
      partials_.clear();
      return true;
    }
    partials_.push_back(x);
    return true;
  }

  Result<double> result(Thread& thread) const {
    if (sawSpecial_) {
      if (std::isnan(infinities_)) return thread.raiseValueError("-inf + inf in fsum");
      return special_;
    }
    if (partials_.empty()) return 0.0;
    size_t n = partials_.size() - 1;
    double high = partials_[n], low = 0.0;
    while (n > 0) {
      double x = high, y = partials_[--n];
      high = x + y;
      low = y - (high - x);
      if (low != 0) break;
    }
    // Half-way, and what follows goes on in the same direction: the tie was none.
    if (n > 0 && ((low < 0 && partials_[n - 1] < 0) || (low > 0 && partials_[n - 1] > 0))) {
      double y = low * 2.0, x = high + y;
      if (y == x - high) high = x;
    }
    return high;
  }

 private:
  std::vector<double> partials_;
  double special_ = 0.0, infinities_ = 0.0;
  bool sawSpecial_ = false;
};

// The length of the vector, scaled against overflow.  Sums in long double: 11 bits more than the result keeps.
double vectorLength(const std::vector<double>& parts) {
  double largest = 0.0;
  bool sawNan = false;
  for (double part : parts) {
    if (std::isnan(part)) sawNan = true;
    if (std::fabs(part) > largest) largest = std::fabs(part);
  }
  if (std::isinf(largest)) return largest;
  if (sawNan) return NAN;
  if (largest == 0) return 0.0;
  if (parts.size() == 1) return largest;
  long double sum = 0.0L;
  for (double part : parts) sum += static_cast<long double>(part) * part;
  return static_cast<double>(std::sqrt(sum));
}

}  // namespace

Ref<> mathFsum(Thread& thread, const Value* args) {
  ExactSum sum;
  Iteration iteration;
  TRY(iteration.start(thread, args[1]));
  while (Ref<> item = iteration.next(thread)) {
    double x = TRY(asDouble(thread, item));
    if (!sum.add(x)) return thread.raise(TypeId::kOverflowError, "intermediate overflow in fsum");
  }
  if (thread.hasException()) return Raised{};
  double result = TRY(sum.result(thread));
  return newFloat(thread, result);
}

Ref<> mathProd(Thread& thread, const Value* args) {
  Ref<> product = args[2] ? newRef(args[2]) : newInt(thread, 1);
  Iteration iteration;
  TRY(iteration.start(thread, args[1]));
  while (Ref<> item = iteration.next(thread)) {
    product = TRY(binaryOperation(thread, BinaryOp::kMultiply, product, item));
  }
  if (thread.hasException()) return Raised{};
  return product;
}

Ref<> mathHypot(Thread& thread, const Value* args) {
  Tuple* coordinates = args[1].as<Tuple>();
  std::vector<double> parts;
  for (size_t i = 0; i < coordinates->size; ++i) {
    double part = TRY(asDouble(thread, coordinates->items[i]));
    parts.push_back(part);
  }
  return newFloat(thread, vectorLength(parts));
}

Ref<> mathDist(Thread& thread, const Value* args) {
  Ref<Tuple> p = isTuple(args[1]) ? newRef(args[1].as<Tuple>()) : tupleFromIterable(thread, args[1]);
  if (!p) return Raised{};
  Ref<Tuple> q = isTuple(args[2]) ? newRef(args[2].as<Tuple>()) : tupleFromIterable(thread, args[2]);
  if (!q) return Raised{};
  if (p->size != q->size) {
    return thread.raiseValueError("both points must have the same number of dimensions");
  }
  std::vector<double> parts;
  for (size_t i = 0; i < p->size; ++i) {
    double a = TRY(asDouble(thread, p->items[i]));
    double b = TRY(asDouble(thread, q->items[i]));
    parts.push_back(a - b);
  }
  return newFloat(thread, vectorLength(parts));
}

}  // namespace taipan
