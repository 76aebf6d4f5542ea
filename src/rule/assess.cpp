// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/feel/moving.hpp>
#include <levy/rule/assess.hpp>
#include <levy/value/number_text.hpp>

#include "asked.hpp"
#include "run.hpp"

namespace levy::rule {

using feel::value;

void run::prepare() {
    if (of_.currency == "any") {
        if (about_.currency.empty())
            stop(code::currency, {}, "the rule '" + of_.id + "' needs a currency",
                 "say in which currency its sums are");
        if (!levy::currency::read(about_.currency))
            stop(code::currency, {}, "'" + about_.currency + "' is no currency of ISO 4217");
        currency_ = about_.currency;
    } else if (of_.currency != "none") {
        currency_ = of_.currency;
        if (!about_.currency.empty() && about_.currency != currency_)
            stop(code::currency, {},
                 "the rule '" + of_.id + "' is in " + currency_ + ", and the sums are in " +
                     about_.currency,
                 "convert them first, and say on which day");
    }
    one_day_governs_ = about_.in_force.has_value() || of_.dated_by.has_value();
    if (about_.in_force)
        dated_ = *about_.in_force;
    else if (of_.dated_by)
        dated_ = *feel::evaluate(*of_.dated_by, *this).get_if<day>();
    const auto kind = of_.assessed_on(dated_, about_.known);
    if (kind && !fits(*kind, about_.over))
        stop(code::period, {},
             "'" + of_.id + "' is assessed per " + std::string{name_of(*kind)} + ", and " +
                 levy::to_text(about_.over) + " does not lie inside one",
             "assess each " + std::string{name_of(*kind)} + " apart");
    std::vector<std::string> names;
    names.reserve(of_.inputs.size());
    for (const auto& i : of_.inputs) names.push_back(i.name);
    for (const auto& [name, given] : about_.given) {
        if (std::find(names.begin(), names.end(), name) != names.end()) continue;
        stop(code::input, {}, "the rule '" + of_.id + "' has no input '" + name + "'",
             instead_of(name, of_));
    }
}

std::string run::reason_of_life() {
    const auto* entry = of_.in_force.in_force(dated_, about_.known, true);
    for (const auto* change : entries_inside(of_.in_force)) {
        const auto* before = of_.in_force.in_force(change->from - 1, about_.known, true);
        const bool was = before && before->is.is.given == value{true};
        if (was != (change->is.is.given == value{true}))
            changed_inside(of_.id, change->from, change->is.says.where);
    }
    if (!entry)
        return about_.known && of_.in_force.in_force(dated_) ? "not_yet_known" : "not_in_force";
    if (entry->is.is.is == written_value::state::unknown)
        stop(code::unknown, entry->is.is.where,
             "whether '" + of_.id + "' was in force on " + levy::to_text(dated_) +
                 " is not encoded");
    if (entry->is.is.given != value{true}) {
        const auto reason = of_.not_in_force_reasons.find(entry->from);
        return reason == of_.not_in_force_reasons.end() ? "not_in_force" : reason->second;
    }
    return {};
}

std::vector<const input*> run::not_given() const {
    std::vector<const input*> lacking;
    for (const auto& i : of_.inputs)
        if (i.required() && !about_.given.contains(i.name)) lacking.push_back(&i);
    return lacking;
}

std::string run::reason_not_to_apply() {
    if (auto reason = reason_of_life(); !reason.empty()) return reason;
    if (const auto lacking = not_given(); !lacking.empty()) {
        const auto& i = *lacking.front();
        stop(code::missing, i.where, "the input '" + i.name + "' is not given", asked_for(i));
    }
    for (const auto& c : of_.applies) {
        if (!c.in_force.holds(dated_)) continue;
        refuse_memory(c.cited, "this line stands on memory", c.where);
        trace_step step;
        const bool holds = *kept(c.when, nullptr, step.decided).get_if<bool>();
        step.is = trace_step::kind::condition;
        step.name = "applies";
        step.gave = value{holds};
        step.as = feel::type::of_kind(feel::type::kind::boolean);
        step.formula = std::string{c.when.where.text()};
        step.cited = c.cited;
        step.where = c.where;
        step.note = holds ? "" : c.otherwise;
        note_step(std::move(step));
        reads_.back().clear();
        if (!holds) return c.otherwise;
    }
    return {};
}

namespace {

/// What the period's charges, payments and their balance come to. An account is of one amount: a
/// charge that moves is in none.
account account_of(const instrument& of, const facts& about, const std::vector<result>& results) {
    account made;
    for (const auto& r : results) {
        if (r.charges.empty()) continue;
        if (r.refused) {
            made.refused.push_back(r.name);
            continue;
        }
        if (const auto* n = r.is.get_if<number>()) made.charged += *n;
        for (const auto& part : r.is.items())
            if (const auto* share = part.get_if<number>()) made.charged += *share;
    }
    for (const auto& p : about.paid) made.paid += p.sum;
    made.balance = made.charged - made.paid;
    if (made.refused.empty() && made.balance.sign() < 0 && of.overpaid) {
        // What comes back is settled by the law of the day on which one asks.
        const auto* entry = of.overpaid->in_force(about.known.value_or(last_day));
        made.overpaid = entry ? entry->is.is : "unknown";
    }
    return made;
}

}  // namespace

/// What stops here and leaves no problem may leave one for another amount: no schedule is drawn.
void run::passed_over() {
    for (const auto& [name, given] : about_.given)
        if (const auto* m = feel::moving_in(given)) m->over->refuse();
}

void run::fill(assessment& into) {
    into.dated = dated_;
    into.known = about_.known;
    into.currency = currency_;
    into.over = about_.over;
    into.reason = reason_;
    const auto tell = [&](const diagnostic& why) {  // once, whoever else it stops
        diagnostics one;
        one.add(why);
        into.problems.append_new(one);
    };
    for (std::size_t i = 0; i < of_.outputs.size(); ++i) {
        into.results.push_back(result_of(i));
        if (into.results.back().refused) tell(*into.results.back().refused);
    }
    if (reason_.empty()) {
        for (const auto& c : of_.checks) {
            try {
                if (*feel::evaluate(c, *this).get_if<bool>()) continue;
            } catch (const stopped&) {
                passed_over();
                continue;  // what is not known cannot be held against the rule
            }
            diagnostic problem;
            problem.id = code::check;
            problem.message = "the rule's own check does not hold: " + std::string{c.where.text()};
            problem.primary.where = c.where;
            problem.help =
                "look at the facts first, then at the rule; `--explain` shows how each "
                "figure came about";
            into.problems.add(std::move(problem));
        }
    }
    const bool lives =
        reason_ != "not_in_force" && reason_ != "not_yet_known" && reason_ != "replaced";
    for (const auto& c : of_.carry) {
        try {
            into.carry_next[c.name] = lives ? feel::evaluate(c.next, *this) : by_name(c.name);
        } catch (const stopped& halt) {
            tell(halt.why);
        }
    }
    try {
        const auto liable = by_name("liable");
        const auto* party = liable.get_if<std::string>();
        if (!party)
            stop(code::null, of_.liable->where, "nobody is liable where the rule does not apply");
        into.liable = *party;
        into.filing = filing_of(into.liable);
    } catch (const stopped& halt) {
        if (reason_.empty()) tell(halt.why);
        passed_over();
    }
    into.of_period = account_of(of_, about_, into.results);
    for (std::size_t i = 0; i < memos_.size(); ++i) {
        if (memos_[i].is != memo::state::done ||
            of_.slots[i].is != instrument::slot::kind::definition)
            continue;
        result r;
        r.name = of_.slots[i].name;
        r.as = of_.definitions[of_.slots[i].index].is.values.entries().front().is.is.as;
        r.is = memos_[i].value;
        into.results.push_back(std::move(r));
    }
    into.readings = readings_;
    into.trace = trace_;
}

const result* assessment::find(std::string_view name) const noexcept {
    for (const auto& r : results)
        if (r.name == name) return &r;
    return nullptr;
}

outcome<assessment> assess(const instrument_handle& by, const facts& about, const calendar* days) {
    run one{*by, about, days};
    assessment made;
    made.by = by;
    try {
        one.prepare();
        one.set_reason(one.reason_not_to_apply());
        one.fill(made);
    } catch (const stopped& halt) {
        return halt.why;
    }
    return made;
}

refusals refused_before(const instrument& by, const facts& about) {
    refusals found;
    run one{by, about, nullptr};
    try {
        one.prepare();
        if (one.reason_of_life().empty()) found.lacking = one.not_given();
    } catch (const stopped& halt) {
        found.refused.add(halt.why);
    }
    return found;
}

outcome<result> assess_definition(const instrument_handle& by, const facts& about,
                                  std::string_view name, const calendar* days) {
    run one{*by, about, days};
    try {
        one.prepare();
        one.set_reason(one.reason_not_to_apply());
        result made;
        made.name = std::string{name};
        made.is = one.by_name(name);
        if (const auto* slot = by->find_slot(name)) {
            if (slot->is == instrument::slot::kind::parameter)
                made.as = by->parameters[slot->index].as;
            if (slot->is == instrument::slot::kind::input) made.as = by->inputs[slot->index].as;
            if (slot->is == instrument::slot::kind::definition)
                made.as = by->definitions[slot->index].is.values.entries().front().is.is.as;
        }
        return made;
    } catch (const stopped& halt) {
        return halt.why;
    }
}

}  // namespace levy::rule
