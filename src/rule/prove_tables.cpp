// SPDX-License-Identifier: Apache-2.0
// Tables without gap, overlap or dead rows, for the figures of each stretch of days.
#include <algorithm>
#include <map>

#include <levy/feel/check.hpp>
#include <levy/rule/explain.hpp>

#include "prove.hpp"
#include "prove_reach.hpp"
#include "prove_table.hpp"

namespace levy::rule {

namespace {

using slot_kind = instrument::slot::kind;

constexpr std::size_t most_told = 6;
constexpr std::size_t most_cases = 200;

std::string and_more(std::size_t more, bool complete) {
    if (more == 0 && complete) return "";
    return ", and " + std::string{complete ? "" : "at least "} + std::to_string(more) + " more";
}

/// Figures under which a version is proven: those of some days, with the readings that are taken.
struct figures {
    day_range days = {};
    moment at = {};
    taken_readings taken = {};
};

/// One version of a table: the rows of one entry.
class table_prover {
public:
    using entry = dated<std::vector<table_row>>::entry;

    /// `left`: steps that the proof of all versions together may still take.
    table_prover(const instrument& in, const table& of, const entry& version, std::size_t& left,
                 diagnostics& sink)
        : in_{in}, of_{of}, version_{version}, rows_{version.is.is}, left_{left}, sink_{sink} {
        for (const auto& row : rows_)
            for (const auto& tests : row.when)
                for (const auto& t : tests) tests_.push_back(&t);
        const bool reads = std::any_of(tests_.begin(), tests_.end(), [](const feel::expr* e) {
            return !feel::slots_of(*e).empty();
        });
        if (reads) slots_ = read_by(in, tests_, true);
    }

    void run() {
        const auto now = all_now();
        if (of_.slices) {
            for (const auto& one : now) bands(one);
            return tell();
        }
        if (slots_.empty()) {
            std::vector<table_case> one;
            one.push_back(case_of(now.front()));
            dead_parts(one);
            holes(one.front(), now.front());
        } else {
            auto ever = cases_of(all_ever());
            dead_parts(ever);
            for (const auto& one : now) holes(case_of(one), one);
        }
        tell();
    }

private:
    using figures_of_year = std::map<const feel::expr*, number>;

    [[nodiscard]] table_case case_of(const figures& one) const {
        return {
            of_, rows_,
            [this, one, cut = cut_figures(one)](const feel::expr& e) -> std::optional<feel::value> {
                if (const auto found = cut.find(&e); found != cut.end()) return found->second;
                return fixed_value(in_, e, one.at, one.taken);
            }};
    }
    /// Where all figures of a column are cut to the period alike, its rows lie to one another as in
    /// a whole year.
    [[nodiscard]] figures_of_year cut_figures(const figures& one) const {
        figures_of_year all;
        if (slots_.empty()) return all;
        for (std::size_t c = 0; c < of_.columns.size(); ++c) {
            const auto& as = of_.columns[c].as;
            const auto scales = [](const std::optional<number>& end) {
                return !end || end->is_zero();
            };
            if (as.whole || (as.bounds && !(scales(as.bounds->min) && scales(as.bounds->max))))
                continue;
            figures_of_year of_column;
            std::set<prorating> ways;
            bool alike = true;
            for (const auto& row : rows_)
                for (const auto& t : row.when[c])
                    each_figure(t, [&](const feel::expr& e) {
                        const auto sum = cut_to_period(in_, e, one.at, one.taken);
                        alike = alike && sum;
                        if (!sum) return;
                        if (sum->by) ways.insert(*sum->by);
                        of_column.emplace(&e, sum->of_year);
                    });
            if (alike && ways.size() == 1) all.merge(of_column);
        }
        return all;
    }

    [[nodiscard]] std::vector<table_case> cases_of(const std::vector<figures>& all) const {
        std::vector<table_case> made;
        made.reserve(all.size());
        for (const auto& one : all) made.push_back(case_of(one));
        return made;
    }

