// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <levy/rule/assess.hpp>

namespace levy::rule {

/// One step of what decides an answer at present, with the steps that decide it in turn.
struct deciding {
    enum class kind {
        output,
        definition,
        liable,
        condition,   // a line of `applies`, or whether the rule is in force
        exception,   // one that holds, by its condition
        comparison,  // a part of a formula that is true or false
        choice,      // the branch of an `if` that was taken
        extreme,     // the argument of a `min` or `max` that won
        table,       // the row met
        parameter,
        input,
        reading
    };
    kind is;
    trace_step::origin from = trace_step::origin::reckoned;  // of an input
    std::string name;                                        // of a named step and of an exception
    std::string formula;  // the words: of the whole formula, or of the part
    feel::type as;
    feel::value gave;
    std::string says;  // in words: both sides of a comparison, who won and by how much, the row
    std::string note;  // as in the trace: `given`, `default`, `exactly …`, a reason
    std::optional<citation> cited;
    std::optional<day> since;  // first day of the dated value used
    span where;
    bool again = false;  // told before, with what decides it
    std::vector<deciding> because;
};

/// What decides the answer of a run, and nothing else: of an `and` that is true all its parts, of
/// one that is false the part that fails; of an `or` the reverse; of an `if` the condition and the
/// branch taken; of `min` and `max` the argument that won; of exceptions those that held; of a rule
/// that does not apply the line that says so.
///
/// Shape   a tree for each output in the order of the file, then the lines of `applies` that hold,
///         then who is liable where the rule says and no output told. Of an output that was refused
///         `says` tells why, and it stands on nothing.
[[nodiscard]] std::vector<deciding> deciding_path(const assessment& made);

/// The word by which exports name it.
[[nodiscard]] std::string_view name_of(deciding::kind is) noexcept;

}  // namespace levy::rule
