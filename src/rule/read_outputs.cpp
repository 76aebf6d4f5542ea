// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/text/meant.hpp>
#include <levy/value/number_text.hpp>

#include "reader.hpp"

namespace levy::rule {

void reader::applies(const node& list) {
    if (!is_list(list, "a list of {when, otherwise}")) return;
    for (const auto& entry : list.items) {
        if (!keys(entry, forms::condition)) continue;
        condition c;
        c.where = entry.where;
        c.otherwise = word_of(entry, "otherwise", reason_codes());
        c.cited = source_of(entry);
        c.in_force = range_of(entry, "in_force");
        auto when = formula_text(*entry.find("when"));
        if (!when) continue;
        c.when = *std::move(when);
        into_.applies.push_back(std::move(c));
    }
}

/// `half up to 0.01`, `down to minor unit`.
std::optional<rounding_phrase> reader::phrase_of(const node& written) {
    const auto to = written.is_text() ? written.text.rfind(" to ") : std::string::npos;
    if (to != std::string::npos) {
        const auto mode = read_rounding(std::string_view{written.text}.substr(0, to));
        const auto unit = written.text.substr(to + 4);
        const auto size = read_number(unit);
        if (mode && unit == "minor unit") return rounding_phrase{*mode, std::nullopt};
        if (mode && size && size->sign() > 0) return rounding_phrase{*mode, size};
    }
    report(code::literal, written.where, "this is no rounding",
           "write half up, half down, half even, up, down, floor or ceiling, then `to 1`, `to "
           "0.01` or `to minor unit`");
    return std::nullopt;
}

std::optional<rounding_rule> reader::rounding_of(const node& written) {
    rounding_rule rule;
    rule.where = written.where;
    if (written.is_text()) {
        const auto phrase = phrase_of(written);
        if (!phrase) return std::nullopt;
        rule.choices.emplace("", *phrase);
        return rule;
    }
    if (!is_map(written, "a rounding, or {by: reading, choice: rounding…}")) return std::nullopt;
    rule.by = text_of(written, "by");
    const auto* by = into_.find_reading(rule.by);
    if (!by) {
        report(code::reading, written.where, "there is no reading '" + rule.by + "'",
               "declare it under `readings`, or round one way: round: half up to 1");
        return std::nullopt;
    }
    for (const auto& entry : written.entries) {
        if (entry.key == "by") continue;
        const bool known =
            std::any_of(by->choices.begin(), by->choices.end(),
                        [&](const reading_choice& c) { return c.name == entry.key; });
        if (!known)
            report(code::reading, entry.key_where,
                   "'" + entry.key + "' is no choice of '" + rule.by + "'",
                   "write one phrase for each of its choices", {}, {{by->where, "the reading"}});
        if (const auto phrase = phrase_of(entry.value)) rule.choices.emplace(entry.key, *phrase);
    }
    for (const auto& choice : by->choices)
        if (!rule.choices.contains(choice.name))
            report(code::reading, written.where,
                   "no rounding is said for the choice '" + choice.name + "'",
                   "add `" + choice.name + ": half up to 1`, or whichever holds", {},
                   {{by->where, "the reading"}});
    return rule;
}

void reader::outputs(const node& map) {
    if (!is_map(map, "`outputs`")) return;
    for (const auto& [name, where, entry] : map.entries) {
        if (!keys(entry, forms::output)) continue;
        output o;
        o.name = name;
        o.where = where;
        o.about = text_of(entry, "about");
        o.charges = word_of(entry, "charges", charge_kinds());
        o.zero = word_of(entry, "zero", reason_codes(), "zero_base");
        const bool typed = entry.find("type") || entry.find("list") || entry.find("record");
        std::optional<feel::type> as;
        of_period_ = true;
        if (typed)
            as = type_of(entry);
        else if (into_.currency != "none")
            as = refined_type(entry, "money");
        else
            report(code::key, where, "'type' is missing in an output",
                   "a rule of `currency: none` gives no money");
        of_period_ = false;
        if (!as) continue;
        o.as = *std::move(as);
        o.as.optional = truth_of(entry, "optional", o.as.optional);
        if (const auto* round = entry.find("round")) o.round = rounding_of(*round);
        if (const auto* split = entry.find("split")) {
            auto by = entry.find("by") ? formula_text(*entry.find("by")) : std::nullopt;
            if (!by || !entry.find("over") || !entry.find("source")) {
                report(code::key, split->where,
                       "a split says `over` which list and `by` what weight, and its source",
                       "write {split: due, over: members, by: item.revenue, source: …}");
                continue;
            }
            o.shares = output::split{split->text, text_of(entry, "over"), *std::move(by)};
            o.is.cited = source_of(entry);
            o.as = feel::type::list_of(o.as);
        } else {
            o.is = formula_of(entry);
        }
        into_.outputs.push_back(std::move(o));
    }
}

void reader::liable(const node& written) {
    if (written.is_map()) keys(written, forms::liable);
    into_.liable = formula_of(written);
}

std::optional<filing_terms::due> reader::due_of(const node& entry, std::string_view key) {
    const auto* found = entry.find(key);
    if (!found) return std::nullopt;
    filing_terms::due due;
    due.unknown = found->is_text() && found->text == "unknown";
    if (due.unknown) return due;
    auto parsed = formula_text(*found);
    if (!parsed) return std::nullopt;
    due.day = *std::move(parsed);
    return due;
}

std::optional<filing_terms::instalment> reader::instalment_of(const node& entry) {
    auto pay = due_of(entry, "pay");
    auto amount = formula_text(*entry.find("amount"));
    if (!pay || !amount) return std::nullopt;
    for (const auto* one : {&pay->day, &*amount}) {
        if (!std::holds_alternative<feel::loop>(one->is)) continue;
        report(code::type, one->where, "an instalment is one sum on one day",
               "write `each:` with the list, and call its element `item`: pay: item.day");
        return std::nullopt;
    }
    filing_terms::instalment made{*std::move(pay), *std::move(amount)};
    const auto* each = entry.find("each");
    if (!each) return made;
    auto of_days = formula_text(*each);
    if (!of_days) return std::nullopt;
    auto of_sums = formula_text(*each);
    if (!made.pay.unknown)
        made.pay.day = for_each_item(*std::move(of_days), std::move(made.pay.day));
    made.amount = for_each_item(*std::move(of_sums), std::move(made.amount));
    return made;
}

filing_terms reader::terms_of(const node& entry) {
    filing_terms terms;
    if (entry.find("every")) terms.every = word_of(entry, "every", forms::words("period_kind"));
    if (entry.find("roll")) terms.roll = word_of(entry, "roll", forms::words("roll"));
    terms.register_by = due_of(entry, "register");
    terms.return_by = due_of(entry, "return");
    terms.pay_by = due_of(entry, "pay");
    if (const auto* instalments = entry.find("instalments");
        instalments && is_list(*instalments, "a list of instalments")) {
        for (const auto& one : instalments->items) {
            if (!keys(one, forms::instalment)) continue;
            if (auto made = instalment_of(one)) terms.instalments.push_back(*std::move(made));
        }
    }
    return terms;
}

void reader::filing(const node& map) {
    if (!is_map(map, "`filing` by party")) return;
    for (const auto& [party, where, values] : map.entries) {
        if (std::find(parties().begin(), parties().end(), party) == parties().end())
            report(code::one_of, where, "'" + party + "' is no party", meant_by(party, parties()));
        auto terms = timeline_of<filing_terms>(
            values, [&](const node& entry, day) -> std::optional<filing_terms> {
                keys(entry, forms::filing_entry);
                auto read = terms_of(entry);
                const auto* exceptions = entry.find("exceptions");
                if (!exceptions || !is_list(*exceptions, "a list of exceptions")) return read;
                std::map<std::string, span> named;
                for (const auto& one : exceptions->items) {
                    if (!keys(one, forms::filing_exception)) continue;
                    if (const auto* is = one.find("name"); is->is_text())
                        (void)is_new(named, is->text, is->where, "an exception of these terms");
                    auto when = formula_text(*one.find("when"));
                    auto replaced = terms_of(one);
                    if (!when) continue;
                    read.exceptions.push_back({text_of(one, "name"), *std::move(when),
                                               std::move(replaced), source_of(one), one.where});
                }
                return read;
            });
        into_.filing.emplace(party, std::move(terms));
    }
}

void reader::overpaid(const node& map) {
    into_.overpaid = words_of(map, forms::overpaid_entry, "overpaid");
}

}  // namespace levy::rule
