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

/// Inputs of a rule that formulas give, in the order written.
using given_inputs = std::vector<std::pair<std::string, span>>;

/// One line of `assess`: which rule meets a flow when, and what it is given; or why nothing is
/// assessed; or both.
struct step {
    std::string name, about;
    std::string rule;          // id, or empty: then `reason` says why nothing is assessed
    std::string reason;        // beside a rule: what it measures, nobody is bound to pay
    bool each_group = false;   // runs once a group and its year
    bool conditional = false;  // has a `when`
    given_inputs gives;
    std::optional<citation> cited;
    span where;

    /// Whether the rule measures a tax that nobody is bound to collect. It enters no total of what
    /// is owed.
    [[nodiscard]] bool measured() const { return !rule.empty() && !reason.empty(); }
};

/// How far back the authority may reach: a rule that runs on the day that the formula `on` gives,
/// and its output that says whether the tax is still open.
struct limitation_terms {
    std::string rule, open, about;
    given_inputs gives;
    std::optional<citation> cited;
};

/// What an assessment adds to the tax: a rule that runs on the day that its formula `on` gives.
struct penalty_terms {
    std::string name, about, rule;
    bool conditional = false;  // has a `when`
    given_inputs gives;
    std::optional<citation> cited;
    span where;
};

/// The inputs of a flow that answer "what if relief is granted".
struct relief_terms {
    std::vector<std::pair<std::string, feel::value>> sets;
    std::string about;
    std::optional<citation> cited;
};

/// When a debtor can be reached: a formula of the frame.
struct reach_terms {
    std::string about;
    std::optional<citation> cited;
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
/// (`contractor give price`). What follows from an assessment reads the record `account`, of the
/// step that was assessed. `group_frame` is the same for the steps that meet a whole group: its
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
    given_inputs late_gives;
    std::optional<limitation_terms> limitation;
    std::vector<penalty_terms> penalties;
    std::optional<relief_terms> relief;
    std::optional<reach_terms> reach;
    std::map<std::string, instrument_handle> rules;  // all that are named above
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
    std::optional<assessment> made;  // absent where the step names no rule
};

struct offset_result {
    const offset* by = nullptr;
    number sum;
    feel::value moving{};  // where the flow's amount moves: `sum` is what it is here
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

/// Late-payment interest on what a step left unpaid after `flow.paid`, had it been paid on
/// `paid_on`; nothing where the jurisdiction names no such rule. More in consequences.hpp.
[[nodiscard]] outcome<std::optional<assessment>> assess_late(const jurisdiction& in,
                                                             const facts& flow,
                                                             const step_result& of, day paid_on);

}  // namespace levy::rule
