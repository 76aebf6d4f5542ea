// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>

#include <levy/feel/parse.hpp>
#include <levy/feel/walk.hpp>
#include <levy/rule/deciding.hpp>
#include <levy/rule/explain.hpp>

#include "decision.hpp"

namespace levy::rule {

namespace {

using feel::value;

deciding::kind kind_of(trace_step::kind is) {
    switch (is) {
        case trace_step::kind::output:
            return deciding::kind::output;
        case trace_step::kind::input:
            return deciding::kind::input;
        case trace_step::kind::parameter:
            return deciding::kind::parameter;
        case trace_step::kind::reading:
            return deciding::kind::reading;
        case trace_step::kind::liable:
            return deciding::kind::liable;
        case trace_step::kind::condition:
            return deciding::kind::condition;
        case trace_step::kind::table_row:
            return deciding::kind::table;
        default:
            return deciding::kind::definition;
    }
}

deciding node_of(deciding::kind is, const part& p) {
    deciding made;
    made.is = is;
    made.formula = feel::to_text(*p.of);
    made.as = p.of->as;
    made.gave = p.gave;
    made.where = p.of->where;
    return made;
}

std::string shown_part(const part& p) { return shown_value(p.gave, p.of->as); }

/// The two sides of a comparison in figures; one side where the other is written out.
std::string sides_of(const part& p) {
    std::string text;
    for (const auto& side : p.parts) {
        if (std::holds_alternative<feel::literal>(side.of->is)) continue;
        if (side.gave.is<feel::range_handle>()) continue;
        text += (text.empty() ? "" : " against ") + shown_part(side);
    }
    return text;
}

/// Of `name = "word"` the name: what it is tells all.
const part* named_alternative(const part& p) {
    const auto* b = std::get_if<feel::binary>(&p.of->is);
    if (!b || (b->by != feel::operation::equal && b->by != feel::operation::unequal))
        return nullptr;
    const part* name = nullptr;
    for (const auto& side : p.parts) {
        const auto* word = std::get_if<feel::literal>(&side.of->is);
        if (word && word->is.is<number>()) return nullptr;
        if (!word)
            name = name || !std::holds_alternative<feel::name>(side.of->is) ? nullptr : &side;
    }
    return name;
}

class decider {
public:
    explicit decider(const assessment& made) : made_{made} {
        for (std::size_t i = 0; i < made.trace.size(); ++i) {
            const auto& step = made.trace[i];
            if (step.is == trace_step::kind::table_row)
                tables_.emplace(step.name + "(" + step.note + ")", i);
            else if (step.is != trace_step::kind::condition)
                steps_.emplace(step.name, i);
        }
    }

    std::vector<deciding> path() {
        std::vector<deciding> all;
        if (!made_.reason.empty()) {
            all.push_back(why_it_does_not_apply());
            return all;
        }
        for (const auto& r : made_.results) {
            const auto found = steps_.find(r.name);
            if (r.is_output && r.refused)
                all.push_back(refused(r));
            else if (r.is_output && found != steps_.end())
                all.push_back(of_step(found->second));
        }
        for (std::size_t i = 0; i < made_.trace.size(); ++i)
            if (made_.trace[i].is == trace_step::kind::condition) all.push_back(of_step(i));
        const auto liable = steps_.find("liable");
        if (made_.by->liable && liable != steps_.end() && !told_.contains(liable->second))
            all.push_back(of_step(liable->second));
        return all;
    }

private:
    /// The line of `applies` that fails; where none does, the rule is not in force.
    deciding why_it_does_not_apply() {
        for (std::size_t i = 0; i < made_.trace.size(); ++i)
            if (made_.trace[i].is == trace_step::kind::condition &&
                made_.trace[i].gave == value{false})
                return of_step(i);
        deciding made;
        made.is = deciding::kind::condition;
        made.name = "in_force";
        made.gave = value{false};
        made.as = feel::type::of_kind(feel::type::kind::boolean);
        made.note = made_.reason;
        const auto* entry = made_.by->in_force.in_force(made_.dated, made_.known, true);
        if (!entry) return made;
        made.cited = entry->is.says.cited;
        made.since = entry->from;
        made.where = entry->is.says.where;
        return made;
    }

    static deciding refused(const result& r) {
        deciding made;
        made.is = deciding::kind::output;
        made.name = r.name;
        made.as = r.as;
        made.says = "refused, " + r.refused->message;
        made.where = r.refused->primary.where;
        return made;
    }

