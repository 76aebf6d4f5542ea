// SPDX-License-Identifier: Apache-2.0
// What a case expects, held to what its rule or jurisdiction declares: every name is one that there
// is, every value one that could come.
#include <algorithm>

#include <levy/rule/forms.hpp>
#include <levy/rule/written.hpp>
#include <levy/text/meant.hpp>
#include <levy/text/page.hpp>

#include "case_file.hpp"
#include "case_words.hpp"

namespace levy::rule {

namespace {

using feel::type;
using slot_kind = instrument::slot::kind;

template <class Parts>
std::vector<std::string> names_of(const Parts& parts) {
    std::vector<std::string> names;
    names.reserve(parts.size());
    for (const auto& part : parts) names.push_back(part.name);
    return names;
}

/// The type of what a name gives; nothing where a case cannot ask for it.
std::optional<type> type_in(const instrument& by, const std::string& name) {
    const auto* slot = by.find_slot(name);
    if (!slot) return std::nullopt;
    switch (slot->is) {
        case slot_kind::parameter:
            return by.parameters[slot->index].as;
        case slot_kind::input:
            return by.inputs[slot->index].as;
        case slot_kind::definition:
            return by.definitions[slot->index].is.values.entries().front().is.is.as;
        case slot_kind::output:
            return by.outputs[slot->index].as;
        case slot_kind::carry:
        case slot_kind::reading:
            return type{};
        case slot_kind::liable:
        case slot_kind::table:
        case slot_kind::period:
            break;
    }
    return std::nullopt;
}

class expected_words {
public:
    expected_words(const std::string& currency, diagnostics& sink)
        : currency_{currency}, sink_{sink} {}

    void of_rule(const node& expect, const instrument& by) {
        for (const auto& entry : expect.entries)
            if (!one_of_all(entry, by)) named(entry, by);
    }
    void of_jurisdiction(const node& expect, const jurisdiction& in) {
        const auto steps = names_of(in.steps);
        for (const auto& entry : expect.entries) {
            const auto& [key, where, is] = entry;
            if (key == "error")
                error(is);
            else if (key == "steps")
                each_of(is, steps, "step");
            else if (key == "offsets")
                sums(is, names_of(in.offsets), "offset");
            else if (key == "late")
                late(is, in, steps);
            else
                step_of(entry, in, steps);
        }
    }

private:
    /// What any rule may be asked for; false for a name of its own.
    bool one_of_all(const node::entry& entry, const instrument& by) {
        const auto& [key, where, is] = entry;
        if (key == "error")
            error(is);
        else if (key == "liable")
            value(is, type::words(parties()));
        else if (key == "reason")
            reasons(is, by);
        else if (key == "filing")
            filing(is);
        else if (key == "account")
            account(is);
        else if (key == "carry")
            balances(is, by);
        else
            return false;
        return true;
    }
    void named(const node::entry& entry, const instrument& by) {
        if (const auto as = type_in(by, entry.key)) return value(entry.value, loose(*as), by);
        auto names = names_of(by.outputs);
        const auto outputs = names;
        for (const auto& d : by.definitions) names.push_back(d.name);
        for (const auto* key : {"reason", "liable", "filing", "account", "carry", "error"})
            names.emplace_back(key);
        unknown(entry.key_where, "'" + by.id + "' has no output or definition '" + entry.key + "'",
                entry.key, names, "its outputs are ", outputs);
    }
    void step_of(const node::entry& entry, const jurisdiction& in,
                 const std::vector<std::string>& steps) {
        const auto found = std::find_if(in.steps.begin(), in.steps.end(),
                                        [&](const step& s) { return s.name == entry.key; });
        if (found == in.steps.end()) {
            auto names = steps;
            for (const auto* key : {"steps", "offsets", "late", "error"}) names.emplace_back(key);
            return unknown(entry.key_where, "there is no step '" + entry.key + "'", entry.key,
                           names, "its steps are ", steps);
        }
        if (!entry.value.is_map())
            return sink_.refuse(code::shape, entry.value.where,
                                "of a step, a case expects outputs by name",
                                entry.key + ": {due: 100}");
        const auto by = in.rules.find(found->rule);
        if (by == in.rules.end()) {
            sink_.refuse(code::not_found, entry.key_where,
                         "the step '" + entry.key + "' names no rule, so nothing comes of it",
                         "say that it is taken: steps: [" + entry.key + "]");
            return;
        }
        for (const auto& part : entry.value.entries)
            if (part.key == "consequences")
                consequences(part.value, in);
            else if (!one_of_all(part, *by->second))
                named(part, *by->second);
    }
    void consequences(const node& expect, const jurisdiction& in) {
        if (const auto* word = expect.find("error")) error(*word);
        if (const auto* on = expect.find("on"); on && !read_day(on->text)) refuse_day(*on, sink_);
        for (const auto* key : {"open", "reachable"})
            if (const auto* is = expect.find(key))
                value(*is, loose(type::of_kind(type::kind::boolean)));
        if (const auto* unpaid = expect.find("unpaid")) value(*unpaid, loose(type::number_of()));
        if (const auto* interest = expect.find("interest"))
            if (in.late_rule) charge(*interest, *in.rules.at(*in.late_rule));
        const auto* all = expect.find("penalties");
        if (!all) return;
        const auto names = names_of(in.penalties);
        for (const auto& [key, where, is] : all->entries) {
            const auto found = std::find(names.begin(), names.end(), key);
            if (found == names.end())
                unknown(where, "there is no penalty '" + key + "'", key, names,
                        "its penalties are ", names);
            else
                charge(is, *in.rules.at(in.penalties[std::size_t(found - names.begin())].rule));
        }
    }
    void error(const node& word) {
        for (const auto& p : pages())
            if (name_of(p.id) == word.text) return;
        std::vector<std::string> known;
        for (const auto& p : pages()) known.emplace_back(name_of(p.id));
        unknown(word.where, "there is no error '" + word.text + "'", word.text, known, "such as ",
                {"missing", "unknown", "period", "range", "no_rate"});
    }
    /// A rule's charge as one sum, or what it gave, by output.
    void charge(const node& is, const instrument& by) {
        if (is.is_map()) return of_rule(is, by);
        value(is, loose(type::number_of()));
    }
    void late(const node& map, const jurisdiction& in, const std::vector<std::string>& steps) {
        for (const auto& [key, where, is] : map.entries) {
            if (std::find(steps.begin(), steps.end(), key) == steps.end())
                unknown(where, "there is no step '" + key + "'", key, steps, "its steps are ",
                        steps);
            else if (in.late_rule)
                charge(is, *in.rules.at(*in.late_rule));
        }
    }

