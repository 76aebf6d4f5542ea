// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <optional>
#include <string_view>

#include <levy/value/contract.hpp>
#include <levy/value/number.hpp>

namespace levy {

/// Three letters of ISO 4217. Structural, so that a type may carry one: `money<"VND">`.
struct currency {
    char code[3] = {'X', 'X',
                    'X'};  // public because a template argument must be; XXX is ISO's "no currency"

    constexpr currency() = default;
    // A literal that is no code does not compile.
    consteval currency(const char (&letters)[4]) {  // NOLINT(google-explicit-constructor)
        for (int i = 0; i < 3; ++i) {
            if (letters[i] < 'A' || letters[i] > 'Z') throw "a currency is three capital letters";
            code[i] = letters[i];
        }
    }

    /// Only what ISO 4217 lists today.
    [[nodiscard]] static std::optional<currency> read(std::string_view letters);
    [[nodiscard]] constexpr std::string_view letters() const noexcept { return {code, 3}; }

    friend constexpr bool operator==(const currency&, const currency&) = default;
    friend constexpr std::strong_ordering operator<=>(const currency& a, const currency& b) {
        return a.letters().compare(b.letters()) <=> 0;
    }
};

/// Decimal places of the minor unit: 0 for VND, 2 for EUR, 3 for KWD. Source: ISO 4217 list one.
[[nodiscard]] int minor_digits(currency of);
/// One minor unit: 1 for VND, 0.01 for EUR.
[[nodiscard]] number minor_unit(currency of);

}  // namespace levy
