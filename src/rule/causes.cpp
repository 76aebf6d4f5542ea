// SPDX-License-Identifier: Apache-2.0
#include "causes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <levy/feel/parse.hpp>
#include <levy/feel/walk.hpp>
#include <levy/rule/explain.hpp>

#include "decision.hpp"

namespace levy::rule {

namespace {

using feel::value;

template <class Each>
void for_each_part(const part& p, const Each& each) {
    for (const auto& inner : p.parts) for_each_part(inner, each);
    each(p);
}

using named_steps = std::map<std::string, const trace_step*, std::less<>>;

named_steps steps_of(const assessment& made) {
    named_steps all;
    for (const auto& step : made.trace)
        if (step.is != trace_step::kind::condition && step.is != trace_step::kind::table_row)
            all.emplace(step.name, &step);
    return all;
}

/// Each part of a formula as it came out, as often as it was evaluated: once for each element that
/// a formula goes through.
using known_parts = std::map<const feel::expr*, std::vector<const part*>>;

known_parts parts_of(const assessment& made) {
    known_parts all;
    for (const auto& step : made.trace)
        for (const auto& d : step.decided)
            for_each_part(d.whole, [&](const part& p) { all[p.of].push_back(&p); });
    return all;
}

/// The rows met, in the order of the calls of each table.
using known_rows = std::map<std::string, std::vector<const trace_step*>, std::less<>>;

known_rows rows_of(const assessment& made) {
    known_rows all;
    for (const auto& step : made.trace)
        if (step.is == trace_step::kind::table_row) all[step.name].push_back(&step);
    return all;
}

std::set<const exception*> exceptions_of(const assessment& made) {
    std::set<const exception*> all;
    for (const auto& step : made.trace)
        for (const auto& d : step.decided)
            if (d.by) all.insert(d.by);
    return all;
}

class finder {
public:
    finder(const assessment& here, const assessment& there)
        : here_{here},
          there_{there},
          steps_here_{steps_of(here)},
          steps_there_{steps_of(there)},
          parts_here_{parts_of(here)},
          rows_here_{rows_of(here)} {}

    std::vector<cause> find() {
        add_life();
        add_conditions();
        add_exceptions();
        add_dated();
        add_readings();
        add_rows();
        add_parts();
        if (all_.empty()) add_facts();
        return std::move(all_);
    }

private:
    void add(cause one) {
        const bool there = std::any_of(all_.begin(), all_.end(),
                                       [&](const cause& c) { return c.what == one.what; });
        if (!there) all_.push_back(std::move(one));
    }

    [[nodiscard]] static bool lives(const assessment& made) {
        return made.reason != "not_in_force" && made.reason != "not_yet_known" &&
               made.reason != "replaced";
    }
    void add_life() {
        if (lives(here_) == lives(there_)) return;
        cause one;
        one.what = lives(there_) ? "the rule is in force" : "the rule is not in force";
        // Of two days the later one is under the entry that made the difference.
        const auto* entry =
            here_.by->in_force.in_force(std::max(here_.dated, there_.dated), here_.known, true);
        if (entry) {
            one.cited = entry->is.says.cited;
            one.since = entry->from;
            one.where = entry->is.says.where;
        }
        add(std::move(one));
    }

    void add_conditions() {
        for (const auto& step : there_.trace) {
            if (step.is != trace_step::kind::condition) continue;
            const auto same =
                std::find_if(here_.trace.begin(), here_.trace.end(), [&](const trace_step& other) {
                    return other.is == step.is && other.where == step.where;
                });
            const bool was = same == here_.trace.end() || same->gave == value{true};
            if (was == (step.gave == value{true})) continue;
            cause one;
            one.what = step.formula + (was ? " does not hold" : " holds");
            one.cited = step.cited;
            one.where = step.where;
            add(std::move(one));
        }
    }

    void add_exceptions() {
        const auto held = exceptions_of(here_);
        const auto holds = exceptions_of(there_);
        const auto one = [](const exception& x, const char* how) {
            cause made;
            made.what = "exception " + x.name + how;
            made.cited = x.then.cited;
            made.where = x.where;
            return made;
        };
        // A formula that one of the runs never came to tells nothing.
        if (!there_.reason.empty()) return;
        for (const auto* x : in_order_of(there_, steps_here_))
            if (!held.contains(x)) add(one(*x, " holds"));
        for (const auto* x : in_order_of(here_, steps_there_))
            if (!holds.contains(x)) add(one(*x, " does not hold"));
    }
    [[nodiscard]] static std::vector<const exception*> in_order_of(const assessment& made,
                                                                   const named_steps& other) {
        std::vector<const exception*> all;
        for (const auto& step : made.trace)
            for (const auto& d : step.decided)
                if (d.by && other.contains(step.name)) all.push_back(d.by);
        return all;
    }

    void add_dated() {
        for (const auto& step : there_.trace) {
            const bool named =
                step.is != trace_step::kind::output && step.is != trace_step::kind::table_row;
            if (!named || !step.since) continue;
            const auto found = steps_here_.find(step.name);
            const auto* other = found == steps_here_.end() ? nullptr : found->second;
            // What the other run never came to tells something where it began in between.
            const auto [first, last] = std::minmax(here_.dated, there_.dated);
            const bool is_new = !other && first < *step.since && *step.since <= last;
            if (is_new || (other && changes(*other, step))) add(of_step(step, step.name));
        }
        each_row([&](const trace_step& was, const trace_step& is) {
            if (changes(was, is)) add(of_step(is, is.name + "(" + is.note + ")"));
        });
    }
    [[nodiscard]] static bool changes(const trace_step& was, const trace_step& is) {
        return was.since && was.since != is.since && was.gave != is.gave;
    }
    [[nodiscard]] static cause of_step(const trace_step& step, const std::string& name) {
        return {name + " is " + shown_value(step.gave, step.as), step.cited, step.since,
                step.where};
    }

