// SPDX-License-Identifier: Apache-2.0
// Formulas with dates and exceptions, outputs with rounding and shares.
#include <algorithm>
#include <iterator>

#include <levy/feel/moving.hpp>
#include <levy/feel/parse.hpp>
#include <levy/rule/explain.hpp>
#include <levy/value/allocate.hpp>
#include <levy/value/number_text.hpp>

#include "run.hpp"

namespace levy::rule {

using feel::value;

bool run::exception_holds(const exception& x, std::vector<decision>& decided) {
    if (x.published && about_.known && *about_.known < *x.published) return false;
    const auto truth = [&] { return there<bool>(x.when); };
    if (!one_day_governs_) {
        const auto& over = about_.over;
        const bool starts =
            x.in_force.first && over.start < *x.in_force.first && *x.in_force.first <= over.end;
        const bool ends =
            x.in_force.last && over.start <= *x.in_force.last && *x.in_force.last < over.end;
        if ((starts || ends) && truth())
            changed_inside(x.name, starts ? *x.in_force.first : *x.in_force.last + 1, x.where);
    }
    if (!x.in_force.holds(dated_)) return false;
    const bool holds = there<bool>(kept(x.when, &x, decided), x.when);
    if (!holds && !decided.empty() && decided.back().by == &x) decided.pop_back();
    return holds;
}

namespace {

[[noreturn]] void conflict(const exception& a, const value& of_a, const exception& b,
                           const value& of_b) {
    const auto as = [](const exception& x) -> const feel::type& {
        return x.then.values.entries().front().is.is.as;
    };
    const auto text_a = shown_value(of_a, as(a));
    const auto text_b = shown_value(of_b, as(b));
    diagnostic problem;
    problem.id = code::conflicting_exceptions;
    problem.message = "two exceptions hold at once and differ: '" + a.name + "' gives " + text_a +
                      " and '" + b.name + "' gives " + text_b;
    problem.primary = {b.where, "this gives " + text_b};
    problem.related.push_back({a.where, "this gives " + text_a});
    problem.help = "say in one of them when it gives way to the other";
    throw stopped{std::move(problem)};
}

void add_reason(std::string& to, const std::string& reason) {
    if (reason.empty() || to.find(reason) != std::string::npos) return;
    to += (to.empty() ? "" : ", ") + reason;
}

}  // namespace

/// One exception that holds. What its value reads stands under its own step, exceptions to it among
/// them, so that the trace keeps each of them apart.
run::formula_result run::excepted(const formula& from, const exception& x) {
    reads_.emplace_back();
    formula_result made;
    try {
        made = evaluate_formula(x.then);
    } catch (const stopped&) {
        reads_.pop_back();
        throw;
    }
    trace_step step;
    step.is = trace_step::kind::exception;
    step.name = x.name;
    step.as = x.then.values.entries().front().is.is.as;
    step.gave = made.is;
    step.where = x.where;
    if (x.then.cited) step.cited = *x.then.cited;
    if (made.exceptions.empty()) step.since = made.since;  // else one to this one gave the value
    if (!about_.results_alone) {
        step.formula = "when " + feel::to_text(x.when);
        const auto* base = entry_on(from.values, dated_);
        if (base) step.note = "instead of " + feel::to_text(base->is.is);
    }
    note_step(std::move(step));
    reads_.pop_back();
    reads_.back().push_back(trace_.size() - 1);
    return made;
}

run::formula_result run::agreed(const formula& f, const std::vector<const exception*>& holding) {
    formula_result all;
    for (const auto* x : holding) {
        auto one = excepted(f, *x);
        if (all.exceptions.empty())
            all.is = one.is;
        else if (one.is != all.is)
            conflict(*holding.front(), all.is, *x, one.is);
        add_reason(all.reason, one.reason.empty() ? x->reason : one.reason);
        all.exceptions.push_back(x->name);
        for (const auto& inner : one.exceptions) all.exceptions.push_back(inner);
        for (auto& inner : one.decided) all.decided.push_back(std::move(inner));
        all.cited = one.cited ? one.cited : f.cited ? &*f.cited : nullptr;
    }
    return all;
}

run::formula_result run::evaluate_formula(const formula& f) {
    std::vector<const exception*> holding;
    std::vector<decision> decided;
    for (const auto& x : f.exceptions)
        if (exception_holds(x, decided)) holding.push_back(&x);
    if (!holding.empty()) {
        auto made = agreed(f, holding);
        made.decided.insert(made.decided.begin(), std::move_iterator{decided.begin()},
                            std::move_iterator{decided.end()});
        return made;
    }
    const auto* entry = entry_on(f.values, dated_);
    if (!entry)
        stop(code::no_value_in_force, f.where,
             "this formula has no text in force on " + levy::to_text(dated_),
             "its first day is " + levy::to_text(f.values.entries().front().from));
    formula_result made;
    made.is = kept(entry->is.is, nullptr, made.decided);
    for (const auto* change : entries_inside(f.values)) {
        const auto* before = entry_on(f.values, change->from - 1);
        if (!before || feel::evaluate(before->is.is, *this) != feel::evaluate(change->is.is, *this))
            changed_inside("the formula", change->from, f.where);
    }
    made.cited = f.is_dated ? &entry->is.says.cited : f.cited ? &*f.cited : nullptr;
    if (f.is_dated) {
        made.since = entry->from;
        refuse_memory(entry->is.says.trust, entry->is.says.cited, "this formula stands on memory",
                      f.where);
    } else {
        refuse_memory(f.cited, "this formula stands on memory", f.where);
    }
    return made;
}

namespace {

const rounding_phrase* phrase_for(const rounding_rule& rule, const std::string& choice) {
    const auto found = rule.choices.find(choice);
    return found == rule.choices.end() ? nullptr : &found->second;
}

}  // namespace

value run::rounded_value(const output& o, const value& exact) {
    const auto* n = exact.get_if<number>();
    if (!o.round || !feel::is_figure(exact)) return exact;
    const auto choice =
        o.round->by.empty() ? std::string{} : *by_name(o.round->by).get_if<std::string>();
    const auto* phrase = phrase_for(*o.round, choice);
    LEVY_EXPECTS(phrase != nullptr);
    if (!n) return feel::rounded(exact, unit_of(o), phrase->mode);
    return rounded(*n, unit_of(o), phrase->mode);
}

/// What an output is rounded to; the minor unit where it is not rounded.
number run::unit_of(const output& o) {
    std::optional<number> unit;
    if (o.round) {
        const auto choice =
            o.round->by.empty() ? std::string{} : *by_name(o.round->by).get_if<std::string>();
        unit = phrase_for(*o.round, choice)->unit;
    }
    if (unit) return *unit;
    const auto letters =
        o.as.of.currency() == feel::unit::own_currency ? currency_ : o.as.of.currency();
    const auto known = currency::read(letters);
    return known ? minor_unit(*known) : number{1};
}

value run::shared_out(const output& o) {
    const auto* whole_slot = of_.find_slot(o.shares->of);
    const auto whole = by_name(o.shares->of);
    const auto weights_value = feel::evaluate(o.shares->by, *this);
    std::vector<number> weights;
    number sum;
    for (const auto& w : weights_value.items()) {
        const auto* n = w.get_if<number>();
        if (!n || n->sign() < 0)
            stop(code::range, o.shares->by.where, "a share's weight is a number from 0");
        weights.push_back(*n);
        sum += *n;
    }
    std::vector<value> parts;
    if (sum.is_zero()) {
        parts.assign(weights.size(), value{number{}});
    } else {
        const auto* shared = whole.get_if<number>();
        if (!shared) stop(code::type, o.where, "a sum that moves with an amount is not shared out");
        for (auto& part : allocated(*shared, weights, unit_of(of_.outputs[whole_slot->index])))
            parts.emplace_back(part);
    }
    return value::list(std::move(parts));
}

value run::output_value(const output& o, memo& into) {
    trace_step step;
    step.is = trace_step::kind::output;
    step.name = o.name;
    step.as = o.as;
    step.where = o.where;
    if (!reason_.empty()) {
        // A null where the output may be one: a ceiling that no law sets is none, and never zero.
        const bool counts = o.as.is == feel::type::kind::number && !o.as.optional;
        if (counts) into.reason = reason_;
        step.gave = counts ? value{number{}} : value{};
        step.note = reason_;
    } else if (o.shares) {
        step.gave = shared_out(o);
        step.cited = o.is.cited;
    } else {
        auto made = evaluate_formula(o.is);
        step.gave = rounded_value(o, made.is);
        const bool moves = made.is.is<feel::moving_handle>();
        if (o.round && !moves && step.gave != made.is)
            step.note = "exactly " + feel::to_text(made.is);
        for (const auto& name : made.exceptions)
            step.note += (step.note.empty() ? "exception " : ", exception ") + name;
        const auto* entry = entry_on(o.is.values, dated_);
        if (!about_.results_alone && made.exceptions.empty() && entry)
            step.formula = feel::to_text(entry->is.is);
        if (made.cited) step.cited = *made.cited;
        step.since = made.since;
        step.decided = std::move(made.decided);
        const auto* n = step.gave.get_if<number>();
        if (n && n->is_zero()) into.reason = made.reason.empty() ? o.zero : made.reason;
        if (!into.reason.empty()) step.note += (step.note.empty() ? "" : ", ") + into.reason;
    }
    note_step(std::move(step));
    into.step = trace_.size();
    return trace_.back().gave;
}

result run::result_of(std::size_t index) {
    const auto& o = of_.outputs[index];
    result made;
    made.name = o.name;
    made.is_output = true;
    made.as = o.as;
    made.charges = o.charges;
    try {
        made.is = by_name(o.name);
        const auto* slot = of_.find_slot(o.name);
        made.reason = memos_[static_cast<std::size_t>(slot - of_.slots.data())].reason;
    } catch (const stopped& halt) {
        made.refused = halt.why;
    }
    return made;
}

}  // namespace levy::rule
