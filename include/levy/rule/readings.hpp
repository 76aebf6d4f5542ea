// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include <levy/rule/assess.hpp>
#include <levy/text/document.hpp>

namespace levy::rule {

/// What one other choice of one reading does to the outputs that are owed.
struct reading_effect {
    const reading* of = nullptr;
    std::string choice;
    assessment under;
};

/// Re-runs a rule once for every choice not taken of every reading that `made` consulted and that
/// was open on its day: switched one at a time against the choices of `about`.
[[nodiscard]] std::vector<reading_effect> reading_effects(const assessment& made,
                                                          const facts& about, const calendar* days);

/// Where a file writes a reading that it chooses, and the choice.
struct reading_place {
    span reading, choice;
};
/// By the reading's name or doubt, as it is written.
using reading_places = std::map<std::string, reading_place>;
[[nodiscard]] reading_places places_of_readings(const node& written);

/// Refuses a chosen reading that none of `readings` has, and a choice that the reading has not.
/// `chosen` by name or doubt; without `places` a caller chose, and no file.
void check_readings(const std::map<std::string, std::string>& chosen,
                    const std::vector<const reading*>& readings, diagnostics& sink,
                    const reading_places& places = {});

}  // namespace levy::rule
