// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/feel/moving.hpp>
#include <levy/feel/walk.hpp>
#include <levy/rule/explain.hpp>

#include "keeping.hpp"

namespace levy::rule {

using feel::value;

value run::given_of(const table& t, const table_row& row, const span& used) {
    const auto one = [&](const written_value& written) -> value {
        if (written.is == written_value::state::unknown)
            stop(code::unknown, used,
                 "the table '" + t.name + "' holds this case and its figure is not encoded",
                 "encode it at " + levy::to_text(written.where),
                 {{written.where, "`unknown` here"}});
        return written.is == written_value::state::none ? value{} : written.given;
    };
    if (t.gives.is != feel::type::kind::record) return one(row.gives.front());
    std::vector<feel::record_field> fields;
    for (std::size_t i = 0; i < row.gives.size(); ++i)
        fields.push_back({t.gives.fields[i].name, one(row.gives[i])});
    return value::record(std::move(fields));
}

/// Where a slice begins and ends: the figures of its one test.
run::slice_ends run::ends_of(const table_row& row) {
    slice_ends ends;
    const auto figure = [&](const feel::expr& e) {
        const auto v = feel::evaluate(e, *this);
        const auto* n = v.get_if<number>();
        if (!n) stop(code::null, e.where, "a slice has no end where its figure is null");
        return *n;
    };
    const auto& t = std::get<feel::test>(row.when.front().front().is);
    if (!t.with) return ends;
    if (const auto* r = std::get_if<feel::range_of>(&t.with->is))
        return {figure(*r->low), figure(*r->high)};
    const bool from_above = t.by == feel::operation::more || t.by == feel::operation::at_least;
    (from_above ? ends.low : ends.high) = figure(*t.with);
    return ends;
}

/// Each slice of `base` at its own rate; the row met is that of the topmost.
value run::sliced(const table& t, const std::vector<table_row>& rows, const number& base,
                  const span& used, span* row_met) {
    number due;
    for (const auto& row : rows) {
        const auto [low, high] = ends_of(row);
        const auto from = low.value_or(number{});
        const auto to = high && *high < base ? *high : base;
        if (to <= from) continue;
        if (row_met) *row_met = row.where;
        due += (to - from) * *given_of(t, row, used).get_if<number>();
    }
    return due;
}

/// The same of a base that moves; where one slice ends and the next begins both give the same.
value run::sliced_moving(const table& t, const std::vector<table_row>& rows, const value& base,
                         const span& used) {
    value due{number{}};
    for (const auto& row : rows) {
        const auto [low, high] = ends_of(row);
        const value from{low.value_or(number{})};
        const auto to = high && feel::up_to(*high, base) ? value{*high} : base;
        if (!feel::up_to(from, to)) continue;
        const auto slice = feel::added(to, feel::scaled(from, number{-1}));
        due = feel::added(due, feel::scaled(slice, *given_of(t, row, used).get_if<number>()));
    }
    return due;
}

namespace {

/// A table says nothing of what its column does not hold, whatever its rows let through.
void held(const table& t, const table::column& column, const value& asked, const span& used) {
    if (!column.as.bounds || !feel::is_figure(asked)) return;
    const auto& [min, max] = *column.as.bounds;
    const bool below = min && !feel::up_to(value{*min}, asked);
    if (!below && (!max || feel::up_to(asked, value{*max}))) return;
    stop(code::range, used,
         "the table '" + t.name + "' holds a '" + column.name + "' " +
             (below ? "from " : "up to ") + shown_value(below ? *min : *max, column.as) +
             ", and is asked for " + shown_value(asked, column.as),
         "ask it only for what it holds, or let the column hold more",
         {{column.where, "declared here"}});
}

}  // namespace

value run::table_value(const table& t, const std::vector<table_row>& rows,
                       std::span<const value> arguments, const span& used, span* row_met) {
    for (std::size_t i = 0; i < arguments.size(); ++i) held(t, t.columns[i], arguments[i], used);
    if (t.slices && arguments[0].is<feel::moving_handle>())
        return sliced_moving(t, rows, arguments[0], used);
    if (t.slices) return sliced(t, rows, *arguments[0].get_if<number>(), used, row_met);
    std::vector<const table_row*> hits;
    for (const auto& row : rows) {
        bool all = true;
        for (std::size_t i = 0; all && i < arguments.size(); ++i)
            all = feel::meets(arguments[i], row.when[i], *this);
        if (all) hits.push_back(&row);
        if (all && t.hit == table::policy::first) break;
    }
    if (t.hit == table::policy::collect) {
        std::vector<value> all;
        all.reserve(hits.size());
        for (const auto* row : hits) all.push_back(given_of(t, *row, used));
        return value::list(std::move(all));
    }
    if (hits.empty()) {
        std::string given;
        for (const auto& a : arguments) given += (given.empty() ? "" : ", ") + feel::to_text(a);
        stop(code::no_row, used, "the table '" + t.name + "' has no row for " + given,
             "add the row that the law has for it; `unknown` where it is not encoded",
             {{t.where, "this table"}});
    }
    if (row_met) *row_met = hits.front()->where;
    auto first = given_of(t, *hits.front(), used);
    for (std::size_t i = 1; i < hits.size(); ++i)
        if (t.hit == table::policy::unique || given_of(t, *hits[i], used) != first)
            stop(code::ambiguous, used, "two rows of the table '" + t.name + "' hold at once",
                 t.hit == table::policy::any ? "let them say the same, or narrow one of them"
                                             : "narrow one of them, or say `hit: first`",
                 {{hits[0]->where, "this row"}, {hits[i]->where, "and this one"}});
    return first;
}

value run::call(std::size_t slot, std::span<const value> arguments, const span& used) {
    const auto& t = of_.tables[of_.slots[slot].index];
    const auto* entry = entry_on(t.rows, dated_);
    if (!entry)
        stop(code::no_value_in_force, used,
             "the table '" + t.name + "' has no rows in force on " + levy::to_text(dated_),
             "its first day is " + levy::to_text(t.rows.entries().front().from),
             {{t.where, "this table"}});
    const keeping apart{*this, false};
    span row;
    auto result = table_value(t, entry->is.is, arguments, used, &row);
    for (const auto* change : entries_inside(t.rows)) {
        const auto* before = entry_on(t.rows, change->from - 1);
        if (!before || table_value(t, before->is.is, arguments, used) !=
                           table_value(t, change->is.is, arguments, used))
            changed_inside(t.name, change->from, used);
    }
    refuse_memory(entry->is.says.trust, entry->is.says.cited,
                  "the table '" + t.name + "' stands on memory", used);
    trace_step step;
    step.is = trace_step::kind::table_row;
    step.name = t.name;
    for (const auto& a : arguments) step.note += (step.note.empty() ? "" : ", ") + feel::to_text(a);
    step.as = t.slices ? feel::type::number_of(t.columns.front().as.of) : t.gives;
    step.gave = result;
    step.cited = entry->is.says.cited;
    step.since = entry->from;
    step.where = row;
    note_step(std::move(step));
    trace_.back().used.clear();
    reads_.back().push_back(trace_.size() - 1);
    return result;
}

}  // namespace levy::rule
