// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>

#include <levy/rule/rule.hpp>

namespace levy::rule {

/// The law of a day, as known on another.
struct moment {
    day on;
    std::optional<day> known;
    friend auto operator<=>(const moment&, const moment&) = default;
};

/// What is taken where a reading is open, by name.
using taken_readings = std::map<std::string, std::string>;

/// The value of a formula that reads nothing but figures in force, choices that are made and
/// formulas of that kind. Nothing back where it depends on the run, and where a run would be
/// refused: a figure that is not encoded, a division by 0.
[[nodiscard]] std::optional<feel::value> fixed_value(const instrument& of, const feel::expr& e,
                                                     const moment& at,
                                                     const taken_readings& taken = {});

/// A sum that is cut to the period in proportion: the figures of a year times one share that is
/// above 0 and at most 1.
struct cut_sum {
    std::optional<prorating> by;  // nothing: 0, however it is cut
    number of_year;
};
/// Nothing where the formula is no such sum, or not one that is known without a run.
[[nodiscard]] std::optional<cut_sum> cut_to_period(const instrument& of, const feel::expr& e,
                                                   const moment& at,
                                                   const taken_readings& taken = {});

}  // namespace levy::rule
