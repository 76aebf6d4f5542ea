// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include <levy/value/period.hpp>

namespace levy {

namespace {

constexpr std::array<std::pair<period_kind, std::string_view>, 10> kind_names{{
    {period_kind::payment, "payment"},
    {period_kind::occurrence, "occurrence"},
    {period_kind::interval, "interval"},
    {period_kind::month, "month"},
    {period_kind::bimester, "bimester"},
    {period_kind::quarter, "quarter"},
    {period_kind::half_year, "half_year"},
    {period_kind::calendar_year, "calendar_year"},
    {period_kind::fiscal_year, "fiscal_year"},
    {period_kind::accounting_year, "accounting_year"},
}};

std::optional<period> months_from(int year, int month, int months) {
    const auto start = day::from(year, month, 1);
    if (!start) return std::nullopt;
    return period{*start, plus_months(*start, months) - 1};
}

std::optional<int> small_number(std::string_view text) {
    int value = 0;
    if (text.empty()) return std::nullopt;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<period> part_of_year(int year, std::string_view part) {
    const auto count =
        small_number(part.substr(part.size() == 2 && (part[0] == 'Q' || part[0] == 'H') ? 1 : 0));
    if (part.size() != 2 || !count) return std::nullopt;
    if (part[0] == 'Q')
        return *count >= 1 && *count <= 4 ? months_from(year, *count * 3 - 2, 3) : std::nullopt;
    if (part[0] == 'H')
        return *count >= 1 && *count <= 2 ? months_from(year, *count * 6 - 5, 6) : std::nullopt;
    return months_from(year, *count, 1);
}

int months_in(period_kind kind) {
    switch (kind) {
        case period_kind::month:
            return 1;
        case period_kind::bimester:
            return 2;
        case period_kind::quarter:
            return 3;
        case period_kind::half_year:
            return 6;
        case period_kind::calendar_year:
            return 12;
        default:
            return 0;
    }
}

}  // namespace

std::optional<period> read_period(std::string_view text) {
    if (const auto dots = text.find(".."); dots != std::string_view::npos) {
        const auto start = read_day(text.substr(0, dots));
        const auto end = read_day(text.substr(dots + 2));
        if (!start || !end || *end < *start) return std::nullopt;
        return period{*start, *end};
    }
    if (const auto one = read_day(text)) return period{*one, *one};
    if (text.size() < 4) return std::nullopt;
    const auto year = small_number(text.substr(0, 4));
    if (!year || *year < 1) return std::nullopt;
    if (text.size() == 4) return months_from(*year, 1, 12);
    if (text[4] != '-') return std::nullopt;
    return part_of_year(*year, text.substr(5));
}

std::string to_text(const period& p) {
    if (p.start == p.end) return to_text(p.start);
    const auto year = to_text(p.start).substr(0, 4);
    if (whole(period_kind::calendar_year, p.start) == p) return year;
    if (whole(period_kind::half_year, p.start) == p)
        return year + "-H" + std::to_string((p.start.month() + 5) / 6);
    if (whole(period_kind::quarter, p.start) == p)
        return year + "-Q" + std::to_string((p.start.month() + 2) / 3);
    if (whole(period_kind::month, p.start) == p) return to_text(p.start).substr(0, 7);
    return to_text(p.start) + ".." + to_text(p.end);
}

std::optional<period_kind> read_period_kind(std::string_view word) {
    for (const auto& [kind, name] : kind_names)
        if (name == word) return kind;
    return std::nullopt;
}

std::string_view name_of(period_kind kind) {
    for (const auto& [known, name] : kind_names)
        if (known == kind) return name;
    return {};
}

std::optional<period> whole(period_kind kind, day d) {
    const int months = months_in(kind);
    if (months == 0) return std::nullopt;
    return months_from(d.year(), (d.month() - 1) / months * months + 1, months);
}

bool fits(period_kind kind, const period& p) {
    if (kind == period_kind::fiscal_year || kind == period_kind::accounting_year)
        return p.end < plus_months(p.start, 12);
    const auto unit = whole(kind, p.start);
    return !unit || unit->holds(p);
}

}  // namespace levy
