// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <levy/rule/assess.hpp>

namespace levy::rule {

/// A provision that comes out otherwise on the other side of a turning point.
struct cause {
    std::string what;  // `world_revenue >= world_threshold holds`, `rate is 4.5%`
    std::optional<citation> cited;
    std::optional<day> since;  // of a dated value: the first day of the one used there
    span where;
};

/// An output that goes on without a jump and at another slope: how much more it becomes for each
/// further unit of the input, here and beyond; before any rounding.
struct bend {
    std::string output;
    number here, beyond;
};

/// One thing that, were it otherwise, would change the answer: one fact, the day, or a reading.
struct turning_point {
    enum class kind { amount, choice, day, reading };
    kind is;
    std::string name;  // the input, `price` or `services[2].revenue`; the reading; of a day empty
    feel::type as;     // of the two values
    feel::value from, to;  // now, and there: of an amount the first one on the other side
    std::vector<std::string> outputs;  // those that become otherwise; of an amount, other than by
                                       // going on along their line
    std::vector<cause> because;        // what comes out otherwise in the law
    std::optional<assessment> under;   // the run there
    diagnostics refused;               // set where there is none: why

    // Of an amount alone.
    std::optional<number> distance;  // to - from
    feel::value last;                // the last on this side
    bool is_first =
        true;  // false where some output is no straight line of it and could turn before
    bool is_nearest = true;            // the first met on its way
    bool owes_nothing = false;         // something is charged on this side, and nothing beyond
    std::optional<assessment> before;  // the run at that one
    std::vector<bend> bends;           // of `outputs`, those that do not jump
};
[[nodiscard]] std::string_view name_of(turning_point::kind is) noexcept;

/// What would change the answer of `made`, the run of its rule on `about`.
///
/// Shape   amounts first, the nearest first (by their distance as a share of the amount), then
///         choices in the order of the inputs, days outward from the day of the answer, later ones
///         first, and readings. Each fact moves by itself; all others stay.
/// Amounts run as straight lines (feel/moving.hpp): each amount above and below at which an output
///         leaves the line that it was on, counted in minor units of money, in ones of counts, in
///         hundredths of a percent of ratios; so the nearest each way, and where nothing is owed.
///         What is no straight line is not followed, and nothing is said.
/// Choices are inputs that are true or false or have at most 32 words, and that the run read.
/// Days    are those on which the text of the rule changes: the law of that day (as `--in-force`
///         takes it) on the same facts; of days before, `to` is the last day of the older law.
/// Errors  none: a change after which the rule cannot be assessed says why in `refused`.
/// Cost    up to 64 runs of the rule for each amount and three for each of its turns, and up to 31
///         for each choice of words.
[[nodiscard]] std::vector<turning_point> turning_points(const assessment& made, const facts& about,
                                                        const calendar* days);

/// Whether two runs give one answer: the same outputs for the same reasons, the same liable party.
[[nodiscard]] bool same_answer(const assessment& a, const assessment& b);
/// Outputs alone: the same value, reason and refusal.
[[nodiscard]] bool same_result(const result& a, const result& b);

}  // namespace levy::rule
