// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <levy/rule/assess.hpp>

namespace levy {

/// A value as a person reads it: `1,000,000`, `7.5%`, `yes`, `2024-06-30`. Exact while it is a
/// finite decimal, else the fraction with its first digits.
[[nodiscard]] std::string shown_value(const feel::value& v, const feel::type& as);

/// What a run is over; of one day of a longer period also which one, and how to ask for the whole:
/// `2024-08-15, one day of the quarter 2024-Q3 (--period 2024-Q3 is the whole)`.
[[nodiscard]] std::string shown_period(const rule::assessment& made);

/// A source with the day it was read: `Decree 117/2025, read 2026-11-23`.
[[nodiscard]] std::string shown_source(const rule::source& is);

/// How a run came about, for people: each output with its formula, the values it stands on, their
/// articles and first days, the readings taken, and why a zero is zero. What was reckoned first
/// stands deepest.
[[nodiscard]] std::string explain(const rule::assessment& made);

/// The steps of that alone: outputs with all that they read, and the lines of `applies`.
[[nodiscard]] std::string derivation(const rule::assessment& made);

}  // namespace levy