    deciding of_step(std::size_t index) {
        const auto& step = made_.trace[index];
        deciding made;
        made.is = kind_of(step.is);
        made.from = step.from;
        made.name = step.name;
        made.formula = step.formula;
        made.as = step.as;
        made.gave = step.gave;
        made.note = step.note;
        made.cited = step.cited;
        made.since = step.since;
        made.where = step.where;
        made.again = !told_.insert(index).second;
        if (made.again) return made;
        for (const auto& d : step.decided) {
            if (d.by) {
                made.because.push_back(of_exception(d));
                continue;
            }
            // What an exception gives stands in the place of the formula.
            if (!made.because.empty()) made.formula = feel::to_text(*d.whole.of);
            add(d.whole, made.because);
        }
        if (step.is == trace_step::kind::condition && !made.because.empty() &&
            made.because.front().is == deciding::kind::comparison &&
            made.because.front().formula == feel::to_text(*step.decided.front().whole.of)) {
            // The line is one comparison: its figures stand on the line itself.
            auto only = std::move(made.because.front());
            made.because.erase(made.because.begin());
            made.says = std::move(only.says);
            made.because.insert(made.because.begin(), std::make_move_iterator(only.because.begin()),
                                std::make_move_iterator(only.because.end()));
        }
        if (step.is == trace_step::kind::output) add_rounding(step.name, made.because);
        if (step.decided.empty())
            for (const auto used : step.used) add_step(used, made.because);
        return made;
    }

    /// Where the law is open on how to round, the reading taken.
    void add_rounding(const std::string& output, std::vector<deciding>& into) {
        for (const auto& o : made_.by->outputs) {
            if (o.name != output || !o.round || o.round->by.empty()) continue;
            const auto found = steps_.find(o.round->by);
            if (found != steps_.end()) add_step(found->second, into);
        }
    }

    deciding of_exception(const decision& d) {
        auto made = node_of(deciding::kind::exception, d.whole);
        made.name = d.by->name;
        made.note = d.by->reason;
        made.cited = d.by->then.cited;
        made.where = d.by->where;
        add(d.whole, made.because);
        return made;
    }

    void add_step(std::size_t index, std::vector<deciding>& into) {
        const auto& name = made_.trace[index].name;
        const bool there = std::any_of(into.begin(), into.end(), [&](const deciding& d) {
            return d.name == name && made_.trace[index].is != trace_step::kind::table_row;
        });
        if (!there) into.push_back(of_step(index));
    }

    /// Of what a formula goes through each step is told once.
    static void merge(std::vector<deciding> steps, std::vector<deciding>& into) {
        for (auto& step : steps) {
            const bool there = std::any_of(into.begin(), into.end(), [&](const deciding& d) {
                return d.is == step.is && d.name == step.name && d.formula == step.formula &&
                       d.note == step.note;
            });
            if (!there) into.push_back(std::move(step));
        }
    }

    /// The parts of `p` that decide what it gave.
    void add(const part& p, std::vector<deciding>& into) {
        const auto& is = p.of->is;
        if (const auto* n = std::get_if<feel::name>(&is)) return add_name(*n, p, into);
        if (const auto* b = std::get_if<feel::binary>(&is); b && is_logic(b->by))
            return add_logic(*b, p, into);
        if (const auto* name = named_alternative(p)) return add(*name, into);
        if (is_comparison(*p.of)) return add_comparison(p, into);
        if (const auto* b = std::get_if<feel::binary>(&is); b && p.parts.size() == 2)
            return add_arithmetic(*b, p, into);
        if (const auto* c = std::get_if<feel::choose>(&is)) return add_choice(*c, p, into);
        if (const auto* c = std::get_if<feel::call>(&is)) return add_call(*c, p, into);
        const bool goes_round = std::holds_alternative<feel::loop>(is) ||
                                std::holds_alternative<feel::filter>(is) ||
                                std::holds_alternative<feel::quantified>(is);
        const bool outside = in_loop_;
        in_loop_ = in_loop_ || goes_round;
        for (const auto& inner : p.parts) add(inner, into);
        in_loop_ = outside;
    }

    void add_name(const feel::name& n, const part& p, std::vector<deciding>& into) {
        const auto found = p.of->slot ? steps_.find(n.id) : steps_.end();
        if (found != steps_.end()) add_step(found->second, into);
    }

    /// A factor of nothing decides a product alone; a sum of nothing is told and goes no deeper.
    void add_arithmetic(const feel::binary& b, const part& p, std::vector<deciding>& into) {
        const auto nothing = [](const part& q) {
            const auto* n = q.gave.get_if<number>();
            return n && n->is_zero();
        };
        const bool sum = b.by == feel::operation::add || b.by == feel::operation::subtract;
        if (b.by == feel::operation::multiply && nothing(p.parts[0])) return add(p.parts[0], into);
        if (b.by == feel::operation::multiply && nothing(p.parts[1])) return add(p.parts[1], into);
        for (const auto& term : p.parts) {
            const auto* n = std::get_if<feel::name>(&term.of->is);
            const auto found = n && term.of->slot ? steps_.find(n->id) : steps_.end();
            const bool money = !term.of->as.of.is_plain();
            if (sum && money && !nothing(p) && nothing(term) && found != steps_.end())
                add_mention(found->second, into);
            else
                add(term, into);
        }
    }
    void add_mention(std::size_t index, std::vector<deciding>& into) {
        const auto& step = made_.trace[index];
        deciding made;
        made.is = kind_of(step.is);
        made.from = step.from;
        made.name = step.name;
        made.as = step.as;
        made.gave = step.gave;
        made.cited = step.cited;
        made.where = step.where;
        if (step.is == trace_step::kind::input) made.note = step.note;
        into.push_back(std::move(made));
    }