    // Which figures there may be: every choice of the readings that are open.
    void add_choices(const figures& at, std::vector<figures>& to) {
        std::vector<figures> all{at};
        for (const auto index : slots_) {
            const auto& slot = in_.slots[index];
            if (slot.is != slot_kind::reading) continue;
            const auto& r = in_.readings[slot.index];
            if (!r.open.holds(at.at.on)) continue;
            std::vector<figures> more;
            for (const auto& one : all)
                for (const auto& choice : r.choices) {
                    more.push_back(one);
                    more.back().taken[r.name] = choice.name;
                }
            all = std::move(more);
            too_many_ = too_many_ || all.size() > most_cases;
            if (too_many_) return;
        }
        to.insert(to.end(), all.begin(), all.end());
    }
    /// On the days on which the version is in force, knowing all.
    [[nodiscard]] std::vector<figures> all_now() {
        if (slots_.empty()) return {{}};  // whatever the day
        clocks all;
        all.add(of_.rows);
        all.add(in_, tests_);
        auto days = all.days();
        for (const auto& life : in_.in_force.entries()) days.insert(life.from);
        std::vector<figures> made;
        for (const auto& stretch : stretches(days)) {
            const moment at{some_day(stretch), std::nullopt};
            if (in_force(in_, at.on) && of_.rows.in_force(at.on) == &version_)
                add_choices({stretch, at, {}}, made);
        }
        return made;
    }
    /// On every day and whatever was known.
    [[nodiscard]] std::vector<figures> all_ever() {
        clocks all;
        all.add(of_.rows);
        all.add(in_, tests_);
        std::vector<figures> made;
        for (const auto& at : all.moments(in_))
            if (of_.rows.in_force(at.on, at.known) == &version_) add_choices({{}, at, {}}, made);
        return made;
    }

    // What counts in no case whatever.
    void dead_parts(std::vector<table_case>& all) {
        if (too_many_ || all.empty()) return;
        for (std::size_t r = 0; r < rows_.size(); ++r)
            for (std::size_t c = 0; c < rows_[r].when.size(); ++c) {
                const bool one_counts =
                    rows_[r].when[c].size() == 1 &&
                    std::any_of(all.begin(), all.end(), [&](const table_case& one) {
                        const auto& lets = one.of_row(r, c);
                        return !lets || !lets->empty();
                    });
                if (!one_counts) dead_tests(rows_[r].when[c], c, all);
            }
        if (of_.hit == table::policy::first) dead_rows(all);
    }
    /// Tests that no value passes, or only values that pass one before it in the cell.
    void dead_tests(const std::vector<feel::expr>& tests, std::size_t column,
                    std::vector<table_case>& all) {
        struct state {
            bool counts = false, empty = true;
        };
        std::vector<state> states(tests.size());
        for (auto& one : all) {
            value_set before;
            for (std::size_t t = 0; t < tests.size(); ++t) {
                const auto set = one.of_test(tests[t], column);
                states[t].counts = states[t].counts || !set;
                if (!set || set->empty()) continue;
                states[t].empty = false;
                if (!states[t].counts) states[t].counts = !lies_in(*set, before);
                before = united(before, *set);
            }
        }
        for (std::size_t t = 0; t < tests.size(); ++t) {
            if (states[t].counts) continue;
            if (states[t].empty)
                never(tests[t], column, all.front().column(column));
            else
                said_already(tests[t], column);
        }
    }
    void never(const feel::expr& test, std::size_t column, const axis& as) {
        diagnostic problem;
        problem.id = code::never;
        problem.message = "no " + as.name() + " passes `" + std::string{test.where.text()} +
                          "` in the table '" + of_.name + "'";
        problem.primary = {test.where, "this is never true"};
        if (of_.columns[column].as.bounds)
            problem.related.push_back({of_.columns[column].where, limits_of(column, as)});
        problem.help = "correct it, or take the row out";
        sink_.add(std::move(problem));
    }
    std::string limits_of(std::size_t column, const axis& as) const {
        const auto& bounds = *of_.columns[column].as.bounds;
        const auto value = [&](const number& n) { return as.cell(as.inside(n, true, n, true)); };
        std::string text = "its values go";
        if (bounds.min) text += " from " + value(*bounds.min);
        if (bounds.max) text += " up to " + value(*bounds.max);
        return text;
    }
    void said_already(const feel::expr& test, std::size_t column) {
        diagnostic problem;
        problem.id = code::masked;
        problem.message = "`" + std::string{test.where.text()} + "` adds no " +
                          of_.columns[column].name + " to what stands before it in the cell";
        problem.primary = {test.where, "this was said already"};
        problem.help = "take it out";
        sink_.add(std::move(problem));
    }
    void dead_rows(const std::vector<table_case>& all) {
        std::vector<bool> counts(rows_.size(), false);
        for (const auto& one : all) {
            const auto covered = one.covered(true, left_);
            if (!covered.complete) return;
            for (std::size_t r = 0; r < rows_.size(); ++r)
                counts[r] = counts[r] || covered.counts[r];
        }
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            if (counts[r]) continue;
            const auto held = std::find_if(all.begin(), all.end(),
                                           [&](const table_case& one) { return one.holds(r); });
            if (held != all.end()) masked(r, counts, *held, all.size() == 1);
        }
    }
    void masked(std::size_t row, const std::vector<bool>& counts, const table_case& in, bool only) {
        diagnostic problem;
        problem.id = code::masked;
        problem.message = "a row of the table '" + of_.name +
                          "' never counts: rows before it take " +
                          (only ? in.region_of(row).shown : "all of it, whatever the figures");
        problem.primary = {rows_[row].where, "this row"};
        constexpr std::size_t most_named = 3;
        for (std::size_t before = 0; before < row && problem.related.size() < most_named; ++before)
            if (counts[before] && in.rows_meet(before, row))
                problem.related.push_back({rows_[before].where, "this one comes first"});
        problem.help = "move it up, or take it out";
        sink_.add(std::move(problem));
    }

