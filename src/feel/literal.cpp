// SPDX-License-Identifier: Apache-2.0
#include <array>

#include <levy/feel/literal.hpp>
#include <levy/value/number_text.hpp>

namespace levy::feel {

namespace {

/// Digits at the front of `text`, taken off it.
std::optional<std::int64_t> take_count(std::string_view& text) {
    std::size_t digits = 0;
    std::int64_t count = 0;
    constexpr std::size_t most_digits = 12;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9' &&
           digits < most_digits)
        count = count * 10 + (text[digits++] - '0');
    if (digits == 0) return std::nullopt;
    text.remove_prefix(digits);
    return count;
}

/// Nothing for a number of more digits than levy holds.
template <class Read>
std::optional<number> unless_too_precise(Read read) {
    try {
        return read();
    } catch (const number_too_precise&) {
        return std::nullopt;
    }
}

std::optional<number> held_number(std::string_view text) {
    return unless_too_precise([&] { return read_number(text); });
}

struct parts {
    std::int64_t months = 0, days = 0, seconds = 0;
    bool has_months = false, has_days = false;
};

/// Years, months, days, hours, minutes, seconds: each at most once and in this order. `past` is the
/// place behind the part before.
bool take_part(std::string_view& text, bool in_time, std::size_t& past, parts& out) {
    struct part {
        char letter;
        bool of_time;
        std::int64_t parts::*in;
        std::int64_t size;
    };
    static constexpr std::array<part, 6> known{{{'Y', false, &parts::months, 12},
                                                {'M', false, &parts::months, 1},
                                                {'D', false, &parts::days, 1},
                                                {'H', true, &parts::seconds, 3600},
                                                {'M', true, &parts::seconds, 60},
                                                {'S', true, &parts::seconds, 1}}};
    const auto count = take_count(text);
    if (!count || text.empty()) return false;
    const char letter = text.front();
    text.remove_prefix(1);
    while (past < known.size() && (known[past].letter != letter || known[past].of_time != in_time))
        ++past;
    if (past == known.size()) return false;
    const auto& found = known[past++];
    out.*found.in += *count * found.size;
    (found.in == &parts::months ? out.has_months : out.has_days) = true;
    return true;
}

}  // namespace

std::optional<value> read_duration(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    if (!text.starts_with('P')) return std::nullopt;
    text.remove_prefix(1);
    if (text.empty()) return std::nullopt;
    parts read;
    std::size_t past = 0;
    bool in_time = false;
    while (!text.empty()) {
        if (text.front() == 'T' && !in_time) {
            in_time = true;
            text.remove_prefix(1);
            if (text.empty()) return std::nullopt;
        }
        if (!take_part(text, in_time, past, read)) return std::nullopt;
    }
    constexpr std::int64_t day_seconds = 86400;
    if ((read.has_months && read.has_days) || read.seconds % day_seconds != 0) return std::nullopt;
    const std::int64_t sign = negative ? -1 : 1;
    if (read.has_months) return value{months_duration{sign * read.months}};
    return value{days_duration{sign * (read.days + read.seconds / day_seconds)}};
}

std::optional<value> plain_date(std::int64_t year, std::int64_t month, std::int64_t day_of_month) {
    constexpr std::int64_t last_year = 9999;
    constexpr std::int64_t farthest = 999'999'999;
    if (year < -farthest || year > farthest || month < 1 || month > 12 || day_of_month < 1 ||
        day_of_month > 31)
        return std::nullopt;
    const far_day far{year, static_cast<int>(month), static_cast<int>(day_of_month)};
    const bool near = year >= 1 && year <= last_year;
    // The calendar repeats every 400 years.
    const auto like = near ? year : 2000 + (year % 400);
    const auto d = day::from(static_cast<int>(like), far.month, far.day_of_month);
    if (!d) return std::nullopt;
    return near ? value{*d} : value{far};
}

std::optional<value> read_plain_date(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto year_digits = text.find('-');
    constexpr std::size_t rest = 6;  // -12-31
    if (year_digits == std::string_view::npos || year_digits < 4 || year_digits > 9 ||
        (year_digits > 4 && text.front() == '0') || text.size() != year_digits + rest)
        return std::nullopt;
    const auto year = take_count(text);
    if (!year || !text.starts_with('-')) return std::nullopt;
    text.remove_prefix(1);
    const auto month = take_count(text);
    if (!month || text.size() != 3 || text.front() != '-') return std::nullopt;
    text.remove_prefix(1);
    const auto in_month = take_count(text);
    if (!in_month || !text.empty()) return std::nullopt;
    return plain_date(negative ? -*year : *year, *month, *in_month);
}

std::optional<number> read_feel_number(std::string_view text) {
    const auto mark = text.find_first_of("eE");
    std::string digits{text.substr(0, mark)};
    const std::size_t sign = digits.starts_with('-') ? 1 : 0;
    if (digits.find('.') == sign) digits.insert(sign, 1, '0');
    auto base = held_number(digits);
    if (!base || mark == std::string_view::npos) return base;
    auto exponent_text = text.substr(mark + 1);
    const bool negative = exponent_text.starts_with('-');
    if (negative || exponent_text.starts_with('+')) exponent_text.remove_prefix(1);
    const auto exponent = take_count(exponent_text);
    constexpr std::int64_t most = 1000;
    if (!exponent || !exponent_text.empty() || *exponent > most) return std::nullopt;
    const auto size = static_cast<int>(*exponent);
    return unless_too_precise(
        [&] { return std::optional{*base * power(number{10}, negative ? -size : size)}; });
}

std::optional<value> read_at_literal(std::string_view text, std::string& why_not) {
    if (const auto d = read_day(text)) return value{*d};
    if (auto duration = read_duration(text)) return duration;
    if (text.size() > 4 && text[3] == ' ') {
        const auto unit = currency::read(text.substr(0, 3));
        const auto units = held_number(text.substr(4));
        if (unit && units) return value{amount{*units, *unit}};
    }
    if (auto plain = held_number(text)) return value{*std::move(plain)};
    if (text.find('T') != std::string_view::npos || text.find(':') != std::string_view::npos)
        why_not = "time of day is not part of levy's FEEL; law runs on days";
    else
        why_not =
            "write a date @\"2025-01-01\", a duration @\"P90D\" or @\"P9M\", an amount @\"GBP "
            "25000000\" or a "
            "share @\"5%\"";
    return std::nullopt;
}

}  // namespace levy::feel
