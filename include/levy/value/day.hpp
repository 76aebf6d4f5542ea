// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace levy {

enum class weekday { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
[[nodiscard]] std::optional<weekday> read_weekday(std::string_view word);  // `saturday`
[[nodiscard]] std::string_view name_of(weekday d);

/// A day of the proleptic Gregorian calendar, years 1 to 9999: a count of days since 1970-01-01.
class day {
public:
    constexpr day() = default;
    [[nodiscard]] static constexpr day at(std::int32_t days_since_1970) {
        day d;
        d.count_ = days_since_1970;
        return d;
    }
    /// Nothing for a day that the calendar does not have.
    [[nodiscard]] static std::optional<day> from(int year, int month, int day_of_month);

    [[nodiscard]] constexpr std::int32_t count() const noexcept { return count_; }
    [[nodiscard]] int year() const;
    [[nodiscard]] int month() const;         // 1 to 12
    [[nodiscard]] int day_of_month() const;  // 1 to 31
    [[nodiscard]] int day_of_year() const;   // 1 to 366
    [[nodiscard]] levy::weekday weekday() const;

    friend constexpr day operator+(day d, std::int32_t days) { return at(d.count_ + days); }
    friend constexpr day operator-(day d, std::int32_t days) { return at(d.count_ - days); }
    friend constexpr std::int32_t operator-(day a, day b) { return a.count_ - b.count_; }
    friend constexpr auto operator<=>(day, day) = default;

private:
    std::int32_t count_ = 0;
};

/// A day that has no `from`: before every day of the law.
inline constexpr day first_day = day::at(-719162);  // 0001-01-01
inline constexpr day last_day = day::at(2932896);   // 9999-12-31

/// `2024-06-30` and nothing else.
[[nodiscard]] std::optional<day> read_day(std::string_view text);
[[nodiscard]] std::string to_text(day d);

/// The same day of another month, or that month's last day where it has none (as FEEL does).
[[nodiscard]] day plus_months(day d, int months);
[[nodiscard]] day last_of_month(int year, int month);
/// Whole months from `a` to `b`; negative where `b` is earlier (FEEL's years and months duration).
[[nodiscard]] int months_between(day a, day b);

}  // namespace levy
