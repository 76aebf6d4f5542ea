// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <levy/rule/jurisdiction.hpp>
#include <levy/value/rounding.hpp>

namespace levy::rule {

/// One charge of a flow as a straight line of its amount: `constant + slope × amount`, rounded
/// where the law rounds it; of an offset that is a share of a rounded charge, `times` is the share.
struct charge_line {
    std::string step, output, charges, liable, rule;
    number constant, slope;
    bool rounds = false;
    number unit{1};
    rounding mode = rounding::half_up;
    number times{1};

    [[nodiscard]] number at(const number& amount) const;
};

struct offset_line {
    const offset* by = nullptr;
    charge_line line;  // without charges, liable and rule; its step is empty
};

/// The charges of one flow for every amount from `low` to `high`, both inside (no `high`: without
/// end): exactly those that `assess_flow` gives one by one. For all of them every decision of the
/// law comes out the same: the same steps apply, the same exceptions hold, nothing is refused.
struct flow_schedule {
    number low;
    std::optional<number> high;
    std::vector<charge_line> charges;  // in the order of steps and outputs
    std::vector<offset_line> offsets;

    [[nodiscard]] bool holds(const number& amount) const noexcept;
};

/// Runs one flow once and draws the schedule around `flow.given[input]`.
///
/// Shape   one flow in; its charges as lines, proven for the amounts around the one that is given.
/// Errors  nothing comes back where a charge or an offset is no straight line of the amount, or
///         stands on a sum that was rounded before, or where anything is refused: then assess each
///         amount by itself.
/// Edges   an end that a law leaves out (`more than 100`) is the last whole minor unit before it,
///         and the given amount itself where that is nearer. Where something rounded is compared,
///         the ends lie up to a unit of it inside of what would hold.
/// Cost    a little more than one `assess_flow`.
[[nodiscard]] std::optional<flow_schedule> schedule_of(const jurisdiction& in, const facts& flow,
                                                       std::string_view input = "amount");

}  // namespace levy::rule
