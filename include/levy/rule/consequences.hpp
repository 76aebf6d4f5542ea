// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <levy/rule/jurisdiction.hpp>

namespace levy::rule {

/// What follows if the authority assesses one step of a flow on a day, nothing having been paid but
/// `flow.paid`. Interest and penalties are never part of a total of tax, and penalties never add
/// up: each stands for a story of its own (declared too low, evaded, filed late).
struct consequences {
    struct penalty {
        std::string name, about;
        assessment made;
    };

    number unpaid;                       // of the tax: charged less paid by that day, at least 0
    std::optional<assessment> interest;  // nothing where no due day is known
    std::optional<bool> open;  // by limitation; nothing where no due day is known or no rule named
    bool reachable = true;     // whether whoever is liable can be reached
    std::vector<penalty> penalties;
    diagnostics problems;  // what was refused; the rest stands
};

/// Shape     one step of one flow in, what an assessment on that day brings out.
/// Units     the flow's currency; a rule in another one is refused, and the rest stands.
/// Errors    facts that no run takes (a missing input, a wrong period). What single parts meet
///           stands in `problems`: an unknown due day where a penalty needs one, law not encoded.
/// Edges     of a step that is measured but that nobody is bound to pay nothing follows: nothing
///           is unpaid, nobody can be reached. Of a step that charges nothing, nothing follows
///           either. Payments after `assessed_on` do not count yet.
[[nodiscard]] outcome<consequences> consequences_of(const jurisdiction& in, const facts& flow,
                                                    const step_result& of, day assessed_on);

/// The flow with the inputs that `relief` sets; the same flow where the jurisdiction has none.
[[nodiscard]] facts with_relief(const jurisdiction& in, facts flow);

}  // namespace levy::rule
