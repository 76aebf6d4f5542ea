// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <levy/rule/jurisdiction.hpp>

#include "purpose.hpp"

namespace levy::rule {

class run;

/// The formulas of a jurisdiction over the facts of one flow or group. What is refused of a step is
/// refused, for the same reason, to every formula that reads it.
class frame_run {
public:
    frame_run(const jurisdiction& in, const instrument& frame, const facts& stated);
    frame_run(const frame_run&) = delete;
    frame_run& operator=(const frame_run&) = delete;

protected:
    /// A definition of the frame.
    feel::value formula(const purpose& meant);
    bool condition(const purpose& meant);
    bool has(const purpose& meant) const { return frame_.find_slot(meant.slot_name()) != nullptr; }

    /// Facts for a rule, with the inputs that the jurisdiction gives it and nothing else.
    facts for_rule(const instrument& rule) const;
    void give(const given_inputs& gives, const asking& whose, const instrument& to, facts& about);

    void know(const std::string& name, feel::value is);
    /// Whatever reads `name`, or its field `a.b`, is refused from now on.
    void refuse(const std::string& name, const diagnostic& why) { refused_[name] = why; }
    /// What formulas see of an assessed rule.
    void know_result(const std::string& name, const assessment& made);

    const jurisdiction& in_;
    const instrument& frame_;
    bool of_group_;
    facts facts_;
    std::vector<reading_used> readings_;
    ~frame_run();

private:
    run& running();

    void refuse_if_blocked(const feel::expr& e) const;
    void refuse_if_blocked(const rule::formula& f) const;

    std::map<std::string, diagnostic> refused_;
    std::unique_ptr<run> running_;  // over the facts known so far
};

}  // namespace levy::rule
