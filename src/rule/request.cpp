// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/rule/forms.hpp>
#include <levy/rule/request.hpp>
#include <levy/rule/written.hpp>

#include "asked.hpp"

namespace levy::rule {

namespace {

/// A caller's text as a document of its own, so that messages can point into it.
std::optional<node> document_of(const std::string& name, const std::string& text,
                                diagnostics& sink) {
    auto source = std::make_shared<const source_text>("given " + name, text);
    if (text.empty()) {
        sink.refuse(code::literal, {source, 0, 0}, "'" + name + "' is given without a value");
        return std::nullopt;
    }
    return read_yaml(source, sink);
}

std::optional<day> day_from(const std::string& what, const std::string& text, diagnostics& sink) {
    if (text.empty()) return std::nullopt;
    const auto d = read_day(text);
    if (!d)
        sink.refuse(code::literal, {}, "'" + text + "' is no day",
                    what + " is a day such as 2024-06-30");
    return d;
}

const input* input_named(const instrument& by, std::string_view name) {
    for (const auto& i : by.inputs)
        if (i.name == name) return &i;
    return nullptr;
}

void refuse_input(const instrument& by, const std::string& name, const span& where,
                  diagnostics& sink) {
    sink.refuse(code::input, where, "the rule '" + by.id + "' has no input '" + name + "'",
                instead_of(name, by));
}

/// What stands under `key`, if `into` is still empty.
void take(const node& file, std::string_view key, std::string& into, diagnostics& sink) {
    const auto* found = file.find(key);
    if (!found || !into.empty()) return;
    if (!found->is_text() || found->text.empty())
        return sink.refuse(code::shape, found->where, "'" + std::string{key} + "' is a text here");
    into = found->text;
}

}  // namespace

std::map<std::string, feel::value> read_given(const instrument& by, const node& given,
                                              const std::string& currency, diagnostics& sink) {
    std::map<std::string, feel::value> values;
    if (!given.is_map()) {
        sink.refuse(code::shape, given.where, "a map {input: value} is expected here");
        return values;
    }
    for (const auto& [name, where, written] : given.entries) {
        const auto* i = input_named(by, name);
        if (!i) {
            refuse_input(by, name, where, sink);
            continue;
        }
        if (auto value = read_value(written, i->as, currency, sink))
            values.emplace(name, *std::move(value));
    }
    return values;
}

void read_stated(const node& file, request& asked, diagnostics& sink) {
    if (!has_form(file, forms::given_file, sink)) return;
    const bool dated = !asked.date.empty() || !asked.period.empty();
    if (!dated) {
        take(file, "date", asked.date, sink);
        take(file, "period", asked.period, sink);
    }
    take(file, "currency", asked.currency, sink);
    take(file, "known", asked.known, sink);
    take(file, "in_force", asked.in_force, sink);
    const auto* readings = file.find("readings");
    if (!readings) return;
    for (const auto& entry : readings->entries) {
        std::string chosen;
        take(*readings, entry.key, chosen, sink);
        asked.readings.emplace(entry.key, chosen);
    }
}

outcome<facts> facts_from(const instrument& by, const request& asked) {
    diagnostics sink;
    facts about;
    about.currency = asked.currency;
    about.readings = asked.readings;
    about.allow_recalled = asked.allow_recalled;
    about.known = day_from("the day known", asked.known, sink);
    about.in_force = day_from("the day in force", asked.in_force, sink);
    const auto& stated = asked.period.empty() ? asked.date : asked.period;
    const auto over = read_period(stated);
    if (asked.date.empty() == asked.period.empty())
        sink.refuse(code::period, {}, "say either a date or a period",
                    "date 2024-06-30, or period 2024-Q3");
    else if (!over)
        sink.refuse(code::period, {}, "'" + stated + "' is no period",
                    "write 2024, 2024-Q3, 2024-07, 2024-06-30 or 2024-01-01..2024-03-31");
    if (over) about.over = *over;
    const auto currency = by.currency == "any" ? asked.currency : by.currency;
    for (const auto& [name, text] : asked.given) {
        const auto* i = input_named(by, name);
        if (!i) {
            refuse_input(by, name, {}, sink);
            continue;
        }
        const auto document = document_of(name, text, sink);
        if (!document) continue;
        if (auto value = read_value(*document, i->as, currency, sink))
            about.given.emplace(name, *std::move(value));
    }
    if (!sink.ok()) return sink;
    return about;
}

}  // namespace levy::rule
