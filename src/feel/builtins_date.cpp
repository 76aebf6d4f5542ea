// SPDX-License-Identifier: Apache-2.0
#include <array>

#include <levy/feel/literal.hpp>

#include "builtins.hpp"

namespace levy::feel {

namespace {

using kind = type::kind;
using values = std::vector<value>;

day day_at(const values& a, std::size_t i, const call_site& at) {
    const auto& given = single(a[i], at);
    if (const auto* d = given.get_if<day>()) return *d;
    if (const auto* text = given.get_if<std::string>(); text && at.plain)
        if (const auto d = read_day(*text)) return *d;
    if (given.is<far_day>()) at.fail(code::range, "this day is outside the calendar");
    at.fail(a[i].is_null() ? code::null : code::type,
            "a date is expected here, not " + to_text(a[i]));
}

bool is_a(const type& t, kind k) { return t.is == kind::unknown || (t.is == k && !t.optional); }

typed date_type(const std::vector<type>& arguments) {
    if (arguments.size() == 1) {
        if (!is_a(arguments[0], kind::text) && !is_a(arguments[0], kind::date))
            return wants(0, arguments[0], "a text such as \"2024-06-30\"");
        return gives(type::of_kind(kind::date));
    }
    for (std::size_t i = 0; i < arguments.size(); ++i)
        if (!is_plain_number(arguments[i])) return wants(i, arguments[i], "a plain number");
    if (arguments.size() != 3) return wants(0, arguments[0], "a text, or year, month and day");
    return gives(type::of_kind(kind::date));
}

value make_date(const values& a, const call_site& at) {
    if (a.size() == 1) {
        const auto& from = single(a[0], at);
        if (from.is<day>() || from.is<far_day>()) return from;
        const auto* text = from.get_if<std::string>();
        auto d = text ? read_plain_date(*text) : std::nullopt;
        if (!d || (!at.plain && d->is<far_day>()))
            at.fail(code::literal, to_text(from) + " is no date");
        return *std::move(d);
    }
    if (a.size() != 3) at.fail(code::arguments, "date takes a text, or year, month and day");
    const auto part = [&](std::size_t i) {
        const auto* n = single(a[i], at).get_if<number>();
        if (!n || !n->fits_int64())
            at.fail(code::type, "a whole number is expected here, not " + to_text(a[i]));
        return n->to_int64();
    };
    auto d = plain_date(part(0), part(1), part(2));
    if (!d || (!at.plain && d->is<far_day>()))
        at.fail(code::literal, "the calendar has no such day");
    return *std::move(d);
}

typed duration_type(const std::vector<type>& arguments) {
    if (!is_a(arguments[0], kind::text)) return wants(0, arguments[0], "a text such as \"P90D\"");
    // Which of the two kinds it is stands in the text; a formula that needs to know writes @"P90D".
    if (arguments[0].one_of.size() != 1) return gives(type{});
    const auto read = read_duration(arguments[0].one_of.front());
    if (!read) return wants(0, arguments[0], "a duration such as \"P90D\" or \"P9M\"");
    return gives(type::of_kind(read->is<months_duration>() ? kind::months : kind::days));
}

value make_duration(const values& a, const call_site& at) {
    const auto& from = single(a[0], at);
    if (from.is<days_duration>() || from.is<months_duration>()) return from;
    const auto* text = from.get_if<std::string>();
    auto read = text ? read_duration(*text) : std::nullopt;
    if (!read) at.fail(code::literal, to_text(from) + " is no duration of months or of whole days");
    return *std::move(read);
}

typed between_type(const std::vector<type>& arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i)
        if (!is_a(arguments[i], kind::date)) return wants(i, arguments[i], "a date");
    return gives(type::of_kind(kind::months));
}

template <kind Result>
typed of_date(const std::vector<type>& arguments) {
    if (!is_a(arguments[0], kind::date)) return wants(0, arguments[0], "a date");
    return gives(Result == kind::number ? type::number_of() : type::of_kind(Result));
}

value weekday_name(const values& a, const call_site& at) {
    std::string word{name_of(day_at(a, 0, at).weekday())};
    word.front() = static_cast<char>(word.front() - 'a' + 'A');
    return word;
}

value month_name(const values& a, const call_site& at) {
    static constexpr std::array<std::string_view, 12> names{
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    return std::string{names.at(static_cast<std::size_t>(day_at(a, 0, at).month() - 1))};
}

/// ISO 8601: the week of the Thursday.
value week_number(const values& a, const call_site& at) {
    const auto d = day_at(a, 0, at);
    const auto thursday = d + (3 - static_cast<int>(d.weekday()));
    return number{(thursday.day_of_year() - 1) / 7 + 1};
}

}  // namespace

std::vector<builtin> date_builtins() {
    return {
        {"date", {"year", "month", "day"}, 1, false, true, date_type, make_date, {{"from"}}},
        {"duration", {"from"}, 1, false, false, duration_type, make_duration},
        {"years and months duration",
         {"from", "to"},
         2,
         false,
         false,
         between_type,
         [](const values& a, const call_site& at) {
             return value{months_duration{months_between(day_at(a, 0, at), day_at(a, 1, at))}};
         }},
        {"day of year",
         {"date"},
         1,
         false,
         false,
         of_date<kind::number>,
         [](const values& a, const call_site& at) {
             return value{number{day_at(a, 0, at).day_of_year()}};
         }},
        {"day of week", {"date"}, 1, false, false, of_date<kind::text>, weekday_name},
        {"month of year", {"date"}, 1, false, false, of_date<kind::text>, month_name},
        {"week of year", {"date"}, 1, false, false, of_date<kind::number>, week_number},
    };
}

}  // namespace levy::feel
