// SPDX-License-Identifier: Apache-2.0
// Every column is cut where its tests can tell values apart; a row is a box of such cells, so what
// is found is exact.
#include "prove_table.hpp"

#include <algorithm>

#include <levy/feel/parse.hpp>

namespace levy::rule {

namespace {

constexpr std::size_t most_pairs = 1'000;

/// The numbers of a cell that stand under a name, and those that are written out.
void find_figures(const feel::expr& test, const constant_of& known, axis& in) {
    each_figure(test, [&](const feel::expr& figure) {
        const auto v = known(figure);
        const auto rank = v ? rank_of(*v) : std::nullopt;
        if (!rank) return;
        const bool named = std::holds_alternative<feel::name>(figure.is) ||
                           std::holds_alternative<feel::path>(figure.is);
        in.name_figure(*rank, named ? feel::to_text(figure) : std::string{});
    });
}

}  // namespace

void each_figure(const feel::expr& test, const std::function<void(const feel::expr&)>& meet) {
    const auto& t = std::get<feel::test>(test.is);
    for (const auto& inner : t.not_these) each_figure(inner, meet);
    if (!t.with) return;
    const auto* r = std::get_if<feel::range_of>(&t.with->is);
    if (!r) return meet(*t.with);
    for (const auto* end : {&r->low, &r->high})
        if (*end) meet(**end);
}

table_case::table_case(const table& of, const std::vector<table_row>& rows,
                       const constant_of& known)
    : known_{known} {
    axes_.reserve(of.columns.size());
    for (const auto& column : of.columns) axes_.emplace_back(column.name, column.as, column.scale);
    read(rows);
    name_figures(rows);
    if (of.slices) return;
    cut_columns();
    narrow_ = rows_as(unknown::nothing);
}

std::optional<value_set> table_case::of_test(const feel::expr& test, std::size_t column) {
    return axes_[column].where(std::get<feel::test>(test.is), known_);
}

void table_case::read(const std::vector<table_row>& rows) {
    sets_.reserve(rows.size());
    for (const auto& row : rows) {
        std::vector<std::optional<value_set>> sets;
        sets.reserve(axes_.size());
        for (std::size_t c = 0; c < axes_.size(); ++c)
            sets.push_back(axes_[c].where(row.when[c], known_));
        sets_.push_back(std::move(sets));
    }
}

void table_case::name_figures(const std::vector<table_row>& rows) {
    for (const auto& row : rows)
        for (std::size_t c = 0; c < axes_.size(); ++c)
            for (const auto& test : row.when[c]) find_figures(test, known_, axes_[c]);
}

bool table_case::all_known() const {
    return std::all_of(sets_.begin(), sets_.end(), [](const auto& row) {
        return std::all_of(row.begin(), row.end(), [](const auto& set) { return set.has_value(); });
    });
}

void table_case::cut_columns() {
    for (std::size_t c = 0; c < axes_.size(); ++c) {
        std::vector<cut> cuts;
        const auto add = [&](const value_set& of) {
            for (const auto& s : of.spans) {
                cuts.push_back(s.from);
                cuts.push_back(s.to);
            }
        };
        add(axes_[c].domain());
        for (const auto& sets : sets_)
            if (sets[c]) add(*sets[c]);
        std::sort(cuts.begin(), cuts.end());
        cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
        cuts_.push_back(std::move(cuts));
    }
}

grid table_case::rows_as(unknown cells) const {
    grid made;
    for (std::size_t c = 0; c < axes_.size(); ++c) {
        const auto whole = cells_of(axes_[c].domain(), c);
        made.sizes.push_back(whole.empty() ? 0 : whole.back().to);
    }
    made.rows.reserve(sets_.size());
    for (const auto& sets : sets_) {
        cell_box box;
        box.reserve(axes_.size());
        for (std::size_t c = 0; c < axes_.size(); ++c)
            box.push_back(sets[c]                        ? cells_of(*sets[c], c)
                          : cells == unknown::everything ? cells_of(axes_[c].domain(), c)
                                                         : cell_set{});
        made.rows.push_back(std::move(box));
    }
    return made;
}

/// Where the column may be null, that is its first cell.
int table_case::first_cell(std::size_t column) const { return axes_[column].domain().null ? 1 : 0; }

cell_set table_case::cells_of(const value_set& of, std::size_t column) const {
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

value_set table_case::values_of(const cell_set& of, std::size_t column) const {
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

table_region table_case::region(const cell_box& of) const {
    table_region made;
    for (std::size_t c = 0; c < of.size(); ++c) {
        const auto values = values_of(of[c], c);
        const auto cell = axes_[c].cell(values);
        const char quote = cell.find('"') == std::string::npos ? '"' : '\'';
        made.cells += made.cells.empty() ? "" : ", ";
        made.cells += quote + cell;
        made.cells += quote;
        if (values == axes_[c].domain()) continue;
        made.shown += (made.shown.empty() ? "" : ", ") + axes_[c].shown(values);
    }
    if (made.shown.empty()) made.shown = "anything";
    return made;
}

table_case::covering table_case::covered(bool first, std::size_t& left) const {
    auto found = cover(narrow_, first, left);
    left -= std::min(left, found.work);
    covering made;
    made.counts = std::move(found.counts);
    if (!all_known()) {
        for (std::size_t r = 0; r < sets_.size(); ++r)
            for (const auto& set : sets_[r])
                if (!set) made.counts[r] = true;
        made.complete = found.complete;
        found = cover(rows_as(unknown::everything), false, left);
        left -= std::min(left, found.work);
    }
    made.complete = made.complete && found.complete;
    made.gaps.reserve(found.gaps.size());
    for (const auto& gap : found.gaps) made.gaps.push_back(region(gap));
    return made;
}

table_case::meetings table_case::overlaps(const std::vector<std::size_t>& says,
                                          std::size_t& left) const {
    const auto met = meet(narrow_, says, most_pairs, left);
    left -= std::min(left, met.work);
    meetings made;
    made.complete = met.complete;
    made.all.reserve(met.pairs.size());
    for (const auto& [a, b] : met.pairs)
        made.all.push_back({a, b, region(common(narrow_.rows[a], narrow_.rows[b]))});
    return made;
}

table_region table_case::region_of(std::size_t row) const { return region(narrow_.rows[row]); }

bool table_case::rows_meet(std::size_t a, std::size_t b) const {
    const auto both = common(narrow_.rows[a], narrow_.rows[b]);
    return std::none_of(both.begin(), both.end(), [](const cell_set& s) { return s.empty(); });
}

}  // namespace levy::rule