    void each_of(const node& list, const std::vector<std::string>& names, const char* what) {
        if (!list.is_list())
            return sink_.refuse(code::shape, list.where, "a list of names is expected here",
                                "write [" + (names.empty() ? "name" : names.front()) + "]");
        for (const auto& item : list.items)
            if (std::find(names.begin(), names.end(), item.text) == names.end())
                unknown(item.where, std::string{"there is no "} + what + " '" + item.text + "'",
                        item.text, names, "they are ", names);
    }
    void sums(const node& map, const std::vector<std::string>& names, const char* what) {
        for (const auto& [key, where, is] : map.entries)
            if (std::find(names.begin(), names.end(), key) == names.end())
                unknown(where, std::string{"there is no "} + what + " '" + key + "'", key, names,
                        "they are ", names);
            else
                value(is, loose(type::number_of()));
    }
    void balances(const node& map, const instrument& by) {
        const auto names = names_of(by.carry);
        for (const auto& [key, where, is] : map.entries) {
            const auto found = std::find(names.begin(), names.end(), key);
            if (found == names.end())
                unknown(where, "nothing is carried as '" + key + "'", key, names, "it carries ",
                        names);
            else
                value(is, loose(by.carry[std::size_t(found - names.begin())].as), by);
        }
    }
    void reasons(const node& is, const instrument& by) {
        const auto known = type::words(reason_codes());
        if (!is.is_map()) return value(is, known);
        const auto outputs = names_of(by.outputs);
        for (const auto& [key, where, reason] : is.entries) {
            if (std::find(outputs.begin(), outputs.end(), key) == outputs.end())
                unknown(where, "'" + by.id + "' has no output '" + key + "'", key, outputs,
                        "its outputs are ", outputs);
            value(reason, known);
        }
    }
    void filing(const node& map) {
        for (const auto& [key, where, is] : map.entries)
            if (key == "every")
                value(is, type::words(forms::words("period_kind")));
            else if (key != "instalments")
                due_day(is, key != "register");
            else
                for (const auto& one : is.items) {
                    if (const auto* pay = one.find("pay")) due_day(*pay, true);
                    if (const auto* sum = one.find("amount")) value(*sum, loose(type::number_of()));
                }
    }
    void due_day(const node& is, bool may_be_unknown) {
        if (read_day(is.text) || is.text == "nothing" || (may_be_unknown && is.text == "unknown"))
            return;
        const auto what = is.is_text() ? "'" + is.text + "'" : std::string{"this"};
        std::vector<std::string> words{"nothing"};
        if (may_be_unknown) words.emplace_back("unknown");
        const auto near = nearest_name(is.text, words);
        sink_.refuse(code::literal, is.where, what + " is no day",
                     !near.empty()    ? "did you mean '" + near + "'?"
                     : may_be_unknown ? "write a day such as 2024-06-30, `unknown` or `nothing`"
                                      : "write a day such as 2024-06-30, or `nothing`");
    }
    void account(const node& map) {
        for (const auto& [key, where, is] : map.entries)
            if (key == "overpaid")
                value(is, type::words(forms::words("overpaid")));
            else
                value(is, loose(type::number_of()));
    }

    /// A result may be null, and lie outside what an author gives.
    static type loose(type as) {
        as.optional = true;
        as.bounds = nullptr;
        as.whole = false;
        return as;
    }
    void value(const node& is, const type& as) { (void)read_value(is, as, currency_, sink_); }
    void value(const node& is, const type& as, const instrument& by) {
        (void)read_value(is, as, by.currency == "any" ? currency_ : by.currency, sink_);
    }
    void unknown(const span& where, std::string message, const std::string& wrong,
                 const std::vector<std::string>& known, const std::string& else_these,
                 const std::vector<std::string>& these) {
        const auto near = nearest_name(wrong, known);
        sink_.refuse(code::not_found, where, std::move(message),
                     !near.empty()   ? "did you mean '" + near + "'?"
                     : these.empty() ? "there are none"
                                     : meant_by(wrong, these, else_these));
    }

    const std::string& currency_;
    diagnostics& sink_;
};

}  // namespace

void check_expected(const node& expect, const instrument& by, const std::string& currency,
                    diagnostics& sink) {
    expected_words{currency, sink}.of_rule(expect, by);
}

void check_expected(const node& expect, const jurisdiction& in, const std::string& currency,
                    diagnostics& sink) {
    expected_words{currency, sink}.of_jurisdiction(expect, in);
}

}  // namespace levy::rule
