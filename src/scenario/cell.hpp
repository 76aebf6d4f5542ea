// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <levy/rule/jurisdiction.hpp>
#include <levy/rule/schedule.hpp>

namespace levy::scenario {

/// One charge in one piece of time: exact for the central revenue and for every draw of it.
struct charged {
    std::string step, output, charge, rule, liable;
    std::string nobody;  // why nobody was bound to collect it; it is measured and not owed
    std::optional<day> pay_by;
    bool by_occurrence = false;  // due with each payment, not for the piece
    bool barred = false;         // by limitation, on the day of assessment
    bool not_due = false;        // on the day of assessment
    bool reachable = true;       // a debtor who can be reached
    number central;
    std::vector<number> by_draw;
    [[nodiscard]] bool owed() const { return nobody.empty(); }
};

struct offset_sum {
    const rule::offset* of = nullptr;
    number central;
    std::vector<number> by_draw;
};

/// Another sum of the flow that differs from draw to draw: revenue on another basis.
struct moved_input {
    std::string name;
    number central;
    std::vector<number> by_draw;
};

/// One line in one piece of time, through the jurisdiction's steps.
struct cell {
    std::size_t line = 0;
    int year = 0;
    period over;
    number central;               // revenue
    std::vector<number> by_draw;  // revenue
    moved_input also;             // without a name: none
    rule::facts flow;             // at the centre
    rule::routing routed;         // at the centre
    std::vector<charged> charges;
    std::vector<offset_sum> offsets;
    std::string refused;
    bool changes_inside = false;  // refused since the law changes inside the piece
    std::vector<std::string> untaxed;
    std::vector<rule::reading_used> readings;

    [[nodiscard]] number owed_at_centre() const;
};

/// Assesses a flow at its centre and for every draw. Where the law is proven to be a straight line
/// around an amount, the line is used for all amounts it holds for; else each is assessed by
/// itself. No draws: the centre alone.
[[nodiscard]] cell assessed(const rule::jurisdiction& in, const rule::facts& flow,
                            const number& central, const std::vector<number>& by_draw,
                            const moved_input* also = nullptr);

/// The charges alone, at the centre and for every draw: of a flow whose runs nobody will look at.
[[nodiscard]] cell charges_of(const rule::jurisdiction& in, const rule::facts& flow,
                              const number& central, const std::vector<number>& by_draw);

/// The articles that a run cites, each with its source's title; not those of closed readings.
[[nodiscard]] std::vector<std::string> articles_of(const rule::assessment& made);
/// The same of every run of a cell.
void add_articles(const cell& of, std::vector<std::string>& into);

/// Adds a word once.
void put_first(std::vector<std::string>& all, const std::string& word);

}  // namespace levy::scenario
