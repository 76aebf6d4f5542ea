// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace levy {

/// levy itself is wrong: a promise between its own parts was broken. Never the author's or the
/// caller's fault.
class contract_violation : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

namespace detail {
[[noreturn]] inline void broken_contract(const char* kind, const char* condition, const char* file,
                                         int line) {
    throw contract_violation{std::string{kind} + " failed: " + condition + " at " + file + ":" +
                             std::to_string(line)};
}
}  // namespace detail

}  // namespace levy

// Checked in every build: a wrong digit costs more than a comparison.
#define LEVY_EXPECTS(condition) \
    ((condition)                \
         ? void()               \
         : ::levy::detail::broken_contract("precondition", #condition, __FILE__, __LINE__))
#define LEVY_ENSURES(condition) \
    ((condition)                \
         ? void()               \
         : ::levy::detail::broken_contract("postcondition", #condition, __FILE__, __LINE__))
