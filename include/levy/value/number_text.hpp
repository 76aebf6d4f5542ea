// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <levy/value/number.hpp>

namespace levy {

/// Reads `25_000_000`, `-7.5`, `7.5%` (0.075), `11/12`, `6800000/19`. Underscores stand between
/// digits only. Nothing for anything else: no exponents, no commas, no signs other than one minus.
[[nodiscard]] std::optional<number> read_number(std::string_view text);

/// Exactly: a finite decimal in full, else `n/d`. `read_number` gives the value back.
[[nodiscard]] std::string to_text(const number& n);

/// For people: rounded half even to `digits` significant digits (at most 34 in FEEL's `string()`).
[[nodiscard]] std::string shown(const number& n, int digits = 34);

}  // namespace levy
