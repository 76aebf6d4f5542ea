// SPDX-License-Identifier: Apache-2.0
// What was paid beside what was owed for the same: the same platforms, taxes and time.
#include <algorithm>

#include <levy/value/number_text.hpp>

#include "workings.hpp"

namespace levy::scenario {

namespace {

/// Whether a charge belongs to the time of a row: by the day it falls due where payments are
/// counted when they come in, else by the period it is for. What falls due with each payment counts
/// for its period; its few days are within the days of any estimate.
bool falls_into(const cell& c, const charged& x, const paid_row& row) {
    const auto& over = row.receipt->over;
    if (row.cash && !x.by_occurrence && x.pay_by) return over.holds(*x.pay_by);
    return over.holds(c.over);
}

bool of_row(const workings& w, const cell& c, const charged& x, const paid_row& row) {
    const auto& name = w.lines[c.line].of->name;
    const bool platform =
        row.platforms.empty() ||
        std::find(row.platforms.begin(), row.platforms.end(), name) != row.platforms.end();
    const bool debtor = row.debtor.empty() || row.debtor == x.liable;
    return x.owed() && platform && debtor && falls_into(c, x, row);
}

bool holes_within(const workings& w, const paid_row& row) {
    for (const auto& l : w.lines) {
        const bool platform = row.platforms.empty() ||
                              std::find(row.platforms.begin(), row.platforms.end(), l.of->name) !=
                                  row.platforms.end();
        for (const auto& [year, why] : l.refused)
            if (platform && row.receipt->over.start.year() <= year &&
                year <= row.receipt->over.end.year())
                return true;
    }
    return false;
}

/// How the two sides were made alike, in words.
std::string counted_text(const workings& w, const paid_row& row) {
    bool occurrence = false;
    bool period_due = false;
    for (const auto& c : w.cells)
        for (const auto& x : c.charges) {
            if (!of_row(w, c, x, row)) continue;
            occurrence = occurrence || x.by_occurrence || !x.pay_by;
            period_due = period_due || (!x.by_occurrence && x.pay_by);
        }
    if (!row.cash) return "for the same periods";
    if (occurrence && period_due) return "by the days on which it fell due or was withheld";
    if (period_due) return "by the days on which it fell due";
    return "withheld with each payment, so by the same days but for the last ten";
}

}  // namespace

namespace {

/// The part of a receipt that falls into the scenario's time, by days where it reaches further.
number inside(const workings& w, paid_answer& p) {
    const auto& over = p.row.receipt->over;
    const auto from = std::max(over.start, w.asked.over.start);
    const auto to = std::min(over.end, w.asked.over.end);
    if (w.asked.over.holds(over) || to < from) return *p.sum;
    p.counted += "; of the sum the part that falls into this time, allocated by days";
    return rounded(*p.sum * number{to - from + 1, over.days()}, w.unit, rounding::half_up);
}

}  // namespace

settled add_paid(const workings& w, answer& to) {
    settled made{std::vector<number>(w.cells.size()), {}};
    total gap = w.owed();
    bool any = false;
    for (const auto& row : w.asked.paid) {
        made.of_row.emplace_back();
        paid_answer p;
        p.row = row;
        p.note = row.note;
        if (!row.receipt) {
            to.not_known.push_back("paid by " + row.of + ": " + row.unknown);
            to.paid.push_back(std::move(p));
            continue;
        }
        const auto* found = w.receipt_of(*row.receipt);
        if (!found) {
            to.not_known.push_back("paid by " + row.of + ": no such row in receipts.csv");
            to.paid.push_back(std::move(p));
            continue;
        }
        if (found->currency != w.asked.in.letters()) {
            to.not_known.push_back("paid by " + row.of + ": the sum is in " + found->currency);
            to.paid.push_back(std::move(p));
            continue;
        }
        p.sum = found->value;
        p.currency = found->currency;
        p.source =
            found->source + " (" + std::string{name_of(found->how)} + ", " + found->where + ")";
        p.at_least = holes_within(w, row);
        const auto owed =
            w.charges([&](const cell& c, const charged& x) { return of_row(w, c, x, row); });
        if (!owed.by_draw.empty()) {
            p.owed = quantiles_of(owed);
            p.counted = counted_text(w, row);
            if (!row.part_of_another) {
                made.of_row.back() = owed.at_most(inside(w, p));
                const auto share =
                    owed.central.sign() > 0 ? made.of_row.back().central / owed.central : number{};
                for (std::size_t i = 0; i < w.cells.size(); ++i)
                    for (const auto& x : w.cells[i].charges)
                        if (of_row(w, w.cells[i], x, row)) made.of_cell[i] += x.central * share;
            }
        }
        if (!row.part_of_another) {
            gap.subtract(made.of_row.back());
            any = true;
        }
        to.paid.push_back(std::move(p));
    }
    if (any) to.gap = quantiles_of(gap);
    return made;
}

}  // namespace levy::scenario