    // What a case leaves open or says twice.
    void holes(const table_case& one, const figures& under) {
        if (of_.hit == table::policy::collect) return;
        gaps(one, under);
        if (of_.hit != table::policy::first) overlaps(one, under);
    }
    /// A row for the place, to paste.
    std::string row_for(const table_region& place) const {
        std::string text = "- [" + place.cells;
        const auto results = of_.gives.is == feel::type::kind::record ? of_.gives.fields.size() : 1;
        for (std::size_t i = 0; i < results; ++i) text += ", unknown";
        return text + "]";
    }
    /// What a reform says of the table stands in a file of its own.
    [[nodiscard]] const span& where() const {
        const auto& own = version_.is.says.where;
        return own.in == of_.where.in ? of_.where : own;
    }
    void name_version(diagnostic& problem) const {
        if (of_.rows.entries().size() > 1 && where() != version_.is.says.where)
            problem.related.push_back(
                {version_.is.says.where, "in force from " + levy::to_text(version_.from)});
    }
    void gaps(const table_case& one, const figures& under) {
        const auto covered = one.covered(false, left_);
        if (!covered.complete || covered.gaps.empty()) return;
        diagnostic problem;
        problem.id = code::gap;
        problem.message = "the table '" + of_.name + "' says nothing for ";
        problem.help = "add what the law says, or `unknown` where it is not encoded:";
        const auto told = std::min(covered.gaps.size(), most_told);
        for (std::size_t i = 0; i < told; ++i) {
            problem.message += (i == 0 ? "" : "; for ") + covered.gaps[i].shown;
            problem.help += "\n    " + row_for(covered.gaps[i]);
        }
        problem.message += and_more(covered.gaps.size() - told, true);
        problem.primary.where = where();
        name_version(problem);
        say(std::move(problem), under);
    }
    /// Rows that say the same have the same number; under `unique` all differ.
    [[nodiscard]] std::vector<std::size_t> sayings() const {
        std::vector<std::size_t> says;
        says.reserve(rows_.size());
        std::map<std::string, std::size_t> known;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            std::string results;
            for (const auto& one : rows_[i].gives) {
                results += std::to_string(static_cast<int>(one.is)) + feel::to_text(one.given);
                results += '\n';
            }
            says.push_back(of_.hit == table::policy::any ? known.emplace(results, i).first->second
                                                         : i);
        }
        return says;
    }
    void overlaps(const table_case& one, const figures& under) {
        const auto met = one.overlaps(sayings(), left_);
        const auto told = std::min(met.all.size(), most_told);
        for (std::size_t i = 0; i < told; ++i) {
            const auto& meeting = met.all[i];
            diagnostic problem;
            problem.id = code::overlap;
            problem.message = "two rows of the table '" + of_.name + "' " +
                              (of_.hit == table::policy::any ? "differ for " : "meet for ") +
                              meeting.where.shown;
            if (i + 1 == told)
                problem.message += and_more(met.all.size() - told, met.complete) +
                                   (met.all.size() <= told       ? ""
                                    : met.all.size() - told == 1 ? " pair of rows"
                                                                 : " pairs of rows");
            problem.primary = {rows_[meeting.second].where, "this row"};
            problem.related.push_back({rows_[meeting.first].where, "and this one"});
            problem.help = "narrow one of them, or say `hit: first`";
            say(std::move(problem), under);
        }
    }