    /// All parts where they had to agree, else the one that settled it.
    void add_logic(const feel::binary& b, const part& p, std::vector<deciding>& into) {
        const bool settled = p.gave == value{b.by == feel::operation::disjunction};
        if (settled) return add(p.parts.back(), into);
        for (const auto& inner : p.parts) add(inner, into);
    }

    void add_comparison(const part& p, std::vector<deciding>& into) {
        std::vector<deciding> names;
        for (const auto& side : p.parts) add(side, names);
        if (in_loop_) {
            merge(std::move(names), into);
            return;
        }
        auto made = node_of(deciding::kind::comparison, p);
        made.says = sides_of(p);
        made.because = std::move(names);
        into.push_back(std::move(made));
    }

    /// One line for a chain of `else if`: the branch at its end, and every condition on the way.
    void add_choice(const feel::choose&, const part& p, std::vector<deciding>& into) {
        std::vector<deciding> why;
        const auto* taken = &p;
        while (std::holds_alternative<feel::choose>(taken->of->is)) {
            add(taken->parts[0], why);
            taken = &taken->parts[1];
        }
        if (in_loop_) {
            merge(std::move(why), into);
            return add(*taken, into);
        }
        auto made = node_of(deciding::kind::choice, *taken);
        made.because = std::move(why);
        into.push_back(std::move(made));
        add(*taken, into);
    }

    void add_call(const feel::call& c, const part& p, std::vector<deciding>& into) {
        if (const auto won = winner_of(p); won && !in_loop_) return add_extreme(c, p, *won, into);
        if (p.of->slot && (c.function == "at" || c.function == "spans"))
            return add_dated(c, p, into);
        if (p.of->slot) {
            std::string arguments;
            for (const auto& a : p.parts)
                arguments += (arguments.empty() ? "" : ", ") + feel::to_text(a.gave);
            const auto found = tables_.find(c.function + "(" + arguments + ")");
            if (found != tables_.end()) {
                auto made = of_step(found->second);
                const auto& t = made_.by->tables[made_.by->slots[*p.of->slot].index];
                made.says = (t.slices ? "up to the slice " : "by the row ") +
                            std::string{made.where.text()};
                if (!made.again)
                    for (const auto& a : p.parts) add(a, made.because);
                into.push_back(std::move(made));
                return;
            }
        }
        for (const auto& inner : p.parts) add(inner, into);
    }

    void add_extreme(const feel::call& c, const part& p, std::size_t won,
                     std::vector<deciding>& into) {
        auto made = node_of(deciding::kind::extreme, p);
        const auto& best = p.parts[won];
        made.says = feel::to_text(*best.of);
        for (std::size_t i = 0; i < p.parts.size(); ++i) {
            const auto& other = p.parts[i];
            const auto *a = best.gave.get_if<number>(), *b = other.gave.get_if<number>();
            if (i != won && !a)
                made.says += ", not " + feel::to_text(*other.of) + ", " + shown_part(other);
            if (i == won || !a || !b) continue;
            const auto by = *a == *b ? std::string{"equal to "}
                                     : shown_value(abs(*a - *b), p.of->as) +
                                           (c.function == "min" ? " below " : " above ");
            made.says += ", " + by + feel::to_text(*other.of);
        }
        into.push_back(std::move(made));
        add(best, into);
    }

    /// `at` and `spans` read entries of a parameter on days of their own.
    void add_dated(const feel::call& c, const part& p, std::vector<deciding>& into) {
        const auto& of = made_.by->parameters[made_.by->slots[*p.of->slot].index];
        const auto entry_of = [&](day on, const value& gave) {
            deciding made;
            made.is = deciding::kind::parameter;
            made.name = of.name;
            made.as = of.as;
            made.gave = gave;
            made.note = "on " + levy::to_text(on);
            if (const auto* entry = of.values.in_force(on, made_.known)) {
                made.cited = entry->is.says.cited;
                made.since = entry->from;
                made.where = entry->is.says.where;
            }
            into.push_back(std::move(made));
        };
        if (c.function == "at") {
            entry_of(*p.parts.back().gave.get_if<day>(), p.gave);
        } else {
            for (const auto& span : p.gave.items())
                entry_of(*span.field("from")->get_if<day>(), *span.field("value"));
        }
        for (const auto& inner : p.parts) add(inner, into);
    }

    const assessment& made_;
    std::map<std::string, std::size_t, std::less<>> steps_, tables_;
    std::set<std::size_t> told_;
    bool in_loop_ = false;
};

}  // namespace

std::vector<deciding> deciding_path(const assessment& made) { return decider{made}.path(); }

std::string_view name_of(deciding::kind is) noexcept {
    constexpr std::array<std::string_view, 12> names{
        "output", "definition", "liable", "condition", "exception", "comparison",
        "choice", "extreme",    "table",  "parameter", "input",     "reading"};
    return names[static_cast<std::size_t>(is)];
}

}  // namespace levy::rule
