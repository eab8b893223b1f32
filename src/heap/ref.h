// Ref<T> owns one reference; Ref<> owns a Value, Ref<T> a T*.  Move-only.  The empty Ref is how a
// fallible function says that an exception is set on the Thread (or, where its comment says so, that
// there is nothing).  Parameters are borrowed `Value`/`T*`; results are owned `Ref`.
//
//   Ref<> item = TRY(getItem(thread, list, key));     // propagates the exception
//   return item;
//
// Result<T> is the same for plain data, Status for nothing at all; `Raised` converts to any of them.
#pragma once

#include <type_traits>
#include <utility>

#include "heap/object.h"

namespace taipan {

// "The exception is set on the thread": what a failing function returns.
struct Raised {};

namespace detail {
template <class T>
struct RefTraits {
  using Borrowed = T*;
  static T* fromValue(Value v) { return reinterpret_cast<T*>(v.object()); }  // T may be incomplete
};
template <>
struct RefTraits<Value> {
  using Borrowed = Value;
  static Value fromValue(Value v) { return v; }
};
}  // namespace detail

template <class T = Value>
class [[nodiscard]] [[clang::trivial_abi]] Ref {
 public:
  using Borrowed = typename detail::RefTraits<T>::Borrowed;

  constexpr Ref() = default;
  constexpr Ref(Raised) {}
  constexpr Ref(std::nullptr_t) {}
  Ref(Ref&& other) noexcept : value_(std::exchange(other.value_, Value())) {}
  // A Ref<Derived> is a Ref<Base>, and any Ref is a Ref<>.
  template <class U>
    requires(std::is_same_v<T, Value> || (!std::is_same_v<U, Value> && std::is_base_of_v<T, U>))
  Ref(Ref<U>&& other) noexcept : value_(other.releaseValue()) {}
  Ref& operator=(Ref&& other) noexcept {
    Value old = std::exchange(value_, std::exchange(other.value_, Value()));
    decrefOrEmpty(old);
    return *this;
  }
  Ref(const Ref&) = delete;
  Ref& operator=(const Ref&) = delete;
  ~Ref() { decrefOrEmpty(value_); }

  // A new reference to what the caller borrows.
  static Ref copy(Borrowed borrowed) {
    Ref ref;
    ref.value_ = Value(borrowed);
    increfOrEmpty(ref.value_);
    return ref;
  }
  // Takes over a reference the caller owns.
  static Ref adopt(Borrowed owned) {
    Ref ref;
    ref.value_ = Value(owned);
    return ref;
  }

  explicit operator bool() const { return !value_.isEmpty(); }
  Borrowed get() const { return detail::RefTraits<T>::fromValue(value_); }
  operator Borrowed() const { return get(); }
  template <class U = T>
    requires(!std::is_same_v<U, Value>)
  operator Value() const {
    return value_;
  }
  template <class U = T>
    requires(!std::is_same_v<U, Value>)
  U* operator->() const {
    return get();
  }
  Value value() const { return value_; }
  // Gives the reference up to the caller.
  [[nodiscard]] Borrowed release() {
    Borrowed borrowed = get();
    value_ = Value();
    return borrowed;
  }
  [[nodiscard]] Value releaseValue() { return std::exchange(value_, Value()); }
  Ref clone() const { return copy(get()); }
  // Unchecked change of static type.  The caller knows the type.
  template <class U>
  Ref<U> cast() && {
    return Ref<U>::adopt(detail::RefTraits<U>::fromValue(releaseValue()));
  }

 private:
  Value value_;
};

inline Ref<> newRef(Value value) { return Ref<>::copy(value); }
template <class T>
  requires std::is_base_of_v<Object, T>
Ref<T> newRef(T* object) {
  return Ref<T>::copy(object);
}

// Success, or an exception on the thread.
class [[nodiscard]] Status {
 public:
  constexpr Status(Raised) : ok_(false) {}
  static constexpr Status ok() { return Status(true); }
  constexpr explicit operator bool() const { return ok_; }

 private:
  constexpr explicit Status(bool ok) : ok_(ok) {}
  bool ok_;
};
constexpr Status kOk = Status::ok();

// A plain value, or an exception on the thread.
template <class T>
class [[nodiscard]] Result {
 public:
  constexpr Result(T value) : value_(std::move(value)), ok_(true) {}
  constexpr Result(Raised) : ok_(false) {}
  constexpr explicit operator bool() const { return ok_; }
  constexpr T& operator*() { return value_; }
  constexpr const T& operator*() const { return value_; }

 private:
  T value_{};
  bool ok_;
};

namespace detail {
template <class T>
Ref<T> unwrap(Ref<T>&& ref) { return std::move(ref); }
template <class T>
T unwrap(Result<T>&& result) { return std::move(*result); }
inline void unwrap(Status&&) {}
}  // namespace detail

// The one control-flow macro: the value of a fallible expression, or return to the caller with the
// exception still set.
#define TRY(expression) TAIPAN_TRY_NAMED(TAIPAN_JOIN(tryResult, __COUNTER__), expression)
#define TAIPAN_JOIN_(a, b) a##b
#define TAIPAN_JOIN(a, b) TAIPAN_JOIN_(a, b)
// A name of its own for each use, so that uses nest without shadowing.
#define TAIPAN_TRY_NAMED(result, expression)     \
  ({                                             \
    auto result = (expression);                  \
    if (!result) [[unlikely]]                    \
      return ::taipan::Raised{};                 \
    ::taipan::detail::unwrap(std::move(result)); \
  })

}  // namespace taipan
