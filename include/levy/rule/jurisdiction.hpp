// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <levy/rule/assess.hpp>
#include <levy/rule/calendar.hpp>
#include <levy/rule/rule.hpp>

namespace levy::rule {

/// One line of `assess`: which rule meets a flow when, and what it is given; or why nothing is
/// assessed.
struct step {
    std::string name, about;
    std::string rule;  // id, or empty: then `reason` says why nothing is assessed
    std::string reason;
    bool each_group = false;                          // runs once a group and its year
    bool conditional = false;                         // has a `when`
    std::vector<std::pair<std::string, span>> gives;  // inputs of the rule, in the order written
    std::optional<citation> cited;
    span where;
};

/// What a charge gives back elsewhere, so that the treasury's net gain can be told.
struct offset {
    std::string name, of, kind, against;
    day_range in_force;
    std::optional<citation> cited;
    span where;
};

/// Which instruments meet a flow of revenue, in which order, and who pays. Its formulas stand in
/// `frame`, an instrument of its own: a flow's facts are its inputs, the results of each step are
/// optional records, and every `when`, `give` and `amount` is a definition named after its place
/// (`contractor give price`). `group_frame` is the same for the steps that meet a whole group: its
/// inputs are the facts of the group and `flows`, the list of the group's flows.
struct jurisdiction {
    std::string id, title, about, currency;
    instrument_handle frame;
    instrument_handle group_frame;  // null where no step meets a group
    std::map<std::string, source> sources;
    std::optional<calendar> days;
    std::vector<step> steps;
    std::vector<offset> offsets;
    std::optional<std::string> late_rule;
    std::vector<std::pair<std::string, span>> late_gives;
    std::map<std::string, instrument_handle> rules;  // those the steps name
};

using jurisdiction_handle = std::shared_ptr<const jurisdiction>;

/// Finds a rule by id, for the steps; the law gives one.
using rule_finder = std::function<outcome<instrument_handle>(std::string_view)>;

/// Reads a jurisdiction file. Nothing back exactly when an error was added.
[[nodiscard]] std::optional<jurisdiction> read_jurisdiction(
    const node& document, const source_handle& text,
    const std::map<std::string, source>& shared_sources, const rule_finder& find,
    diagnostics& sink);

struct step_result {
    const step* by = nullptr;
    std::optional<assessment> made;  // absent where the step gives a reason
};

struct offset_result {
    const offset* by = nullptr;
    number sum;
};

/// One flow through the steps: those that applied, in order.
struct routing {
    period over;
    std::string currency;
    std::vector<step_result> steps;
    std::vector<offset_result> offsets;
    std::vector<reading_used> readings;  // of the jurisdiction file itself
    diagnostics problems;                // what was refused; the rest stands

    [[nodiscard]] const step_result* find(std::string_view step_name) const noexcept;
};

/// Runs one flow. `flow.given` are the jurisdiction's inputs; readings reach every rule by name or
/// by doubt.
[[nodiscard]] outcome<routing> assess_flow(const jurisdiction& in, const facts& flow);

/// Runs the steps that meet a whole group in one of its years. `group.given` are the facts of the
/// group, and `flows`.
[[nodiscard]] outcome<routing> assess_group(const jurisdiction& in, const facts& group);

/// Late-payment interest on what a step left unpaid, had it been paid on `paid_on`; nothing where
/// the jurisdiction names no such rule.
[[nodiscard]] outcome<std::optional<assessment>> assess_late(const jurisdiction& in,
                                                             const facts& flow,
                                                             const step_result& of, day paid_on);

}  // namespace levy::rule
