// SPDX-License-Identifier: Apache-2.0
// Tables without gap, overlap or dead rows. Every column is cut where its tests can tell values
// apart; a row is a box of such cells, so what is found is exact.
#include <algorithm>
#include <map>

#include "prove.hpp"
#include "prove_grid.hpp"
#include "regions.hpp"

namespace levy::rule {

namespace {

constexpr std::size_t most_told = 6;
constexpr std::size_t most_pairs = 1'000;

std::string and_more(std::size_t more, bool complete) {
    if (more == 0 && complete) return "";
    return ", and " + std::string{complete ? "" : "at least "} + std::to_string(more) + " more";
}

/// One version of a table: the rows of one entry.
class table_prover {
public:
    using entry = dated<std::vector<table_row>>::entry;

    table_prover(const table& of, const entry& version, diagnostics& sink)
        : of_{of}, version_{version}, rows_{version.is.is}, sink_{sink} {
        axes_.reserve(of.columns.size());
        for (const auto& column : of.columns)
            axes_.emplace_back(column.name, column.as, column.scale);
    }

    void run() {
        if (!read_rows()) return;
        if (of_.slices) return bands();
        dead_tests();
        if (of_.hit == table::policy::collect) return;
        cut_columns();
        const bool first = of_.hit == table::policy::first;
        const auto covered = cover(grid_, first);
        if (!covered.complete) return;
        gaps(covered.gaps);
        if (first)
            masked(covered.counts);
        else
            overlaps();
    }

private:
    /// The values that each row lets through; false where a cell asks for more than is written.
    bool read_rows() {
        sets_.reserve(rows_.size());
        for (const auto& row : rows_) {
            std::vector<value_set> sets;
            sets.reserve(axes_.size());
            for (std::size_t c = 0; c < axes_.size(); ++c) {
                auto set = axes_[c].where(row.when[c], written_constant);
                if (!set) return false;
                sets.push_back(*std::move(set));
            }
            sets_.push_back(std::move(sets));
        }
        return true;
    }

    /// A test that no value passes, or only values that pass one before it.
    void dead_tests() {
        for (const auto& row : rows_)
            for (std::size_t c = 0; c < axes_.size(); ++c) {
                value_set before;
                for (const auto& t : row.when[c]) {
                    const auto set = axes_[c].where(std::get<feel::test>(t.is), written_constant);
                    if (set->empty())
                        never(t, c);
                    else if (without(*set, before).empty())
                        said_already(t, c);
                    before = united(before, *set);
                }
            }
    }
    void never(const feel::expr& test, std::size_t column) {
        diagnostic problem;
        problem.id = code::never;
        problem.message = "no " + axes_[column].name() + " passes `" +
                          std::string{test.where.text()} + "` in the table '" + of_.name + "'";
        problem.primary = {test.where, "this is never true"};
        if (of_.columns[column].as.bounds)
            problem.related.push_back({of_.columns[column].where, limits_of(column)});
        problem.help = "correct it, or take the row out";
        sink_.add(std::move(problem));
    }
    std::string limits_of(std::size_t column) const {
        const auto& bounds = *of_.columns[column].as.bounds;
        const auto value = [&](const number& n) {
            return axes_[column].cell(axes_[column].inside(n, true, n, true));
        };
        std::string text = "its values go";
        if (bounds.min) text += " from " + value(*bounds.min);
        if (bounds.max) text += " up to " + value(*bounds.max);
        return text;
    }
    void said_already(const feel::expr& test, std::size_t column) {
        diagnostic problem;
        problem.id = code::masked;
        problem.message = "`" + std::string{test.where.text()} + "` adds no " +
                          axes_[column].name() + " to what stands before it in the cell";
        problem.primary = {test.where, "this was said already"};
        problem.help = "take it out";
        sink_.add(std::move(problem));
    }

