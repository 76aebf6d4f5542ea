// SPDX-License-Identifier: Apache-2.0
// The one file that speaks date:: (its header costs a second to include).
#include <array>

#include <date/date.h>

#include <levy/value/contract.hpp>
#include <levy/value/day.hpp>

namespace levy {

namespace {

date::year_month_day civil(day d) {
    return date::year_month_day{date::sys_days{date::days{d.count()}}};
}

day from_civil(const date::year_month_day& ymd) {
    return day::at(static_cast<std::int32_t>(date::sys_days{ymd}.time_since_epoch().count()));
}

constexpr std::array<std::string_view, 7> weekday_names{
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

std::optional<weekday> read_weekday(std::string_view word) {
    for (std::size_t i = 0; i < weekday_names.size(); ++i)
        if (weekday_names[i] == word) return static_cast<weekday>(i);
    return std::nullopt;
}

std::string_view name_of(weekday d) { return weekday_names.at(static_cast<std::size_t>(d)); }

std::optional<day> day::from(int year, int month, int day_of_month) {
    constexpr int last_year = 9999;
    if (year < 1 || year > last_year || month < 1 || month > 12 || day_of_month < 1)
        return std::nullopt;
    const date::year_month_day ymd{date::year{year}, date::month{static_cast<unsigned>(month)},
                                   date::day{static_cast<unsigned>(day_of_month)}};
    if (!ymd.ok()) return std::nullopt;
    return from_civil(ymd);
}

int day::year() const { return static_cast<int>(civil(*this).year()); }
int day::month() const { return static_cast<int>(static_cast<unsigned>(civil(*this).month())); }
int day::day_of_month() const {
    return static_cast<int>(static_cast<unsigned>(civil(*this).day()));
}
int day::day_of_year() const { return *this - *from(year(), 1, 1) + 1; }
weekday day::weekday() const {
    // 1970-01-01 was a Thursday.
    const int since_monday = (count_ % 7 + 7 + 3) % 7;
    return static_cast<levy::weekday>(since_monday);
}

std::optional<day> read_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto in_month = digits(text.substr(8, 2));
    if (!year || !month || !in_month) return std::nullopt;
    return day::from(*year, *month, *in_month);
}

std::string to_text(day d) {
    const auto padded = [](int n, std::size_t width) {
        auto text = std::to_string(n);
        return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
    };
    return padded(d.year(), 4) + "-" + padded(d.month(), 2) + "-" + padded(d.day_of_month(), 2);
}

day plus_months(day d, int months) {
    const auto from = civil(d);
    const auto target = from.year() / from.month() + date::months{months};
    const auto last = target / date::last;
    return from_civil(from.day() > last.day() ? date::year_month_day{last} : target / from.day());
}

day last_of_month(int year, int month) {
    const auto first = day::from(year, month, 1);
    LEVY_EXPECTS(first.has_value());
    return plus_months(*first, 1) - 1;
}

int months_between(day a, day b) {
    if (b < a) return -months_between(b, a);
    const int months = (b.year() - a.year()) * 12 + b.month() - a.month();
    return b.day_of_month() < a.day_of_month() ? months - 1 : months;
}

}  // namespace levy