    // Slices: each band is one range from 0 upward, and the bands end where the next begins. A
    // single figure between two bands weighs nothing.
    void bands(const figures& under) {
        const auto one = case_of(under);
        bool good = true;
        for (std::size_t r = 0; r < rows_.size(); ++r)
            if (!is_band(r, one, under)) good = false;
        if (good) tile(one, under);
    }
    bool is_band(std::size_t row, const table_case& in, const figures& under) {
        const auto& tests = rows_[row].when.front();
        const auto& t = std::get<feel::test>(tests.front().is);
        const bool ordered = !t.with || std::holds_alternative<feel::range_of>(t.with->is) ||
                             (t.by != feel::operation::equal && t.by != feel::operation::unequal);
        const auto& base = in.column(0);
        const auto& set = in.of_row(row, 0);
        const auto above = base.inside(number{}, true, std::nullopt, true);
        const auto begins_below = [](const value_set& s) {
            return s.spans.front().from.is == cut::end::at_value &&
                   s.spans.front().from.at.sign() < 0;
        };
        const bool below =
            set && t.with && !set->spans.empty() && (begins_below(*set) || !meet(*set, above));
        if (tests.size() == 1 && ordered && t.is != feel::test::kind::negated && !below)
            return true;
        diagnostic problem;
        problem.id = code::shape;
        problem.message =
            below ? "a slice begins at 0 or above" : "a slice is one range of " + base.name();
        problem.primary.where = tests.front().where;
        problem.help = "write [0..10), [10..20), >= 20";
        say(std::move(problem), under);
        return false;
    }
    void tile(const table_case& one, const figures& under) {
        const auto& base = one.column(0);
        auto left = base.inside(number{}, true, std::nullopt, true);
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const auto& band = one.of_row(i, 0);
            if (!band) continue;
            for (std::size_t j = 0; j < i; ++j) {
                const auto& other = one.of_row(j, 0);
                const auto both = other ? weighty(common(*band, *other)) : value_set{};
                if (!both.empty()) bands_meet(base.shown(both), rows_[j], rows_[i], under);
            }
            left = without(left, *band);
        }
        left = weighty(left);
        if (left.empty() || !one.all_known()) return;
        diagnostic problem;
        problem.id = code::gap;
        problem.message =
            "the slices of the table '" + of_.name + "' leave out " + base.shown(left);
        problem.primary.where = where();
        problem.help = "add a slice: - [\"" + base.cell(left) + "\", unknown]";
        name_version(problem);
        say(std::move(problem), under);
    }
    static value_set weighty(value_set of) {
        std::erase_if(of.spans, [](const value_span& s) {
            return s.from.is == cut::end::at_value && s.to.is == cut::end::at_value &&
                   s.from.at == s.to.at;
        });
        return of;
    }
    void bands_meet(const std::string& place, const table_row& a, const table_row& b,
                    const figures& under) {
        diagnostic problem;
        problem.id = code::overlap;
        problem.message = "two slices of the table '" + of_.name + "' meet for " + place;
        problem.primary = {b.where, "this row"};
        problem.related.push_back({a.where, "and this one"});
        problem.help = "end one where the other begins";
        say(std::move(problem), under);
    }

    // The same finding on several stretches of days is told once.
    struct finding {
        diagnostic problem;
        const figures* first;
        std::vector<day_range> days;
    };
    void say(diagnostic problem, const figures& under) {
        const auto same = std::find_if(found_.begin(), found_.end(), [&](const finding& f) {
            const auto& said = f.problem;
            return said.message == problem.message && said.help == problem.help &&
                   said.primary.where == problem.primary.where &&
                   said.related.size() == problem.related.size() &&
                   (said.related.empty() ||
                    said.related.front().where == problem.related.front().where) &&
                   f.first->taken == under.taken;
        });
        if (same != found_.end())
            add_days(same->days, under.days);
        else
            found_.push_back({std::move(problem), &under, {under.days}});
    }
    void tell() {
        for (auto& f : found_) {
            if (!slots_.empty()) {
                f.problem.message += ", " + days_told(f.days);
                for (const auto& [name, choice] : f.first->taken)
                    f.problem.message.append(", where '")
                        .append(name)
                        .append("' is ")
                        .append(choice);
                add_figures(f.problem, f.first->at);
            }
            sink_.add(std::move(f.problem));
        }
    }
    /// What the figures are for which something was found.
    void add_figures(diagnostic& problem, const moment& at) const {
        for (const auto index : slots_) {
            const auto& slot = in_.slots[index];
            if (slot.is != slot_kind::parameter) continue;
            const auto& p = in_.parameters[slot.index];
            const auto* given = p.values.in_force(at.on, at.known);
            if (given && given->is.is.is == written_value::state::given)
                problem.related.push_back(
                    {given->is.is.where, p.name + " is " + shown_value(given->is.is.given, p.as)});
        }
    }

    const instrument& in_;
    const table& of_;
    const entry& version_;
    const std::vector<table_row>& rows_;
    std::size_t& left_;
    diagnostics& sink_;
    std::vector<const feel::expr*> tests_;
    std::set<std::size_t> slots_;  // what the tests read
    bool too_many_ = false;
    std::vector<finding> found_;
};

}  // namespace

void prove_tables(const instrument& of, diagnostics& sink) {
    for (const auto& t : of.tables) {
        auto left = most_work;
        for (const auto& version : t.rows.entries()) table_prover{of, t, version, left, sink}.run();
    }
}

}  // namespace levy::rule
