// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <levy/value/day.hpp>

namespace levy {

/// First day to last day, both inside.
struct period {
    day start;
    day end;

    [[nodiscard]] constexpr day next() const { return end + 1; }
    [[nodiscard]] constexpr int days() const { return end - start + 1; }
    /// Whole months from the first day.
    [[nodiscard]] int months() const { return months_between(start, next()); }
    [[nodiscard]] constexpr bool holds(day d) const { return start <= d && d <= end; }
    [[nodiscard]] constexpr bool holds(const period& p) const {
        return start <= p.start && p.end <= end;
    }

    friend constexpr bool operator==(const period&, const period&) = default;
};

/// `2024`, `2024-H1`, `2024-Q3`, `2024-07`, `2024-06-30`, `2024-01-01..2024-06-30`.
[[nodiscard]] std::optional<period> read_period(std::string_view text);
/// The shortest of those forms.
[[nodiscard]] std::string to_text(const period& p);

/// What a tax is assessed per.
enum class period_kind {
    payment,
    occurrence,
    interval,
    month,
    bimester,
    quarter,
    half_year,
    calendar_year,
    fiscal_year,
    accounting_year
};
[[nodiscard]] std::optional<period_kind> read_period_kind(std::string_view word);  // `half_year`
[[nodiscard]] std::string_view name_of(period_kind kind);

/// The whole month, bimester, quarter, half-year or calendar year that holds `d`; nothing for kinds
/// that the calendar does not fix.
[[nodiscard]] std::optional<period> whole(period_kind kind, day d);

/// Whether `p` lies inside one whole unit of `kind`; a fiscal or accounting year is at most twelve
/// months.
[[nodiscard]] bool fits(period_kind kind, const period& p);

}  // namespace levy
