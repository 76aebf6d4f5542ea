// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <levy/feel/value.hpp>

namespace levy::feel {

/// `P90D` (days), `P9M`, `P1Y2M`, `-P1M` (months). Hours and less only where they make whole days.
/// Nothing for anything else: a duration of months and days at once has no fixed length.
[[nodiscard]] std::optional<value> read_duration(std::string_view text);

/// A date as the standard has it, of any year from -999,999,999 to 999,999,999: a `day`, or a
/// `far_day` where law's calendar has no such year. Nothing for a day that no calendar has.
[[nodiscard]] std::optional<value> read_plain_date(std::string_view text);
[[nodiscard]] std::optional<value> plain_date(std::int64_t year, std::int64_t month,
                                              std::int64_t day_of_month);

/// What stands inside `@"…"`: a date, a duration, `GBP 25_000_000`, `5%` or a number. Nothing, with
/// the reason in `why_not`, for anything else.
[[nodiscard]] std::optional<value> read_at_literal(std::string_view text, std::string& why_not);

/// A number as FEEL writes it, exponents included: `1.2e3`, `.5`, `25_000`; a minus may stand
/// before it.
[[nodiscard]] std::optional<number> read_feel_number(std::string_view text);

}  // namespace levy::feel
