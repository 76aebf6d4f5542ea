// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <levy/scenario/estimate.hpp>

#include "cell.hpp"
#include "line_flow.hpp"
#include "total.hpp"

namespace levy::scenario {

/// One line of a scenario while it is reckoned.
struct worked_line {
    const platform* of = nullptr;
    const stream* line = nullptr;
    std::optional<line_flow> flow;
    std::map<int, revenue::line_estimate> years;
    std::map<int, std::string> refused;
    std::vector<std::string> floors;  // what the declared base did to it
};

/// Everything that the parts of an answer are taken from: lines × pieces of time, each exact for
/// every draw.
struct workings {
    workings(const scenario& s, const law& l, const revenue::figures& f)
        : asked{s}, under{l}, from{f}, unit{minor_unit(s.in)} {}

    const scenario& asked;
    const law& under;
    const revenue::figures& from;
    number unit;  // the currency's minor unit
    rule::jurisdiction_handle in;
    std::vector<piece> pieces;
    std::map<int, const revenue::figure*> rates;  // none for dollars
    std::vector<worked_line> lines;
    std::vector<cell> cells;

    /// The one step from a drawn sum to money: whole cents, the published rate, whole minor units.
    [[nodiscard]] number in_currency(double usd, int year) const;
    [[nodiscard]] number rate_of(int year) const;
    /// The row of the receipts that a scenario names; the later of two corrects the earlier.
    [[nodiscard]] const revenue::receipt* receipt_of(const receipt_key& key) const;
    [[nodiscard]] bool complete(int year) const;
    [[nodiscard]] bool complete() const;

    /// The sum of the charges that a test lets through.
    template <class Test>
    [[nodiscard]] total charges(Test let) const {
        total sum;
        for (const auto& c : cells)
            for (const auto& x : c.charges)
                if (let(c, x)) sum.add(x.central, x.by_draw);
        return sum;
    }
    [[nodiscard]] total owed() const {
        return charges([](const cell&, const charged& x) { return x.owed(); });
    }
};

/// Draws every line for every year and takes it through the law. Throws `stopped` for what no part
/// of the answer can do without; a wrong word of the author goes to `sink`.
void work(workings& w, const options& how, diagnostics& sink);

/// What the switched facts or readings make of cells that they can change; draws kept or not.
[[nodiscard]] cell again(const workings& w, const cell& of,
                         const std::map<std::string, std::string>& readings, bool relief,
                         bool with_draws);

// The parts of an answer, each from the workings and from what stands in the answer before it.
void add_lines(const workings& w, answer& to);
void add_totals(const workings& w, answer& to);
/// What payments settle: at the centre of each cell, and of each row of `paid`, draw by draw.
struct settled {
    std::vector<number> of_cell;
    std::vector<total> of_row;
};
/// What was paid, and the gap. A receipt settles at most what it is set against.
settled add_paid(const workings& w, answer& to);
/// Who can be made to pay, interest and fines; marks the charges that are barred or out of reach.
void add_debtors(workings& w, const settled& paid, answer& to);
void add_offsets(const workings& w, const settled& paid, answer& to);
void add_readings(const workings& w, answer& to);
void add_relief_and_minimum(const workings& w, answer& to);
void add_assumptions(const workings& w, answer& to);
void add_beside(const workings& w, answer& to);
void add_alternatives(const workings& w, const options& how, answer& to);

/// `VN` for `vn`.
[[nodiscard]] std::string upper(std::string text);

}  // namespace levy::scenario
