// SPDX-License-Identifier: Apache-2.0
#include <levy/rule/read.hpp>

#include "reader.hpp"

namespace levy::rule {

namespace {

void read_assessed(reader& r, const node& written) {
    const auto kind_of = [&](const node& text) -> std::optional<period_kind> {
        const auto word = text.is_text() && text.text.starts_with("per ")
                              ? std::string_view{text.text}.substr(4)
                              : std::string_view{};
        const auto kind = read_period_kind(word);
        if (!kind)
            r.report(code::literal, text.where, "'assessed' says what the tax is assessed per",
                     "write per payment, occurrence, interval, month, bimester, quarter, "
                     "half_year, calendar_year, fiscal_year or accounting_year");
        return kind;
    };
    if (written.is_text()) {
        if (const auto kind = kind_of(written))
            r.into_.assessed.add(first_day, std::nullopt, {*kind, {}});
        return;
    }
    r.into_.assessed = r.timeline_of<period_kind>(
        written, [&](const node& entry, day) -> std::optional<period_kind> {
            r.keys(entry, forms::assessed_entry);
            return entry.find("value") ? kind_of(*entry.find("value")) : std::nullopt;
        });
}

void read_in_force(reader& r, const node& written) {
    r.into_.in_force =
        r.values_of(written, feel::type::of_kind(feel::type::kind::boolean), forms::life_entry);
    if (!written.is_map()) return;
    for (const auto& [key, where, entry] : written.entries) {
        const auto from = read_day(key);
        if (!from) continue;
        const auto take = [&](const node& one) {
            const auto reason = r.word_of(one, "reason", reason_codes());
            if (!reason.empty()) r.into_.not_in_force_reasons[*from] = reason;
        };
        if (entry.is_map()) take(entry);
        for (const auto& one : entry.items) take(one);
    }
}

void read_top(reader& r, const node& document) {
    auto& into = r.into_;
    into.id = r.text_of(document, "rule");
    into.title = r.text_of(document, "title");
    into.about = r.text_of(document, "about");
    into.status = r.word_of(document, "status", forms::words("status"), "law");
    into.replaces = r.text_of(document, "replaces");
    into.currency = r.text_of(document, "currency");
    const auto* written = document.find("currency");
    if (written && into.currency != "any" && into.currency != "none" &&
        !currency::read(into.currency))
        r.report(code::currency, written->where,
                 "'" + into.currency + "' is no currency of ISO 4217",
                 "three letters such as VND; `any`, or `none`");
}

void read_body(reader& r, const node& document) {
    const auto part = [&](std::string_view key, auto read) {
        if (const auto* found = document.find(key)) read(*found);
    };
    part("assessed", [&](const node& n) { read_assessed(r, n); });
    part("types", [&](const node& n) { r.types(n); });
    part("in_force", [&](const node& n) { read_in_force(r, n); });
    part("readings", [&](const node& n) { r.readings(n); });
    part("rates", [&](const node& n) {
        r.keys(n, forms::rates);
        r.into_.exchange_series = r.text_of(n, "series");
    });
    part("parameters", [&](const node& n) { r.parameters(n); });
    part("tables", [&](const node& n) { r.tables(n); });
    part("inputs", [&](const node& n) { r.inputs(n); });
    part("carry", [&](const node& n) { r.carry(n); });
    part("define", [&](const node& n) { r.define(n); });
    part("applies", [&](const node& n) { r.applies(n); });
    part("outputs", [&](const node& n) { r.outputs(n); });
    part("liable", [&](const node& n) { r.liable(n); });
    part("filing", [&](const node& n) { r.filing(n); });
    part("overpaid", [&](const node& n) { r.overpaid(n); });
    part("checks", [&](const node& n) { r.checks(n); });
    part("notes", [&](const node& n) { r.notes(n); });
    part("dated_by", [&](const node& n) { r.into_.dated_by = r.formula_text(n); });
}

/// What `levy new` left to its author.
void refuse_blanks(const node& at, diagnostics& sink) {
    if (at.is_text() && at.text.starts_with("FILL IN"))
        sink.refuse(code::literal, at.where, "this text is still to be written",
                    "say what it asks for, or write `status: proposed` while the rule is none");
    for (const auto& item : at.items) refuse_blanks(item, sink);
    for (const auto& entry : at.entries) refuse_blanks(entry.value, sink);
}

}  // namespace

std::optional<instrument> read_rule(const node& document, const source_handle& text,
                                    const std::map<std::string, source>& shared_sources,
                                    diagnostics& sink) {
    diagnostics met;
    instrument made;
    made.text = text;
    made.sources = shared_sources;
    reader r{made, met};
    r.keys(document, forms::rule_file);
    if (!document.is_map()) {
        sink.append(met);
        return std::nullopt;
    }
    if (const auto* sources = document.find("sources")) r.sources(*sources, made.sources);
    read_top(r, document);
    read_body(r, document);
    if (made.status == "law") refuse_blanks(document, met);
    // Names and types are worth checking even where single values are wrong; proofs need clean
    // tables.
    resolve(made, met);
    if (met.ok()) prove(made, met);
    sink.append(without_followers(met, document, made));
    if (!met.ok()) return std::nullopt;
    return made;
}

std::optional<std::map<std::string, source>> read_sources(const node& document, diagnostics& sink) {
    const auto before = sink.errors();
    instrument none;
    reader r{none, sink};
    std::map<std::string, source> all;
    if (r.keys(document, forms::sources_file)) r.sources(*document.find("sources"), all);
    refuse_blanks(document, sink);
    if (sink.errors() != before) return std::nullopt;
    return all;
}

}  // namespace levy::rule
