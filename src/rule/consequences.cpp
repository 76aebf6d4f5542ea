// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/rule/consequences.hpp>

#include "frame_run.hpp"
#include "run.hpp"

namespace levy::rule {

namespace {

using feel::value;
using part = asking::part;
using role = purpose::role;

/// One assessed step of a flow, and what the jurisdiction attaches to it.
class account_run : frame_run {
public:
    account_run(const jurisdiction& in, const facts& flow, const step_result& of, day on)
        : frame_run{in, *in.frame, flow}, step_{of.by->name}, of_{*of.made}, on_{on} {
        LEVY_EXPECTS(!of.by->each_group);
        for (const auto& other : in.steps)
            if (!other.rule.empty() && !other.each_group)
                refuse(other.name, of_another(other.name));
        number paid;
        for (const auto& p : flow.paid)
            if (p.on <= on_) paid += p.sum;
        const auto balance = of_.of_period.charged - paid;
        unpaid_ = balance.sign() > 0 ? balance : number{};
        know_result(step_, of_);
        if (of_.filing) pay_by_ = of_.filing->pay_by;
        know("account", value::record({{"charged", value{of_.of_period.charged}},
                                       {"paid", value{paid}},
                                       {"unpaid", value{unpaid_}},
                                       {"liable", value{of_.liable}},
                                       {"pay_by", pay_by_ ? value{*pay_by_} : value{}},
                                       {"paid_on", value{on_}},
                                       {"assessed_on", value{on_}}}));
        if (!pay_by_) refuse("account.pay_by", no_due_day());
    }

    /// Interest until the day; nothing where no due day is known.
    outcome<std::optional<assessment>> late() {
        if (!in_.late_rule || !pay_by_) return std::optional<assessment>{};
        return over({part::late}, *in_.late_rule, in_.late_gives,
                    {std::min(*pay_by_, on_), std::max(*pay_by_, on_)});
    }

    consequences go() {
        made_.unpaid = unpaid_;
        made_.reachable = !in_.reach || holds({role::value, {part::reach}});
        if (!charges()) return std::move(made_);
        made_.interest = kept(late());
        if (in_.limitation) open_by(*in_.limitation);
        for (const auto& p : in_.penalties) penalty(p);
        return std::move(made_);
    }

private:
    diagnostic of_another(const std::string& other) const {
        diagnostic problem;
        problem.id = code::unknown;
        problem.message = "what follows from '" + step_ + "' does not see the step '" + other + "'";
        problem.help = "read `account`, or the facts of the flow";
        return problem;
    }
    diagnostic no_due_day() const {
        diagnostic problem;
        problem.id = code::unknown;
        problem.message = "the day by which the tax of '" + step_ + "' is to be paid is not known";
        problem.help = "its rule says so under `filing`, for whoever is liable";
        return problem;
    }

    [[nodiscard]] bool charges() const {
        return std::any_of(of_.by->outputs.begin(), of_.by->outputs.end(),
                           [](const output& o) { return !o.charges.empty(); });
    }
    void note(const diagnostics& problems) {
        for (const auto& p : problems) {
            const bool said = std::any_of(
                made_.problems.begin(), made_.problems.end(),
                [&](const diagnostic& d) { return d.id == p.id && d.message == p.message; });
            if (!said) made_.problems.add(p);
        }
    }
    std::optional<assessment> kept(outcome<std::optional<assessment>> came) {
        if (!came) {
            note(came.problems());
            return std::nullopt;
        }
        auto result = *std::move(came);
        if (result) note(result->problems);
        return result;
    }
    bool holds(const purpose& meant) {
        try {
            return condition(meant);
        } catch (const stopped& halt) {
            diagnostics why;
            why.add(halt.why);
            note(why);
            return false;
        }
    }

    outcome<std::optional<assessment>> over(const asking& whose, const std::string& id,
                                            const given_inputs& gives, const period& when) {
        try {
            const auto& rule = in_.rules.at(id);
            auto about = for_rule(*rule);
            about.over = when;
            give(gives, whose, *rule, about);
            auto made = assess(rule, about, in_.days ? &*in_.days : nullptr);
            if (!made) return made.problems();
            return std::optional<assessment>{*std::move(made)};
        } catch (const stopped& halt) {
            return halt.why;
        }
    }
    /// A run on the day that the formula `on` gives.
    outcome<std::optional<assessment>> on_its_day(const asking& whose, const std::string& id,
                                                  const given_inputs& gives) {
        try {
            const auto on = *formula({role::on, whose}).get_if<day>();
            return over(whose, id, gives, {on, on});
        } catch (const stopped& halt) {
            return halt.why;
        }
    }

    void open_by(const limitation_terms& terms) {
        // Without a due day nothing is barred and nothing is open; whoever reads it is told why.
        if (!pay_by_) return refuse("limitation", no_due_day());
        auto came = on_its_day({part::limitation}, terms.rule, terms.gives);
        if (!came) refuse("limitation", came.problems().front());
        const auto judged = kept(std::move(came));
        if (!judged) return;
        know_result("limitation", *judged);
        const auto* found = judged->find(terms.open);
        if (const auto* truth = found->refused ? nullptr : found->is.get_if<bool>())
            made_.open = *truth;
    }

    void penalty(const penalty_terms& terms) {
        const asking asked{part::penalty, terms.name};
        if (terms.conditional && !holds({role::when, asked})) return;
        if (auto came = kept(on_its_day(asked, terms.rule, terms.gives)))
            made_.penalties.push_back({terms.name, terms.about, *std::move(came)});
    }

    const std::string& step_;
    const assessment& of_;
    day on_;
    std::optional<day> pay_by_;
    number unpaid_;
    consequences made_;
};

}  // namespace

outcome<consequences> consequences_of(const jurisdiction& in, const facts& flow,
                                      const step_result& of, day assessed_on) {
    LEVY_EXPECTS(of.made || of.by->rule.empty());
    if (!of.made || of.by->measured()) {
        consequences none;
        none.reachable = false;
        return none;
    }
    try {
        run check{*in.frame, flow, nullptr};
        check.prepare();
        return account_run{in, flow, of, assessed_on}.go();
    } catch (const stopped& halt) {
        return halt.why;
    }
}

outcome<std::optional<assessment>> assess_late(const jurisdiction& in, const facts& flow,
                                               const step_result& of, day paid_on) {
    if (!of.made || of.by->measured()) return std::optional<assessment>{};
    return account_run{in, flow, of, paid_on}.late();
}

facts with_relief(const jurisdiction& in, facts flow) {
    if (in.relief)
        for (const auto& [name, is] : in.relief->sets) flow.given[name] = is;
    return flow;
}

}  // namespace levy::rule