    /// Each call of a table beside the same call in the first run.
    template <class Each>
    void each_row(const Each& each) const {
        std::map<std::string_view, std::size_t> met;
        for (const auto& step : there_.trace) {
            if (step.is != trace_step::kind::table_row) continue;
            const auto nth = met[step.name]++;
            const auto found = rows_here_.find(step.name);
            if (found != rows_here_.end() && nth < found->second.size())
                each(*found->second[nth], step);
        }
    }
    /// Each part of a formula beside the same in the first run, the innermost first.
    template <class Each>
    void each_part(const Each& each) const {
        std::map<const feel::expr*, std::size_t> met;
        for (const auto& step : there_.trace)
            for (const auto& d : step.decided)
                for_each_part(d.whole, [&](const part& p) {
                    const auto nth = met[p.of]++;
                    const auto found = parts_here_.find(p.of);
                    if (found != parts_here_.end() && nth < found->second.size())
                        each(step, *found->second[nth], p);
                });
    }

    void add_readings() {
        for (const auto& used : there_.readings) {
            const auto other = std::find_if(here_.readings.begin(), here_.readings.end(),
                                            [&](const reading_used& r) { return r.of == used.of; });
            if (other == here_.readings.end()) continue;
            if (other->chosen == used.chosen) continue;
            cause one;
            one.what = used.of->name + " is read as " + used.chosen;
            for (const auto& choice : used.of->choices)
                if (choice.name == used.chosen) one.cited = choice.cited;
            one.where = used.of->where;
            add(std::move(one));
        }
    }

    void add_rows() {
        each_row([&](const trace_step& was, const trace_step& is) {
            if (was.where == is.where || was.since != is.since) return;
            add({is.name + " meets " + std::string{is.where.text()}, is.cited, is.since, is.where});
        });
    }

    /// Comparisons, and winners of a `min` or `max`.
    void add_parts() {
        each_part([&](const trace_step& step, const part& was, const part& is) {
            if (decides(is) && was.gave != is.gave)
                return add(of_part(is, step, feel::to_text(*is.of).append(truth(is))));
            const auto before = winner_of(was);
            const auto now = winner_of(is);
            if (before && now && *before != *now)
                add(of_part(is, step,
                            feel::to_text(*is.of) + " is " + feel::to_text(*is.parts[*now].of)));
        });
    }
    [[nodiscard]] static std::string_view truth(const part& p) {
        return p.gave == value{true} ? " holds" : " does not hold";
    }
    /// A comparison; of a reading its choice was told.
    [[nodiscard]] bool decides(const part& p) const {
        return is_comparison(*p.of) &&
               std::none_of(p.parts.begin(), p.parts.end(), [&](const part& side) {
                   return names(side, trace_step::kind::reading);
               });
    }
    [[nodiscard]] bool names(const part& p, trace_step::kind kind) const {
        const auto* n = std::get_if<feel::name>(&p.of->is);
        const auto found = n ? steps_there_.find(n->id) : steps_there_.end();
        return found != steps_there_.end() && found->second->is == kind;
    }

    /// Facts that are true or false by themselves, where nothing else tells the difference.
    void add_facts() {
        each_part([&](const trace_step& step, const part& was, const part& is) {
            const bool fact = is.gave.is<bool>() && names(is, trace_step::kind::input);
            if (fact && was.gave != is.gave)
                add(of_part(is, step, feel::to_text(*is.of).append(truth(is))));
        });
    }

    /// The parameter that a part names, or a row of the table that it calls.
    [[nodiscard]] const trace_step* figure_of(const part& p) const {
        if (names(p, trace_step::kind::parameter))
            return steps_there_.find(std::get<feel::name>(p.of->is).id)->second;
        const auto* c = std::get_if<feel::call>(&p.of->is);
        if (!c || !p.of->slot) return nullptr;
        const auto row =
            std::find_if(there_.trace.begin(), there_.trace.end(), [&](const trace_step& step) {
                return step.is == trace_step::kind::table_row && step.name == c->function;
            });
        return row == there_.trace.end() ? nullptr : &*row;
    }

    /// Cited by the figure that is compared with, else by the step.
    cause of_part(const part& p, const trace_step& step, std::string what) const {
        cause one;
        one.what = std::move(what);
        one.cited = step.cited;
        one.since = step.since;
        one.where = p.of->where;
        for_each_part(p, [&](const part& inner) {
            const auto* figure = figure_of(inner);
            if (!figure || !figure->cited) return;
            one.cited = figure->cited;
            one.since = figure->since;
        });
        if (one.since && *one.since == first_day) one.since.reset();
        return one;
    }

    const assessment& here_;
    const assessment& there_;
    named_steps steps_here_, steps_there_;
    known_parts parts_here_;
    known_rows rows_here_;
    std::vector<cause> all_;
};

}  // namespace

std::vector<cause> causes_between(const assessment& here, const assessment& there) {
    return finder{here, there}.find();
}

}  // namespace levy::rule
