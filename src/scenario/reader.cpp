// SPDX-License-Identifier: Apache-2.0
#include "reader.hpp"

#include <algorithm>

#include <levy/value/number_text.hpp>

namespace levy::scenario {

void reader::report(code id, span where, std::string message, std::string help) {
    sink_.refuse(id, std::move(where), std::move(message), std::move(help));
}

std::string reader::text(const node& map, std::string_view key) {
    const auto* found = map.find(key);
    return found ? found->text : std::string{};
}

span reader::place_of(const node& map, std::string_view key) {
    const auto* found = map.find(key);
    return found ? found->where : map.where;
}

const std::vector<node>& reader::list(const node& map, std::string_view key) {
    static const std::vector<node> none;
    const auto* found = map.find(key);
    if (!found) return none;
    if (!found->is_list())
        report(code::shape, found->where, "`" + std::string{key} + "` is a list");
    return found->items;
}

std::map<std::string, std::string> reader::texts(const node& map, std::string_view key) {
    std::map<std::string, std::string> all;
    const auto* found = map.find(key);
    if (!found) return all;
    for (const auto& entry : found->entries) {
        if (!entry.value.is_text())
            report(code::shape, entry.value.where, "'" + entry.key + "' is one word or number");
        all[entry.key] = entry.value.text;
    }
    return all;
}

std::optional<number> reader::number_of(const node& is, const std::string& key) {
    const bool percent = is.is_text() && is.text.ends_with("%");
    const auto n = is.is_text()
                       ? read_number(percent ? is.text.substr(0, is.text.size() - 1) : is.text)
                       : std::nullopt;
    if (!n) report(code::literal, is.where, "'" + key + "' is a number");
    return n && percent ? std::optional{*n / 100} : n;
}

std::optional<number> reader::number_at(const node& map, std::string_view key) {
    const auto* found = map.find(key);
    if (found) return number_of(*found, std::string{key});
    report(code::literal, map.where, "'" + std::string{key} + "' is a number");
    return std::nullopt;
}

std::optional<day> reader::day_at(const node& map, std::string_view key) {
    const auto* found = map.find(key);
    if (!found) return std::nullopt;
    const auto on = read_day(found->text);
    if (!on)
        report(code::literal, found->where, "'" + std::string{key} + "' is a day",
               "write it as 2026-11-24");
    return on;
}

period reader::period_of(const node& map, std::string_view key) {
    const auto* found = map.find(key);
    const auto over = found ? read_period(found->text) : std::nullopt;
    if (!over)
        report(code::period, found ? found->where : map.where,
               "'" + text(map, key) + "' is no period",
               "write 2020, 2020-Q3, 2020-07 or 2016-01-01..2023-06-30");
    return over.value_or(period{});
}

bool reader::truth(const node& map, std::string_view key) {
    const auto is = text(map, key);
    if (!is.empty() && (map.find(key)->quoted || (is != "true" && is != "false")))
        report(code::literal, map.find(key)->where, "'" + std::string{key} + "' is true or false");
    return is == "true";
}

void reader::read(const node& document) {
    if (!keys(document, forms::scenario_file)) return;
    made_.name = text(document, "scenario");
    made_.title = text(document, "title");
    made_.question = text(document, "question");
    made_.jurisdiction = text(document, "jurisdiction");
    made_.name_at = place_of(document, "scenario");
    made_.jurisdiction_at = place_of(document, "jurisdiction");
    frame(document);
    numbers(document);
    time(document);
    made_.readings = texts(document, "readings");
    if (const auto* at = document.find("readings"))
        made_.readings_at = rule::places_of_readings(*at);
    for (const auto& item : list(document, "remarks")) made_.remarks.push_back(item.text);
    made_.verified_only = truth(document, "verified_only");
    platforms(document);
    for (const auto& row : list(document, "paid")) one_payment(row);
    for (const auto& one : list(document, "compare")) one_alternative(one);
    for (const auto& one : list(document, "beside")) one_apart(one);
    for (const auto& one : list(document, "parts")) one_part(one);
    if (const auto* expect = document.find("expect")) expectations(*expect);
}

void reader::frame(const node& document) {
    const auto in = currency::read(text(document, "currency"));
    if (!in)
        report(code::currency, document.find("currency")->where,
               "'" + text(document, "currency") + "' is no currency of ISO 4217");
    made_.in = in.value_or(currency{});
    made_.shown_word = text(document, "shown_in");
    if (made_.shown_word == "billion")
        made_.shown_in = number{1'000'000'000};
    else if (made_.shown_word == "million")
        made_.shown_in = number{1'000'000};
    else if (!made_.shown_word.empty())
        report(code::literal, document.find("shown_in")->where, "`shown_in` is million or billion");
    if (const auto* style = document.find("numbers")) {
        if (style->text != "1,234.5" && style->text != "1.234,5")
            report(code::literal, style->where, "`numbers` shows how they are written",
                   "\"1,234.5\" or \"1.234,5\"");
        made_.decimal_comma = style->text == "1.234,5";
    }
    const auto& exchange = *document.find("exchange");
    if (keys(exchange, forms::exchange)) made_.rate_series = text(exchange, "series");
    made_.series_at = place_of(exchange, "series");
}

void reader::time(const node& document) {
    made_.over = period_of(document, "period");
    constexpr int most_years = 50;
    if (made_.over.end.year() - made_.over.start.year() >= most_years)
        report(code::period, document.find("period")->where,
               "a scenario spans at most fifty years");
    if (document.find("cut")) {
        const auto cut = read_period_kind(text(document, "cut"));
        if (!cut || !whole(*cut, made_.over.start))
            report(code::literal, document.find("cut")->where,
                   "`cut` is month, quarter, half_year or calendar_year");
        made_.cut = cut.value_or(period_kind::quarter);
    }
    made_.assessed_on = day_at(document, "assessed_on");
    if (const auto* forecast = document.find("forecast"))
        if (keys(*forecast, forms::forecast)) {
            const auto after = number_at(*forecast, "after");
            if (after && after->fits_int64())
                made_.last_known = static_cast<int>(after->to_int64());
            else if (after)
                report(code::range, forecast->where, "`after` is a year");
        }
}

void reader::numbers(const node& document) {
    constexpr std::int64_t most_draws = 1'000'000;
    if (document.find("draws")) {
        const auto n = number_at(document, "draws");
        if (n && (!n->fits_int64() || *n < 100 || *n > most_draws))
            report(code::range, document.find("draws")->where,
                   "draws are a whole number from 100 to 1,000,000");
        else if (n)
            made_.draws = static_cast<std::size_t>(n->to_int64());
    }
    if (const auto seed = number_at(document, "seed")) {
        if (seed->fits_int64())
            made_.seed = static_cast<std::uint64_t>(seed->to_int64());
        else
            report(code::range, document.find("seed")->where, "a seed is a whole number");
    }
}

std::optional<scenario> read_scenario(const node& document, const source_handle& text,
                                      diagnostics& sink) {
    const auto before = sink.errors();
    scenario made;
    made.text = text;
    reader{made, sink}.read(document);
    if (sink.errors() != before) return std::nullopt;
    return made;
}

}  // namespace levy::scenario
