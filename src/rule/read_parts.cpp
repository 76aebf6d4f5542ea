// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/feel/parse.hpp>
#include <levy/rule/written.hpp>
#include <levy/text/meant.hpp>

#include "reader.hpp"

namespace levy::rule {

namespace {

using kind = feel::type::kind;

/// `P9M` makes a duration one of months; `P90D` leaves it one of days.
void settle_duration(const node& values, feel::type& as) {
    if (as.is != kind::days || !values.is_map() || values.entries.empty()) return;
    const auto* entry = &values.entries.front().value;
    if (entry->is_list() && !entry->items.empty()) entry = &entry->items.front();
    const auto* value = entry->find("value");
    if (value && value->is_text() && value->text.find('D') == std::string::npos &&
        value->text.starts_with('P'))
        as.is = kind::months;
}

}  // namespace

void reader::sources(const node& map, std::map<std::string, source>& out) {
    if (!is_map(map, "`sources`")) return;
    for (const auto& [id, where, entry] : map.entries) {
        if (!keys(entry, forms::source)) continue;
        source s;
        s.id = id;
        s.where = where;
        s.title = text_of(entry, "title");
        s.url = text_of(entry, "url");
        s.note = text_of(entry, "note");
        if (const auto d = day_of(*entry.find("read"), "`read`")) s.read = *d;
        const auto trust = word_of(entry, "confidence", forms::words("confidence"), "verified");
        for (const auto level : {confidence::verified, confidence::secondary, confidence::derived,
                                 confidence::recalled})
            if (name_of(level) == trust) s.trust = level;
        if (out.contains(id)) {
            report(code::source, where,
                   "the source '" + id + "' is declared for the whole jurisdiction already",
                   "give this one another id", "again here",
                   {{out.find(id)->second.where, "first here"}});
            continue;
        }
        out.emplace(id, std::move(s));
    }
}

void reader::readings(const node& map) {
    if (!is_map(map, "`readings`")) return;
    for (const auto& [name, where, entry] : map.entries) {
        if (!keys(entry, forms::reading)) continue;
        reading r;
        r.name = name;
        r.where = where;
        r.doubt = text_of(entry, "doubt");
        r.question = text_of(entry, "question");
        r.open = range_of(entry, "open");
        std::vector<std::string> names;
        const auto& choices = *entry.find("choices");
        if (!is_map(choices, "choices {name: {text, source}}")) continue;
        for (const auto& [choice, choice_where, choice_entry] : choices.entries) {
            keys(choice_entry, forms::choice);
            r.choices.push_back({choice, text_of(choice_entry, "text"), source_of(choice_entry)});
            names.push_back(choice);
        }
        r.chosen_by_default = text_of(entry, "default");
        if (std::find(names.begin(), names.end(), r.chosen_by_default) == names.end()) {
            report(code::reading, entry.find("default")->where,
                   "the default is none of the choices", meant_by(r.chosen_by_default, names), {},
                   {{choices.where, "the choices"}});
        }
        into_.readings.push_back(std::move(r));
    }
}

void reader::parameters(const node& map) {
    if (!is_map(map, "`parameters`")) return;
    for (const auto& [name, where, entry] : map.entries) {
        if (!keys(entry, forms::parameter)) continue;
        auto as = type_of(entry);
        if (!as) continue;
        parameter p;
        p.name = name;
        p.where = where;
        p.about = text_of(entry, "about");
        settle_duration(*entry.find("values"), *as);
        p.as = *as;
        p.values = values_of(*entry.find("values"), p.as);
        for (const auto& value : p.values.entries())
            if (value.is.is.is == written_value::state::none) p.as.optional = true;
        if (const auto* within = entry.find("within"))
            if (auto tests = feel::parse_tests(*within, sink_)) p.within = *std::move(tests);
        const auto prorate = word_of(entry, "prorate", forms::words("prorate"));
        if (!prorate.empty())
            p.prorate = prorate == "months" ? prorating::months
                        : prorate == "days" ? prorating::days
                                            : prorating::never;
        into_.parameters.push_back(std::move(p));
    }
}

void reader::inputs(const node& map) {
    if (!is_map(map, "`inputs`")) return;
    of_period_ = true;
    for (const auto& [name, where, entry] : map.entries) {
        if (!keys(entry, forms::input)) continue;
        auto as = type_of(entry);
        if (!as) continue;
        input i;
        i.name = name;
        i.where = where;
        i.about = text_of(entry, "about");
        i.window = word_of(entry, "window", forms::words("window"), "period");
        i.as = *std::move(as);
        if (i.window == "four_previous_fiscal_years" && i.as.is != kind::list)
            i.as = feel::type::list_of(i.as);
        if (const auto* fallback = entry.find("default")) {
            // `default: {}` of a record takes the fields' own defaults.
            if (auto value = read_value(*fallback, i.as, into_.currency, sink_))
                i.fallback = *std::move(value);
        }
        into_.inputs.push_back(std::move(i));
    }
    of_period_ = false;
}

void reader::carry(const node& map) {
    if (!is_map(map, "`carry`")) return;
    for (const auto& [name, where, entry] : map.entries) {
        if (!keys(entry, forms::carried)) continue;
        auto as = type_of(entry);
        auto start = formula_text(*entry.find("start"));
        auto next = formula_text(*entry.find("next"));
        if (!as || !start || !next) continue;
        into_.carry.push_back({name, text_of(entry, "about"), *std::move(as), *std::move(start),
                               *std::move(next), where});
    }
}

std::vector<exception> reader::exceptions_of(const node& list) {
    std::vector<exception> all;
    if (!is_list(list, "a list of exceptions")) return all;
    std::map<std::string, span> named;
    for (const auto& entry : list.items) {
        if (!keys(entry, forms::exception)) continue;
        if (const auto* is = entry.find("name"); is->is_text())
            (void)is_new(named, is->text, is->where, "an exception of this formula");
        exception e;
        e.name = text_of(entry, "name");
        e.about = text_of(entry, "about");
        e.where = entry.where;
        e.reason = word_of(entry, "reason", reason_codes());
        e.in_force = range_of(entry, "in_force");
        if (const auto* published = entry.find("published"))
            e.published = day_of(*published, "`published`");
        auto when = formula_text(*entry.find("when"));
        e.then = formula_of(entry);
        const auto* value = entry.find("value");
        if (value && value->is_text() && value->text == "0" && !entry.find("reason"))
            report(code::reason, value->where, "a zero needs a reason",
                   "add `reason: exempt`, or whichever holds");
        if (!when) continue;
        e.when = *std::move(when);
        all.push_back(std::move(e));
    }
    return all;
}

/// `"text"`, `{value: …}` or `{values: {day: {value, source}}}`, each with exceptions.
formula reader::formula_of(const node& written) {
    formula f;
    f.where = written.where;
    const auto always = [&](const node& text) {
        if (auto parsed = formula_text(text))
            f.values.add(first_day, std::nullopt, dated_entry<feel::expr>{*std::move(parsed), {}});
    };
    if (written.is_text()) {
        always(written);
        return f;
    }
    const auto* value = written.find("value");
    const auto* values = written.find("values");
    if ((value != nullptr) == (values != nullptr)) {
        span at = written.where;
        at.end = std::min(at.end, at.begin + 1);
        report(code::key, value ? value->where : at,
               value ? "`value` and `values` exclude each other" : "'value' is missing here",
               value ? "keep `values` where the formula changed over time, else `value`"
                     : "add `value: …`, the formula");
        return f;
    }
    if (value) always(*value);
    if (values) {
        f.is_dated = true;
        f.values = timeline_of<feel::expr>(
            *values, [&](const node& entry, day) -> std::optional<feel::expr> {
                keys(entry, forms::formula_entry);
                const auto* text = entry.find("value");
                return text ? formula_text(*text) : std::nullopt;
            });
    }
    f.cited = source_of(written);
    if (const auto* exceptions = written.find("exceptions"))
        f.exceptions = exceptions_of(*exceptions);
    return f;
}

void reader::define(const node& map) {
    if (!is_map(map, "`define`")) return;
    for (const auto& [name, where, entry] : map.entries) {
        if (entry.is_map()) keys(entry, forms::definition);
        definition d;
        d.name = name;
        d.where = where;
        d.about = entry.is_map() ? text_of(entry, "about") : "";
        d.is = formula_of(entry);
        into_.definitions.push_back(std::move(d));
    }
}

void reader::checks(const node& list) {
    if (!is_list(list, "a list of conditions")) return;
    for (const auto& entry : list.items)
        if (auto parsed = formula_text(entry)) into_.checks.push_back(*std::move(parsed));
}

void reader::notes(const node& list) {
    if (!is_list(list, "a list of notes")) return;
    for (const auto& entry : list.items) {
        if (!keys(entry, forms::note)) continue;
        note n;
        if (const auto d = day_of(*entry.find("date"), "`date`")) n.date = *d;
        n.text = text_of(entry, "text");
        n.cited = source_of(entry);
        into_.notes.push_back(std::move(n));
    }
}

}  // namespace levy::rule