    void cut_columns() {
        for (std::size_t c = 0; c < axes_.size(); ++c) {
            std::vector<cut> cuts;
            const auto add = [&](const value_set& of) {
                for (const auto& s : of.spans) {
                    cuts.push_back(s.from);
                    cuts.push_back(s.to);
                }
            };
            add(axes_[c].domain());
            for (const auto& sets : sets_) add(sets[c]);
            std::sort(cuts.begin(), cuts.end());
            cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
            cuts_.push_back(std::move(cuts));
            const auto& whole = cells_of(axes_[c].domain(), c);
            grid_.sizes.push_back(whole.empty() ? 0 : whole.back().to);
        }
        grid_.rows.reserve(sets_.size());
        for (const auto& sets : sets_) {
            cell_box box;
            for (std::size_t c = 0; c < axes_.size(); ++c) box.push_back(cells_of(sets[c], c));
            grid_.rows.push_back(std::move(box));
        }
    }
    /// Where the column may be null, that is its first cell.
    [[nodiscard]] int first_cell(std::size_t column) const {
        return axes_[column].domain().null ? 1 : 0;
    }
    [[nodiscard]] cell_set cells_of(const value_set& of, std::size_t column) const {
        const auto& cuts = cuts_[column];
        const auto place = [&](const cut& at) {
            return first_cell(column) +
                   static_cast<int>(std::lower_bound(cuts.begin(), cuts.end(), at) - cuts.begin());
        };
        cell_set made;
        if (of.null) made.push_back({0, 1});
        for (const auto& s : of.spans) {
            const cell_span cells{place(s.from), place(s.to)};
            if (!made.empty() && made.back().to == cells.from)
                made.back().to = cells.to;
            else
                made.push_back(cells);
        }
        return made;
    }
    [[nodiscard]] value_set values_of(const cell_set& of, std::size_t column) const {
        value_set made;
        const auto shift = first_cell(column);
        for (auto s : of) {
            made.null = made.null || s.from < shift;
            s.from = std::max(s.from, shift);
            if (s.from >= s.to) continue;
            made.spans.push_back({cuts_[column][static_cast<std::size_t>(s.from - shift)],
                                  cuts_[column][static_cast<std::size_t>(s.to - shift)]});
        }
        return made;
    }
    std::string place(const cell_box& of) const {
        std::string text;
        for (std::size_t c = 0; c < of.size(); ++c) {
            const auto values = values_of(of[c], c);
            if (values == axes_[c].domain()) continue;
            if (!text.empty()) text += ", ";
            text += axes_[c].shown(values);
        }
        return text.empty() ? "anything" : text;
    }
    /// A row for the place, to paste.
    std::string row_for(const cell_box& of) const {
        std::string text = "- [";
        for (std::size_t c = 0; c < of.size(); ++c) {
            const auto cell = axes_[c].cell(values_of(of[c], c));
            const char quote = cell.find('"') == std::string::npos ? '"' : '\'';
            text += quote + cell;
            text += quote;
            text += ", ";
        }
        const auto results = of_.gives.is == feel::type::kind::record ? of_.gives.fields.size() : 1;
        for (std::size_t i = 0; i < results; ++i) text += i == 0 ? "unknown" : ", unknown";
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

    void gaps(const std::vector<cell_box>& found) {
        if (found.empty()) return;
        diagnostic problem;
        problem.id = code::gap;
        problem.message = "the table '" + of_.name + "' says nothing for ";
        problem.help = "add what the law says, or `unknown` where it is not encoded:";
        const auto told = std::min(found.size(), most_told);
        for (std::size_t i = 0; i < told; ++i) {
            problem.message += (i == 0 ? "" : "; for ") + place(found[i]);
            problem.help += "\n    " + row_for(found[i]);
        }
        problem.message += and_more(found.size() - told, true);
        problem.primary.where = where();
        name_version(problem);
        sink_.add(std::move(problem));
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
    void overlaps() {
        const auto met = meet(grid_, sayings(), most_pairs);
        const auto told = std::min(met.pairs.size(), most_told);
        for (std::size_t i = 0; i < told; ++i) {
            const auto [a, b] = met.pairs[i];
            diagnostic problem;
            problem.id = code::overlap;
            problem.message = "two rows of the table '" + of_.name + "' " +
                              (of_.hit == table::policy::any ? "differ for " : "meet for ") +
                              place(common(grid_.rows[a], grid_.rows[b]));
            if (i + 1 == told)
                problem.message += and_more(met.pairs.size() - told, met.complete) +
                                   (met.pairs.size() > told ? " pairs of rows" : "");
            problem.primary = {rows_[b].where, "this row"};
            problem.related.push_back({rows_[a].where, "and this one"});
            problem.help = "narrow one of them, or say `hit: first`";
            sink_.add(std::move(problem));
        }
    }

    void masked(const std::vector<bool>& counts) {
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            const bool holds = std::none_of(sets_[r].begin(), sets_[r].end(),
                                            [](const value_set& s) { return s.empty(); });
            if (counts[r] || !holds) continue;
            diagnostic problem;
            problem.id = code::masked;
            problem.message = "a row of the table '" + of_.name +
                              "' never counts: rows before it take " + place(grid_.rows[r]);
            problem.primary = {rows_[r].where, "this row"};
            constexpr std::size_t most_named = 3;
            for (std::size_t before = 0; before < r; ++before) {
                const auto both = common(grid_.rows[before], grid_.rows[r]);
                const bool meets = std::none_of(both.begin(), both.end(),
                                                [](const cell_set& s) { return s.empty(); });
                if (meets && counts[before] && problem.related.size() < most_named)
                    problem.related.push_back({rows_[before].where, "this one comes first"});
            }
            problem.help = "move it up, or take it out";
            sink_.add(std::move(problem));
        }
    }

    // Slices: each band is one range from 0 upward, and the bands end where the next begins. A
    // single figure between two bands weighs nothing.
    struct band {
        value_set values;
        const table_row* row;
    };
    void bands() {
        auto& base = axes_.front();
        std::vector<band> all;
        bool good = true;
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            const auto& tests = rows_[r].when.front();
            const auto& t = std::get<feel::test>(tests.front().is);
            const bool ordered =
                !t.with || std::holds_alternative<feel::range_of>(t.with->is) ||
                (t.by != feel::operation::equal && t.by != feel::operation::unequal);
            const auto& set = sets_[r].front();
            const bool below = !set.spans.empty() && t.with &&
                               set.spans.front().from.is == cut::end::at_value &&
                               set.spans.front().from.at.sign() < 0;
            if (tests.size() == 1 && ordered && t.is != feel::test::kind::negated && !below) {
                all.push_back({set, &rows_[r]});
                continue;
            }
            good = false;
            sink_.refuse(
                code::shape, tests.front().where,
                below ? "a slice begins at 0 or above" : "a slice is one range of " + base.name(),
                "write [0..10), [10..20), >= 20");
        }
        if (good) tile(all);
    }
    void tile(const std::vector<band>& all) {
        auto& base = axes_.front();
        auto left = base.inside(number{}, true, std::nullopt, true);
        value_set taken;
        for (std::size_t i = 0; i < all.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j)
                if (const auto both = weighty(common(all[i].values, all[j].values)); !both.empty())
                    bands_meet(both, *all[j].row, *all[i].row);
            left = without(left, all[i].values);
        }
        left = weighty(left);
        if (left.empty()) return;
        diagnostic problem;
        problem.id = code::gap;
        problem.message =
            "the slices of the table '" + of_.name + "' leave out " + base.shown(left);
        problem.primary.where = where();
        problem.help = "add a slice: - [\"" + base.cell(left) + "\", unknown]";
        name_version(problem);
        sink_.add(std::move(problem));
    }
    static value_set weighty(value_set of) {
        std::erase_if(of.spans, [](const value_span& s) {
            return s.from.is == cut::end::at_value && s.to.is == cut::end::at_value &&
                   s.from.at == s.to.at;
        });
        return of;
    }
    void bands_meet(const value_set& both, const table_row& a, const table_row& b) {
        diagnostic problem;
        problem.id = code::overlap;
        problem.message =
            "two slices of the table '" + of_.name + "' meet for " + axes_.front().shown(both);
        problem.primary = {b.where, "this row"};
        problem.related.push_back({a.where, "and this one"});
        problem.help = "end one where the other begins";
        sink_.add(std::move(problem));
    }

    const table& of_;
    const entry& version_;
    const std::vector<table_row>& rows_;
    diagnostics& sink_;
    std::vector<axis> axes_;
    std::vector<std::vector<value_set>> sets_;  // by row and column
    std::vector<std::vector<cut>> cuts_;        // by column
    grid grid_;
};

}  // namespace

void prove_tables(const instrument& of, diagnostics& sink) {
    for (const auto& t : of.tables)
        for (const auto& version : t.rows.entries()) table_prover{t, version, sink}.run();
}

}  // namespace levy::rule
