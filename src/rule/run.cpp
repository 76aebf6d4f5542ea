// SPDX-License-Identifier: Apache-2.0
#include "run.hpp"

#include <algorithm>
#include <iterator>

#include <levy/feel/moving.hpp>
#include <levy/feel/parse.hpp>
#include <levy/text/meant.hpp>
#include <levy/value/number_text.hpp>

#include "asked.hpp"
#include "keeping.hpp"

namespace levy::rule {

using feel::value;
using slot_kind = instrument::slot::kind;

void stop(code id, const span& where, std::string message, std::string help,
          std::vector<diagnostic::label> related) {
    diagnostic problem;
    problem.id = id;
    problem.message = std::move(message);
    problem.primary.where = where;
    problem.help = std::move(help);
    problem.related = std::move(related);
    throw stopped{std::move(problem)};
}

run::run(const instrument& of, const facts& about, const calendar* days)
    : of_{of},
      about_{about},
      days_{days},
      dated_{about.over.end},
      memos_(of.slots.size()),
      reads_(1) {}

void run::changed_inside(const std::string& name, day on, const span& used) const {
    stop(code::changes_within_period, used,
         "'" + name + "' changes on " + levy::to_text(on) + ", inside the period " +
             levy::to_text(about_.over),
         "assess the part before " + levy::to_text(on) +
             " and the part after it apart, or name the day that governs");
}

value run::get(std::size_t index, const span& used) {
    const auto& slot = of_.slots[index];
    if (slot.is == slot_kind::period) return period_value();
    auto& memory = memos_[index];
    if (memory.is == memo::state::done) {
        if (memory.step != 0) reads_.back().push_back(memory.step - 1);
        return memory.value;
    }
    if (memory.is == memo::state::stopped) throw stopped{*memory.why};
    LEVY_EXPECTS(memory.is != memo::state::open);  // cycles are refused when the file is read
    memory.is = memo::state::open;
    reads_.emplace_back();
    try {
        const keeping apart{*this, false};
        memory.value = compute(slot, memory, used);
        memory.is = memo::state::done;
    } catch (const stopped& halt) {
        memory.is = memo::state::stopped;
        memory.why = std::make_shared<const diagnostic>(halt.why);
        reads_.pop_back();
        throw;
    }
    reads_.pop_back();
    if (memory.step != 0) reads_.back().push_back(memory.step - 1);
    return memory.value;
}

void run::evaluated(const feel::expr& formula, const value& result) {
    constexpr std::size_t most_parts =
        10'000;  // side by side: elements of a list that nobody reads
    if (!keeps_) return;
    if (parts_.size() >= most_parts) {
        parts_.clear();
        keeps_ = false;
        return;
    }
    const auto inside = [&](const part& p) {
        // The same formula stands there for the element before.
        const auto& where = p.of->where;
        return p.of != &formula && where.begin >= formula.where.begin &&
               where.end <= formula.where.end;
    };
    auto first = parts_.end();
    while (first != parts_.begin() && inside(*std::prev(first))) --first;
    part whole{&formula, result, {}};
    std::move(first, parts_.end(), std::back_inserter(whole.parts));
    parts_.erase(first, parts_.end());
    parts_.push_back(std::move(whole));
}

/// Evaluates, and keeps what the parts gave; nothing of a formula that goes through too many.
value run::kept(const feel::expr& e, const exception* by, std::vector<decision>& into) {
    const keeping apart{*this, !about_.results_alone};
    auto result = feel::evaluate(e, *this);
    if (keeps_) into.push_back({by, std::move(parts_.back())});
    return result;
}

value run::by_name(std::string_view name) {
    const auto* slot = of_.find_slot(name);
    if (!slot) {
        std::vector<std::string> names;
        names.reserve(of_.slots.size());
        for (const auto& s : of_.slots) names.push_back(s.name);
        const auto near = nearest_name(name, names);
        stop(code::not_found, {}, "the rule '" + of_.id + "' has no '" + std::string{name} + "'",
             near.empty() ? "" : "did you mean '" + near + "'?");
    }
    return get(static_cast<std::size_t>(slot - of_.slots.data()), {});
}

void run::note_step(trace_step step) {
    step.used = reads_.back();
    trace_.push_back(std::move(step));
}

namespace {

trace_step step_of(trace_step::kind is, const std::string& name, const feel::type& as,
                   const value& gave) {
    trace_step step;
    step.is = is;
    step.name = name;
    step.as = as;
    step.gave = gave;
    return step;
}

std::string formula_shown(const formula& f, day on, std::optional<day> known) {
    const auto* entry = f.values.in_force(on, known);
    return entry ? feel::to_text(entry->is.is) : std::string{};
}

}  // namespace

trace_step run::parameter_step(const parameter& p, const span& used) {
    auto step = step_of(trace_step::kind::parameter, p.name, p.as, parameter_value(p, used));
    if (const auto* entry = entry_on(p.values, dated_)) {
        step.cited = entry->is.says.cited;
        step.since = entry->from;
        step.where = entry->is.says.where;
    }
    return step;
}

trace_step run::input_step(const input& i, const span& used) {
    const auto given = about_.given.find(i.name);
    const bool is_given = given != about_.given.end();
    if (!is_given && i.required())
        stop(code::missing, used, "the input '" + i.name + "' is not given", asked_for(i));
    auto step = step_of(trace_step::kind::input, i.name, i.as,
                        is_given ? given->second : i.fallback.value_or(value{}));
    step.where = i.where;
    step.from = is_given     ? trace_step::origin::given
                : i.fallback ? trace_step::origin::fallback
                             : trace_step::origin::left_out;
    step.note = is_given ? "given" : i.fallback ? "default" : "not given";
    return step;
}

trace_step run::carry_step(const carried& c) {
    const auto given = about_.carry.find(c.name);
    return step_of(trace_step::kind::input, c.name, c.as,
                   given != about_.carry.end() ? given->second : feel::evaluate(c.start, *this));
}

trace_step run::reading_step(const reading& r) {
    auto step = step_of(trace_step::kind::reading, r.name,
                        feel::type::of_kind(feel::type::kind::text), reading_value(r));
    step.where = r.where;
    if (!readings_.back().open) {  // what decides it then may be law of another day
        step.note = "not a question on this day";
        return step;
    }
    for (const auto& choice : r.choices) {
        if (choice.name != *step.gave.get_if<std::string>()) continue;
        step.note = choice.text;
        step.cited = choice.cited;
    }
    return step;
}

trace_step run::definition_step(const definition& d) {
    auto made = evaluate_formula(d.is);
    const auto& as = d.is.values.entries().front().is.is.as;
    auto step = step_of(trace_step::kind::definition, d.name, as, made.is);
    if (!about_.results_alone) step.formula = formula_shown(d.is, dated_, about_.known);
    step.decided = std::move(made.decided);
    step.where = d.where;
    if (made.cited) step.cited = *made.cited;
    step.since = made.since;
    for (const auto& name : made.exceptions)
        step.note += (step.note.empty() ? "exception " : ", ") + name;
    return step;
}

trace_step run::liable_step() {
    auto step = step_of(trace_step::kind::liable, "liable",
                        feel::type::of_kind(feel::type::kind::text), value{"supplier"});
    if (!of_.liable) return step;
    auto made = evaluate_formula(*of_.liable);
    step.gave = std::move(made.is);
    step.decided = std::move(made.decided);
    step.where = of_.liable->where;
    if (made.cited) step.cited = *made.cited;
    step.since = made.since;
    return step;
}

value run::compute(const instrument::slot& slot, memo& into, const span& used) {
    const auto i = slot.index;
    const auto done = [&](trace_step step) {
        note_step(std::move(step));
        into.step = trace_.size();
        return trace_.back().gave;
    };
    switch (slot.is) {
        case slot_kind::parameter:
            return done(parameter_step(of_.parameters[i], used));
        case slot_kind::input:
            return done(input_step(of_.inputs[i], used));
        case slot_kind::carry:
            return done(carry_step(of_.carry[i]));
        case slot_kind::reading:
            return done(reading_step(of_.readings[i]));
        case slot_kind::definition:
            return done(definition_step(of_.definitions[i]));
        case slot_kind::output:
            return output_value(of_.outputs[i], into);
        case slot_kind::liable:
            return done(liable_step());
        case slot_kind::table:
        case slot_kind::period:
            break;
    }
    throw contract_violation{"a table is called, not read"};
}

value run::period_value() const {
    const auto& over = filing_period_ ? *filing_period_ : about_.over;
    return value::record({{"start", value{over.start}},
                          {"end", value{over.end}},
                          {"next", value{over.next()}},
                          {"days", number{over.days()}},
                          {"months", number{over.months()}}});
}

namespace {

[[noreturn]] void none_in_force(const parameter& p, day on, const span& used) {
    const auto& first = p.values.entries().front();
    stop(code::no_value_in_force, used.in ? used : p.where,
         "'" + p.name + "' has no value in force on " + levy::to_text(on),
         "its first day is " + levy::to_text(first.from) +
             "; add a line for what held before, `unknown` or `none` included",
         {{first.is.is.where, "its first value"}});
}

}  // namespace

value run::written(const parameter& p, const dated<written_value>::entry& entry, const span& used) {
    const auto& says = entry.is.says;
    if (entry.is.is.is == written_value::state::unknown)
        stop(code::unknown, used.in ? used : entry.is.is.where,
             "'" + p.name + "' exists in law from " + levy::to_text(entry.from) +
                 " on and is not encoded",
             says.note.empty() ? "encode it at " + levy::to_text(entry.is.is.where) : says.note,
             {{entry.is.is.where, "`unknown` here"}});
    refuse_memory(says.trust, says.cited, "'" + p.name + "' stands on a figure from memory",
                  used.in ? used : entry.is.is.where, entry.is.is.where);
    if (entry.is.is.is == written_value::state::none) return value{};
    return entry.is.is.given;
}

void run::refuse_memory(confidence trust, const citation& cited, const std::string& what,
                        const span& used, const span& written) const {
    if (trust != confidence::recalled || about_.allow_recalled) return;
    const auto at = written.in ? written : cited.where;
    stop(code::recalled, used, what + " (" + cited.text() + ")",
         "look it up and cite it, or let figures from memory pass for this run: "
         "--allow-recalled, in a case `allow: [recalled]`",
         {{at, "recalled here"}});
}

void run::refuse_memory(const std::optional<citation>& cited, const std::string& what,
                        const span& used) const {
    if (cited) refuse_memory(of_.sources.at(cited->source).trust, *cited, what, used);
}

number run::proration(const parameter& p) const {
    if (!p.prorate || *p.prorate == prorating::never) return number{1};
    const auto& over = about_.over;
    number share;
    if (*p.prorate == prorating::days) {
        share = number{over.days(), plus_months(over.start, 12) - over.start};
    } else {
        const int months = over.months();
        const auto rest_from = plus_months(over.start, months);
        const int left = over.next() - rest_from;
        const auto in_month = last_of_month(rest_from.year(), rest_from.month()).day_of_month();
        share = (number{months} + number{left, in_month}) / 12;
    }
    return share > 1 ? number{1} : share;
}

value run::parameter_value(const parameter& p, const span& used) {
    const auto* entry = entry_on(p.values, dated_);
    for (const auto* change : entries_inside(p.values)) {
        const auto* before = entry_on(p.values, change->from - 1);
        const bool same = before && before->is.is.is == change->is.is.is &&
                          before->is.is.given == change->is.is.given;
        if (!same) changed_inside(p.name, change->from, used);
    }
    if (!entry) none_in_force(p, dated_, used);
    auto result = written(p, *entry, used);
    const auto* n = result.get_if<number>();
    return n && p.prorate ? value{*n * proration(p)} : result;
}

value run::at(std::size_t slot, day on, const span& used) {
    const auto& p = of_.parameters[of_.slots[slot].index];
    const auto* entry = entry_on(p.values, on);
    if (!entry) none_in_force(p, on, used);
    return written(p, *entry, used);
}

value run::spans(std::size_t slot, day from, day to, const span& used) {
    const auto& p = of_.parameters[of_.slots[slot].index];
    std::vector<value> all;
    auto start = from;
    const auto add = [&](day until) {
        const auto* entry = entry_on(p.values, start);
        if (!entry) none_in_force(p, start, used);
        all.push_back(value::record({{"from", value{start}},
                                     {"to", value{until}},
                                     {"days", number{until - start + 1}},
                                     {"value", written(p, *entry, used)}}));
        start = until + 1;
    };
    if (from > to) return value::list({});
    for (const auto* change : p.values.changes(from, to, about_.known)) add(change->from - 1);
    add(to);
    return value::list(std::move(all));
}

value run::reading_value(const reading& r) {
    reading_used used{&r, r.chosen_by_default, r.open.holds(dated_)};
    for (const auto& key : {r.name, r.doubt}) {
        const auto chosen = key.empty() ? about_.readings.end() : about_.readings.find(key);
        if (chosen == about_.readings.end()) continue;
        const bool known =
            std::any_of(r.choices.begin(), r.choices.end(),
                        [&](const reading_choice& c) { return c.name == chosen->second; });
        if (!known) {
            std::vector<std::string> names;
            names.reserve(r.choices.size());
            for (const auto& choice : r.choices) names.push_back(choice.name);
            stop(code::reading, r.where,
                 "'" + chosen->second + "' is no choice of the reading '" + r.name + "'",
                 meant_by(chosen->second, names));
        }
        if (used.open) used.chosen = chosen->second;
        break;
    }
    readings_.push_back(used);
    return value{used.chosen};
}

value run::convert(const value& sum, std::string_view sum_currency, std::string_view to, day on,
                   const span& used) {
    number units;
    std::string from{sum_currency == feel::unit::own_currency ? std::string_view{currency_}
                                                              : sum_currency};
    const bool moves = sum.is<feel::moving_handle>();
    if (const auto* a = sum.get_if<amount>()) {
        units = a->units;
        from = a->unit.letters();
    } else if (!moves) {
        units = *sum.get_if<number>();
    }
    if (moves && from == to) return sum;
    if (!moves && (units.is_zero() || from == to)) return units;
    const auto rate_of = [&](std::string_view letters) -> const exchange_rate* {
        const exchange_rate* found = nullptr;
        for (const auto& rate : about_.exchange) {
            const bool fits = rate.currency == letters && rate.on <= on &&
                              (rate.series.empty() || of_.exchange_series.empty() ||
                               rate.series == of_.exchange_series);
            if (fits && (!found || found->on <= rate.on)) found = &rate;
        }
        return found;
    };
    const auto* of_from = rate_of(from);
    const auto* of_to = rate_of(to);
    if (!of_from || !of_to)
        stop(code::no_rate, used,
             "no rate for " + std::string{of_from ? to : std::string_view{from}} +
                 " was published on or before " + levy::to_text(on),
             of_.exchange_series.empty()
                 ? "give exchange rates"
                 : "the rule converts by the series '" + of_.exchange_series +
                       "'; a case states it: exchange: [{day: " + levy::to_text(on) +
                       ", EUR: 1, USD: 1.05}]");
    if (moves) return feel::scaled(sum, of_to->per_base / of_from->per_base);
    return units / of_from->per_base * of_to->per_base;
}

}  // namespace levy::rule
