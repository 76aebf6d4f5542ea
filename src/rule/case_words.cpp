// SPDX-License-Identifier: Apache-2.0
#include "case_words.hpp"

#include <levy/value/currency.hpp>
#include <levy/value/number_text.hpp>

namespace levy::rule {

namespace {

/// `'2024-13-01' is no day`, or that a list or a map is none.
void refuse(const node& written, code id, const std::string& wanted, const std::string& help,
            diagnostics& sink) {
    const auto what = written.is_text() ? "'" + written.text + "'" : std::string{"this"};
    sink.refuse(id, written.where, what + " is no " + wanted, help);
}

}  // namespace

void refuse_day(const node& written, diagnostics& sink) {
    refuse(written, code::literal, "day", "write year, month and day, such as 2024-06-30", sink);
}

const node* case_words::find(std::string_view key) const {
    for (const auto* layer : layers_)
        if (const auto* found = layer ? layer->find(key) : nullptr) return found;
    return nullptr;
}

std::vector<const node*> case_words::all(std::string_view key) const {
    std::vector<const node*> found;
    for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer)
        if (const auto* n = *layer ? (*layer)->find(key) : nullptr) found.push_back(n);
    return found;
}

const node* case_words::when() const {
    const auto* when = find("date");
    // A date of the case stands against a period that all cases share, and the other way round.
    for (const auto* layer : all("period")) when = layer;
    for (const auto* layer : all("date"))
        if (!find("period") || layer->where.begin > find("period")->where.begin) when = layer;
    return when;
}

std::optional<day> case_words::day_at(std::string_view key, diagnostics& sink) const {
    const auto* found = find(key);
    if (!found || found->text == "null") return std::nullopt;
    const auto d = read_day(found->text);
    if (!d) refuse_day(*found, sink);
    return d;
}

facts case_words::stated(diagnostics& sink) const {
    facts about;
    const auto* written = when();
    const auto over = written ? read_period(written->text) : std::nullopt;
    if (over)
        about.over = *over;
    else if (written)
        refuse(*written, code::period, "period", "write 2024, 2024-Q3, 2024-07, 2024-06-30 or a..b",
               sink);
    else
        sink.refuse(code::period, find("case")->where, "a case says `date` or `period`",
                    "add `period: 2024-06`, here or for all cases at the head of the file");
    if (const auto* currency = find("currency")) about.currency = currency->text;
    about.known = day_at("known", sink);
    about.in_force = day_at("in_force", sink);
    for (const auto* layer : all("readings"))
        for (const auto& entry : layer->entries) about.readings[entry.key] = entry.value.text;
    if (const auto* allow = find("allow")) about.allow_recalled = !allow->items.empty();
    add_payments(about, sink);
    add_rates(about, sink);
    return about;
}

void case_words::add_payments(facts& about, diagnostics& sink) const {
    const auto* paid = find("paid");
    if (!paid) return;
    for (const auto& one : paid->items) {
        const auto& on = *one.find("day");
        const auto& sum = *one.find("amount");
        const auto d = read_day(on.text);
        const auto n = read_number(sum.text);
        if (!d) refuse_day(on, sink);
        if (!n) refuse(sum, code::literal, "sum", "write a sum such as 50_000", sink);
        if (d && n) about.paid.push_back({*d, *n});
    }
}

void case_words::add_rates(facts& about, diagnostics& sink) const {
    const auto* exchange = find("exchange");
    if (!exchange) return;
    for (const auto& one : exchange->items) {
        const auto& on = *one.find("day");
        const auto d = read_day(on.text);
        if (!d) refuse_day(on, sink);
        for (const auto& [letters, where, is] : one.entries) {
            if (letters == "day") continue;
            const auto rate = read_number(is.text);
            if (!levy::currency::read(letters))
                sink.refuse(code::currency, where, "'" + letters + "' is no currency of ISO 4217",
                            "three letters such as VND: {day: 2024-06-03, EUR: 1, USD: 1.05}");
            else if (!rate)
                refuse(is, code::literal, "exchange rate", "write a number such as 1.05", sink);
            else if (d)
                about.exchange.push_back({*d, letters, *rate, "", ""});
        }
    }
}

}  // namespace levy::rule
