// SPDX-License-Identifier: Apache-2.0
#include "prove_witness.hpp"

#include <algorithm>
#include <array>

#include <levy/feel/walk.hpp>
#include <levy/rule/explain.hpp>

#include "run.hpp"

namespace levy::rule {

namespace {

using feel::value;
using kind = feel::type::kind;
using slot_kind = instrument::slot::kind;

constexpr std::size_t most_runs = 200;        // for one rule
constexpr std::size_t most_of_pair = 100;     // for two exceptions
constexpr std::size_t most_parts = 500'000;   // of formulas that are evaluated, for one rule
constexpr std::size_t most_cases = 4;         // of one place
constexpr std::size_t most_starts = 4;        // in one case and period
constexpr std::size_t everything = 1000;      // is missing
constexpr std::size_t most_choices = 16;      // for one input
constexpr std::size_t most_figures = 8;       // that inputs are tried around
constexpr const char* some_currency = "EUR";  // where a rule takes any

/// A run that gives up where all runs together have evaluated enough: a list may be long.
class short_run final : public run {
public:
    short_run(const instrument& of, const facts& about, std::size_t& left)
        : run{of, about, nullptr}, left_{left} {}
    void evaluated(const feel::expr& formula, const value& result) override {
        if (left_ == 0) stop(code::too_large, formula.where, "this is too much to try");
        --left_;
        run::evaluated(formula, result);
    }

private:
    std::size_t& left_;
};

/// The same for every run of levy: which of some choices a try takes.
std::size_t spread(std::size_t attempt, std::size_t place) {
    std::uint64_t n = attempt * 0x9E3779B97F4A7C15ULL + place * 0xBF58476D1CE4E5B9ULL;
    n = (n ^ (n >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    n = (n ^ (n >> 27U)) * 0x94D049BB133111EBULL;
    return static_cast<std::size_t>((n ^ (n >> 31U)) >> 8U);
}

void add_new(std::vector<value>& to, const value& one) {
    if (std::find(to.begin(), to.end(), one) == to.end()) to.push_back(one);
}

/// What the text that is read speaks of: figures in force, days, words.
class grounds {
public:
    grounds(const instrument& of, const std::vector<const feel::expr*>& read, const moment& at)
        : of_{of}, at_{at} {
        auto texts = read;
        for (const auto index : read_by(of, read, true)) {
            const auto& slot = of.slots[index];
            slots_.insert(index);
            if (slot.is == slot_kind::parameter) add(of.parameters[slot.index]);
            if (slot.is == slot_kind::table) add(of.tables[slot.index]);
            if (slot.is == slot_kind::definition)
                add_expressions(of.definitions[slot.index].is, texts);
            if (slot.is == slot_kind::output) add_expressions(of.outputs[slot.index].is, texts);
        }
        for (const auto* e : texts) add(*e);
    }
    [[nodiscard]] bool reads(const std::string& name) const {
        return std::any_of(slots_.begin(), slots_.end(),
                           [&](std::size_t i) { return of_.slots[i].name == name; });
    }

    std::vector<number> figures, ratios;
    std::vector<day> days;
    std::vector<std::string> words;

private:
    template <class Is>
    static void add_one(std::vector<Is>& to, const Is& one) {
        if (to.size() < most_figures && std::find(to.begin(), to.end(), one) == to.end())
            to.push_back(one);
    }
    void add(const value& v) {
        if (const auto* n = v.get_if<number>()) add_one(figures, *n);
        if (const auto* d = v.get_if<day>()) add_one(days, *d);
        if (const auto* w = v.get_if<std::string>()) add_one(words, *w);
        for (const auto& item : v.items()) add(item);
    }
    void add(const feel::expr& e) {
        if (const auto* l = std::get_if<feel::literal>(&e.is)) add(l->is);
        feel::for_each_child(e, [&](const feel::expr& child) { add(child); });
    }
    void add(const parameter& p) {
        const auto* entry = p.values.in_force(at_.on, at_.known);
        if (!entry || entry->is.is.is != written_value::state::given) return;
        const auto* n = entry->is.is.given.get_if<number>();
        if (n && p.prorate && *p.prorate != prorating::never) add(value{*n / 12});
        if (n && p.as.ratio)
            add_one(ratios, *n);
        else
            add(entry->is.is.given);
    }
    void add(const table& t) {
        const auto* entry = t.rows.in_force(at_.on, at_.known);
        if (!entry) return;
        for (const auto& row : entry->is.is)
            for (const auto& tests : row.when)
                for (const auto& one : tests) add(one);
    }

    const instrument& of_;
    const moment& at_;
    std::set<std::size_t> slots_;
};

/// Values inside a span of an ordered kind: at its ends, next to them and between.
void add_inside(const value_span& s, bool whole, std::vector<number>& to) {
    const bool from = s.from.is == cut::end::at_value;
    const bool until = s.to.is == cut::end::at_value;
    if (from && until) {
        const auto middle = (s.from.at + s.to.at) / 2;
        to.push_back(whole ? floor(middle) : middle);
    }
    if (from) to.push_back(s.from.at + 1);
    if (until) to.push_back(s.to.at - 1);
    if (from) to.push_back(s.from.at);
    if (until) to.push_back(s.to.at);
}

value of_rank(const feel::type& as, const number& n) {
    if (as.is == kind::date) return value{day::at(static_cast<std::int32_t>(n.to_int64()))};
    if (as.is == kind::days) return value{feel::days_duration{n.to_int64()}};
    if (as.is == kind::months) return value{feel::months_duration{n.to_int64()}};
    return value{n};
}

std::vector<period> periods_on(const instrument& of, const moment& at) {
    constexpr int far = 800;  // days that a period may reach from its first
    const auto on = at.on;
    if (on > last_day - far || on < first_day + far) return {};
    const auto assessed = of.assessed_on(on, at.known);
    if (!assessed) return {{on, on}};
    std::vector<period> all;
    const auto month = whole(period_kind::month, on);
    if (const auto one = whole(*assessed, on)) {
        all.push_back(one->start == on ? *one : *whole(*assessed, one->next()));
        const auto shorter = std::min(month->end, one->end);
        all.push_back({on, shorter == all.front().end ? on : shorter});
        return all;
    }
    const bool year =
        *assessed == period_kind::fiscal_year || *assessed == period_kind::accounting_year;
    if (year) all.push_back({on, plus_months(on, 12) - 1});
    all.push_back(year ? period{on, month->end} : period{on, on});
    return all;
}

}  // namespace

/// What one input or reading may be given; the first is the simplest.
struct witness_search::choice {
    const input* of;       // null: a reading
    const reading* which;  // null: an input
    bool asked;            // else it must be given and bears on nothing
    std::vector<value> values;

    void give(std::size_t index, facts& to) const {
        const auto& is = values[index];
        if (of)
            to.given[of->name] = is;
        else
            to.readings[which->name] = *is.get_if<std::string>();
    }
};

class witness_search::chooser {
public:
    chooser(case_space& space, const case_box& in, const grounds& near, const moment& at)
        : space_{space}, in_{in}, near_{near}, at_{at} {}

    /// Nothing where no value is known that the type and the case allow.
    [[nodiscard]] std::vector<value> of(const feel::type& as, const std::string& name) const {
        std::vector<value> all;
        switch (as.is) {
            case kind::boolean:
                all = {value{false}, value{true}};
                break;
            case kind::text:
                for (const auto& word : as.one_of) all.emplace_back(word);
                if (!as.one_of.empty()) break;
                for (const auto& word : near_.words) all.emplace_back(word);
                all.emplace_back("other");
                break;
            case kind::number:
                all = numbers(as, name);
                break;
            case kind::date:
            case kind::days:
            case kind::months:
                all = ordered(as, name);
                break;
            case kind::list:
                all = lists(*as.element, name);
                break;
            case kind::record:
                all = records(as, name);
                break;
            default:
                break;
        }
        if (as.optional) all.emplace_back();
        std::erase_if(all, [&](const value& v) { return !space_.allows(in_, name, v); });
        const auto most = as.is == kind::list ? 2 * most_choices : most_choices;
        if (all.size() > most) all.resize(most);
        return all;
    }

private:
    void add_corners(const feel::type& as, const std::string& name, std::vector<value>& to) const {
        const auto* set = space_.values_of(in_, name);
        std::vector<number> ranks;
        if (set)
            for (const auto& s : set->spans)
                add_inside(s, as.is != kind::number || as.whole, ranks);
        for (const auto& n : ranks) add_new(to, of_rank(as, n));
    }
    [[nodiscard]] std::vector<value> numbers(const feel::type& as, const std::string& name) const {
        std::vector<value> all;
        add_corners(as, name, all);
        const auto& near = as.ratio ? near_.ratios : near_.figures;
        const auto step = as.ratio ? number{1, 100} : number{1};
        number most{1000};
        for (const auto& n : near) most = std::max(most, abs(n));
        for (const auto& n : {number{}, step}) add_new(all, value{n});
        for (const auto& n : near) add_new(all, value{n + step});
        add_new(all, value{most * 1000});
        for (const auto& n : near)
            for (const auto& one : {n, n - step}) add_new(all, value{one});
        for (const auto& n : {-step, most * -1000}) add_new(all, value{n});
        if (as.bounds && as.bounds->min) add_new(all, value{*as.bounds->min});
        if (as.bounds && as.bounds->max) add_new(all, value{*as.bounds->max});
        std::erase_if(all, [&](const value& v) {
            const auto& n = *v.get_if<number>();
            return (as.whole && floor(n) != n) ||
                   (as.bounds && as.bounds->min && n < *as.bounds->min) ||
                   (as.bounds && as.bounds->max && n > *as.bounds->max);
        });
        return all;
    }
    [[nodiscard]] std::vector<value> ordered(const feel::type& as, const std::string& name) const {
        std::vector<value> all;
        add_corners(as, name, all);
        if (as.is == kind::date) {
            for (const auto d : {at_.on, at_.on - 1, at_.on + 40}) add_new(all, value{d});
            for (const auto d : near_.days)
                for (const auto one : {d, d - 1, d + 1}) add_new(all, value{one});
            return all;
        }
        for (const auto n : {0, 1, 13}) add_new(all, of_rank(as, number{n}));
        return all;
    }
    [[nodiscard]] std::vector<value> lists(const feel::type& element,
                                           const std::string& name) const {
        std::vector<value> all{value::list({})};
        const auto one = of(element, name + "[]");
        for (const auto& v : one)
            for (auto items : {value::list({v}), value::list({v, v})})
                all.push_back(std::move(items));
        return all;
    }
    [[nodiscard]] std::vector<value> records(const feel::type& as, const std::string& name) const {
        std::vector<std::vector<value>> fields;
        fields.reserve(as.fields.size());
        std::size_t most = 1;
        for (const auto& f : as.fields) {
            fields.push_back(of(f.as, name + "." + f.name));
            if (fields.back().empty()) return {};
            most = std::max(most, fields.back().size());
        }
        std::vector<value> all;
        for (std::size_t i = 0; i < std::min(most, most_choices); ++i) {
            std::vector<feel::record_field> is;
            is.reserve(fields.size());
            for (std::size_t f = 0; f < fields.size(); ++f) {
                const auto place = i == 0 ? 0 : spread(i, f) % fields[f].size();
                is.push_back({as.fields[f].name, fields[f][place]});
            }
            all.push_back(value::record(std::move(is)));
        }
        return all;
    }

    case_space& space_;
    const case_box& in_;
    const grounds& near_;
    const moment& at_;
};

witness_search::witness_search(const instrument& of, const std::set<std::string>& reckoned,
                               case_space& space)
    : of_{of},
      space_{space},
      parts_left_{most_parts},
      runs_left_{reckoned.empty() && !of.in_force.empty() ? most_runs : 0} {}

/// What there is to choose from; nothing where an input that must be given cannot be.
std::optional<std::vector<witness_search::choice>> witness_search::choices(const place& where,
                                                                           const case_box& in) {
    std::vector<const feel::expr*> read{where.values.first, where.values.second};
    for (const auto& g : where.asked)
        if (g.when) read.push_back(g.when);
    if (of_.dated_by) read.push_back(&*of_.dated_by);
    const grounds near{of_, read, where.at};
    const chooser choose{space_, in, near, where.at};
    std::vector<choice> all;
    for (const auto& i : of_.inputs) {
        const bool asked = near.reads(i.name);
        if (!asked && !i.required()) continue;
        choice one{&i, nullptr, asked, {}};
        if (i.fallback && space_.allows(in, i.name, *i.fallback)) one.values = {*i.fallback};
        for (const auto& v : choose.of(i.as, i.name)) add_new(one.values, v);
        if (one.values.empty()) return std::nullopt;
        if (!asked) one.values.resize(1);
        all.push_back(std::move(one));
    }
    for (const auto& r : of_.readings) {
        if (!near.reads(r.name) || !r.open.holds(where.at.on)) continue;
        choice one{nullptr, &r, true, {}};
        for (const auto& c : r.choices)
            if (space_.allows(in, r.name, value{c.name})) one.values.emplace_back(c.name);
        if (one.values.empty()) return std::nullopt;
        all.push_back(std::move(one));
    }
    return all;
}

void witness_search::begin() { of_pair_left_ = most_of_pair; }

std::optional<witness> witness_search::of_conflict(const conflict& wanted, const place& where) {
    facts about;
    about.allow_recalled = true;
    about.results_alone = true;
    if (of_.currency == "any") about.currency = some_currency;
    const auto periods = periods_on(of_, where.at);
    const auto cases = space_.some_cases(where.holds, most_cases);
    std::vector<std::vector<choice>> all;
    all.reserve(cases.size());
    for (const auto& in : cases)
        if (auto here = choices(where, in)) all.push_back(*std::move(here));
    for (std::size_t start = 0; start < most_starts; ++start)
        for (const auto& here : all)
            for (const auto& over : periods) {
                about.over = over;
                if (auto made = tried(wanted, where, about, here, start)) return made;
            }
    return std::nullopt;
}

/// From some facts on, one after another is changed where more of what is asked holds then.
std::optional<witness> witness_search::tried(const conflict& wanted, const place& where,
                                             facts& about, const std::vector<choice>& all,
                                             std::size_t start) {
    std::vector<std::size_t> taken(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        taken[i] = start == 0 ? 0 : spread(start, i) % all[i].values.size();
        all[i].give(taken[i], about);
    }
    auto least = missing(wanted, where, about, everything);
    for (auto before = everything; least != 0 && least < before;) {
        before = least;
        for (std::size_t i = 0; i < all.size() && least != 0; ++i)
            for (std::size_t v = 0; v < all[i].values.size() && least != 0; ++v) {
                if (v == taken[i]) continue;
                all[i].give(v, about);
                const auto here = missing(wanted, where, about, least);
                if (here < least) taken[i] = v;
                least = std::min(least, here);
                all[i].give(taken[i], about);
            }
    }
    if (least != 0) return std::nullopt;
    make_simple(wanted, about, all, taken);
    return told(wanted, about, all);
}

namespace {

/// How many of the questions a condition leaves open until it is true, or false.
std::size_t left_of(const feel::expr& e, bool truth, run& in) {
    if (const auto* b = std::get_if<feel::binary>(&e.is)) {
        const bool all = b->by == feel::operation::conjunction;
        if (all || b->by == feel::operation::disjunction) {
            const auto left = left_of(*b->left, truth, in);
            if (all != truth && left == 0) return 0;
            const auto right = left_of(*b->right, truth, in);
            return all == truth ? left + right : std::min(left, right);
        }
    }
    if (const auto* c = std::get_if<feel::choose>(&e.is))
        return std::min(left_of(*c->condition, true, in) + left_of(*c->then, truth, in),
                        left_of(*c->condition, false, in) + left_of(*c->otherwise, truth, in));
    const auto* c = std::get_if<feel::call>(&e.is);
    if (c && c->function == "not") return left_of(*c->arguments.front().is, !truth, in);
    try {
        return feel::evaluate(e, in) == value{truth} ? 0 : 1;
    } catch (const stopped&) {
        return 1;
    }
}

}  // namespace

/// How much is missing until a run is refused for these two; 0: it is. Counted up to `most`.
std::size_t witness_search::missing(const conflict& wanted, const place& where, const facts& about,
                                    std::size_t most) {
    if (!may_run() || of_pair_left_ == 0) return everything;
    --runs_left_;
    --of_pair_left_;
    short_run one{of_, about, parts_left_};
    try {
        one.prepare();
    } catch (const stopped&) {
        return everything;
    }
    std::size_t left = 1;
    for (const auto& g : where.asked) {
        if (!g.when || !alive(g, where.at)) continue;
        left += left_of(*g.when, g.truth, one);
        if (left > 1 && left >= most) return left;
    }
    if (left > 1) return left;
    return met(wanted, about, false) && met(wanted, about, true) ? 0 : 1;
}

/// What comes first among the choices and shows the same is told instead.
void witness_search::make_simple(const conflict& wanted, facts& about,
                                 const std::vector<choice>& all,
                                 const std::vector<std::size_t>& taken) {
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t first = 0; first < taken[i]; ++first) {
            all[i].give(first, about);
            if (met(wanted, about, true)) break;
            all[i].give(taken[i], about);
        }
}

/// Whether a run is refused for these two: of the formula alone, or as a whole.
bool witness_search::met(const conflict& wanted, const facts& about, bool whole) {
    const auto by_these = [&](const diagnostic& one) {
        return one.id == code::conflicting_exceptions && one.primary.where == wanted.second.where &&
               one.related.size() == 1 && one.related.front().where == wanted.first.where;
    };
    short_run one{of_, about, parts_left_};
    assessment made;
    try {
        one.prepare();
        one.set_reason(one.reason_not_to_apply());
        if (whole)
            one.fill(made);
        else
            (void)one.evaluate_formula(wanted.of);
    } catch (const stopped& halt) {
        return by_these(halt.why);
    }
    return std::any_of(made.problems.begin(), made.problems.end(), by_these);
}

witness witness_search::told(const conflict& wanted, const facts& about,
                             const std::vector<choice>& all) {
    witness made;
    made.over = about.over;
    const auto add = [&](const std::string& name, const std::string& is) {
        made.shown.append(made.shown.empty() ? "" : ", ").append(name).append(" = ").append(is);
    };
    for (const auto& one : all) {
        if (!one.asked) continue;
        if (one.which) {
            add(one.which->name, about.readings.at(one.which->name));
            continue;
        }
        const auto& is = about.given.at(one.of->name);
        if (one.of->fallback && *one.of->fallback == is) continue;
        const auto* truth = is.get_if<bool>();
        add(one.of->name, truth ? (*truth ? "true" : "false") : shown_value(is, one.of->as));
    }
    const auto gives = [&](const exception& x) {
        run one{of_, about, nullptr};
        one.prepare();
        return shown_value(one.evaluate_formula(x.then).is,
                           x.then.values.entries().front().is.is.as);
    };
    made.first_gives = gives(wanted.first);
    made.second_gives = gives(wanted.second);
    return made;
}

}  // namespace levy::rule
