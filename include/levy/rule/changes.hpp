// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <levy/rule/jurisdiction.hpp>
#include <levy/rule/rule.hpp>

namespace levy::rule {

/// What one provision said until a day, and what it says from that day on.
struct change {
    enum class kind {
        life,
        period,
        value,
        rate,
        formula,
        exception,
        filing,
        reading,
        roll,
        offset
    };
    kind is = kind::value;
    day from;                       // first day of the new law
    std::string subject;            // the provision by its `about`, else its name
    std::string where;              // the part of it that changes: `services, royalty`
    std::string before, after;      // empty: there was, or is, no such thing
    std::string note;               // in the author's plain words, where he gave some
    bool restated = false;          // the same under a new text
    bool of_other_reading = false;  // only where a reading is not taken by default
    std::string doubt;              // of a reading: its id
    std::optional<citation> cited;
    std::optional<day> published;  // where the law said so on another day than `from`
};

/// Everything dated in a rule that begins or ends on a day after `after`, up to `last`, in order of
/// those days. `known`: the law as known on that day.
[[nodiscard]] std::vector<change> changes_between(const instrument_handle& of, const calendar* days,
                                                  day after, day last,
                                                  std::optional<day> known = {});

/// The same of a jurisdiction file: its routes, tables, offsets and its law on moving deadlines.
[[nodiscard]] std::vector<change> changes_between(const jurisdiction& in, day after, day last,
                                                  std::optional<day> known = {});

}  // namespace levy::rule
