// SPDX-License-Identifier: Apache-2.0
// Tables that are asked for more than they hold.
#include <algorithm>

#include <levy/rule/explain.hpp>

#include "prove.hpp"
#include "prove_reach.hpp"

namespace levy::rule {

namespace {

class call_prover {
public:
    call_prover(const instrument& of, const input_names& reckoned, diagnostics& sink)
        : of_{of}, space_{of, reckoned}, sink_{sink} {}

    void run() {
        auto all = reach_of(of_);
        for (const auto& t : of_.tables)
            for (std::size_t c = 0; c < t.columns.size(); ++c) {
                if (!t.columns[c].as.bounds) continue;
                const auto& ways = all.tables[&t];
                (void)std::any_of(ways.begin(), ways.end(),
                                  [&](const use& way) { return asked_outside(t, c, way); });
            }
    }

private:
    /// Facts exist with which the table is asked for what its column does not hold.
    bool asked_outside(const table& t, std::size_t column, const use& way) {
        const auto* call = std::get_if<feel::call>(&way.read->is);
        if (!call || column >= call->arguments.size()) return false;
        const auto& asked = *call->arguments[column].is;
        clocks all;
        all.add(of_, way.under);
        all.add(of_, std::vector{&asked});
        all.add(t.rows);
        auto days = all.days();
        for (const auto& entry : of_.in_force.entries()) days.insert(entry.from);
        for (const auto& stretch : stretches(days)) {
            const moment at{some_day(stretch), std::nullopt};
            if (!in_force(of_, at.on) || !t.rows.in_force(at.on)) continue;
            const auto found = space_.certain(
                condition_tree::both({read(space_, way.under, at),
                                      space_.outside(asked, *t.columns[column].as.bounds, at)}),
                of_.dated_by ? std::nullopt : std::optional<day>{at.on});
            if (!found) continue;
            tell(t, t.columns[column], asked, space_.shown(*found), at.on);
            return true;
        }
        return false;
    }

    void tell(const table& t, const table::column& column, const feel::expr& asked,
              const std::string& region, day on) {
        diagnostic problem;
        problem.id = code::range;
        problem.message = "the table '" + t.name + "' is asked for a '" + column.name +
                          "' that it does not hold" + (region.empty() ? "" : ", for " + region) +
                          ", as on " + levy::to_text(on);
        problem.primary = {asked.where, "this may lie outside"};
        problem.related.push_back({column.where, held(column)});
        problem.help = "let the column hold it, or ask only for what it holds: if " +
                       std::string{asked.where.text()} + " … then " + t.name + "(…) else …";
        sink_.add(std::move(problem));
    }
    static std::string held(const table::column& column) {
        const auto& bounds = *column.as.bounds;
        std::string text = "its values go";
        if (bounds.min) text += " from " + shown_value(*bounds.min, column.as);
        if (bounds.max) text += " up to " + shown_value(*bounds.max, column.as);
        return text;
    }

    const instrument& of_;
    case_space space_;
    diagnostics& sink_;
};

}  // namespace

void prove_calls(const instrument& of, const input_names& reckoned, diagnostics& sink) {
    const bool bounded = std::any_of(of.tables.begin(), of.tables.end(), [](const table& t) {
        return std::any_of(t.columns.begin(), t.columns.end(),
                           [](const table::column& c) { return c.as.bounds != nullptr; });
    });
    if (bounded) call_prover{of, reckoned, sink}.run();
}

}  // namespace levy::rule
