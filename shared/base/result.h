// Result<T>: a value, or the Error that prevented it. Nothing in this project throws.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <type_traits>
#include <utility>

namespace satchel {

enum class ErrorCode { invalid, not_found, conflict, unauthorized, unavailable, corrupt };

/// Why the machine could not do its work. `message` is for the operator, never for the customer.
struct Error {
  ErrorCode code;
  std::string message;
};

/// A value or an Error; ignoring it is a compiler warning, and warnings are errors here.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

/// Returns the failure `code` with a message, ready to be returned from any Result function.
inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}

/// Moves the value out of a successful `result`; nothing for Result<void>.
template <class T, class E>
T take(tl::expected<T, E>&& result) {
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

/// Evaluates to the value of `expression`, or returns its error from the calling function.
#define SATCHEL_TRY(expression)                                          \
  __extension__({                                                        \
    auto try_result = (expression);                                      \
    if (!try_result)                                                     \
      return tl::unexpected<std::decay_t<decltype(try_result.error())>>( \
          std::move(try_result).error());                                \
    ::satchel::take(std::move(try_result));                              \
  })

}  // namespace satchel
