// SPDX-License-Identifier: Apache-2.0
#include <levy/feel/moving.hpp>

#include "frame_run.hpp"
#include "run.hpp"

namespace levy::rule {

namespace {

using feel::value;
using part = asking::part;
using role = purpose::role;

class flow_run : frame_run {
public:
    using frame_run::frame_run;

    routing go() {
        routing made;
        made.over = facts_.over;
        made.currency = facts_.currency;
        for (const auto& s : in_.steps)
            if (s.each_group == of_group_) take(s, made);
        if (!of_group_)
            for (const auto& o : in_.offsets) offset_of(o, made);
        made.readings = readings_;
        return made;
    }

private:
    void take(const step& s, routing& made) {
        const asking asked{part::step, s.name};
        try {
            if (s.conditional && !condition({role::when, asked})) return;
            if (s.rule.empty()) {
                made.steps.push_back({&s, std::nullopt});
                return;
            }
            const auto& rule = in_.rules.at(s.rule);
            auto about = for_rule(*rule);
            give(s.gives, asked, *rule, about);
            auto assessed = assess(rule, about, in_.days ? &*in_.days : nullptr);
            if (!assessed) {
                block(s.name, assessed.problems().front(), made);
                return;
            }
            auto result = *std::move(assessed);
            if (s.measured()) {
                result.liable = "nobody";
                result.filing.reset();
            }
            know_result(s.name, result);
            made.problems.append(result.problems);
            made.steps.push_back({&s, std::move(result)});
        } catch (const stopped& halt) {
            block(s.name, halt.why, made);
        }
    }
    void block(const std::string& name, const diagnostic& why, routing& made) {
        made.problems.add(why);
        refuse(name, why);
    }

    void offset_of(const offset& o, routing& made) {
        if (!o.in_force.holds(facts_.over.end)) return;
        const asking asked{part::offset, o.name};
        const purpose when{role::when, asked};
        try {
            if (has(when) && !condition(when)) return;
            const auto sum = formula({role::amount, asked});
            if (const auto* n = sum.get_if<number>()) made.offsets.push_back({&o, *n});
            if (const auto* m = sum.get_if<feel::moving_handle>())
                made.offsets.push_back({&o, (*m)->here, sum});
        } catch (const stopped& halt) {
            made.problems.add(halt.why);
        }
    }
};

}  // namespace

const step_result* routing::find(std::string_view step_name) const noexcept {
    for (const auto& s : steps)
        if (s.by->name == step_name) return &s;
    return nullptr;
}

namespace {

outcome<routing> routed(const jurisdiction& in, const instrument& frame, const facts& stated) {
    try {
        run check{frame, stated, nullptr};
        check.prepare();
        return flow_run{in, frame, stated}.go();
    } catch (const stopped& halt) {
        return halt.why;
    }
}

}  // namespace

outcome<routing> assess_flow(const jurisdiction& in, const facts& flow) {
    return routed(in, *in.frame, flow);
}

outcome<routing> assess_group(const jurisdiction& in, const facts& group) {
    LEVY_EXPECTS(in.group_frame != nullptr);
    return routed(in, *in.group_frame, group);
}

}  // namespace levy::rule
