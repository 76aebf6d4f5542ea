// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <levy/rule/assess.hpp>

namespace levy {

/// A value as a person reads it: `1,000,000`, `7.5%`, `yes`, `2024-06-30`. Exact while it is a
/// finite decimal, else the fraction with its first digits.
[[nodiscard]] std::string shown_value(const feel::value& v, const feel::type& as);

/// How a run came about, for people: each output with its formula, the values it stands on, their
/// articles and first days, the readings taken, and why a zero is zero. What was reckoned first
/// stands deepest.
[[nodiscard]] std::string explain(const rule::assessment& made);

}  // namespace levy
