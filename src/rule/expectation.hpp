// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include <levy/rule/consequences.hpp>

namespace levy::rule {

/// Holds what a case expects against what a run gave. Exact: no tolerance anywhere. Names, days and
/// shapes were looked at when the case was resolved (case_file.hpp).
class expectation {
public:
    expectation(const node& expect, diagnostics& wrong) : expect_{expect}, wrong_{wrong} {}

    void of_rule(const facts& about, const calendar* days, const outcome<assessment>& made);
    void of_flow(const jurisdiction& in, const facts& flow, const outcome<routing>& made,
                 const std::map<std::string, day>& paid_late);

private:
    void fail(const span& where, std::string message, std::string label = {});
    bool of_error(const diagnostics& problems, const std::optional<diagnostic>& more);
    void of_assessment(const node& expect, const assessment& made, const facts* about,
                       const calendar* days);
    void of_part(const node::entry& entry, const assessment& made, const facts* about,
                 const calendar* days);
    void of_value(const node::entry& entry, const assessment& made, const facts* about,
                  const calendar* days);
    void of_reason(const node& wanted, const assessment& made);
    void of_filing(const node& wanted, const assessment& made);
    void of_account(const node& wanted, const assessment& made);
    void of_carry(const node& wanted, const assessment& made);
    void same(const node& wanted, const feel::type& as, const feel::value& is,
              const std::string& name, const std::string& currency);
    void of_steps(const node& wanted, const routing& made);
    void of_offsets(const node& wanted, const routing& made);
    void of_late(const node& wanted, const jurisdiction& in, const facts& flow, const routing& made,
                 const std::map<std::string, day>& paid_late);
    void of_step(const node& wanted, const jurisdiction& in, const facts& flow,
                 const step_result& made);
    void of_consequences(const jurisdiction& in, const facts& flow, const step_result& of);
    void of_consequence(const node::entry& entry, const consequences& made,
                        const std::string& currency);
    void of_penalties(const node& wanted, const consequences& made);
    void of_charge(const node& wanted, const assessment& made, const std::string& name);
    void of_truth(const node& wanted, std::optional<bool> is, const std::string& name);

    const node& expect_;
    diagnostics& wrong_;
};

}  // namespace levy::rule
