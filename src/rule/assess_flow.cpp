// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/feel/walk.hpp>
#include <levy/rule/jurisdiction.hpp>

#include "left_out.hpp"
#include "run.hpp"

namespace levy::rule {

namespace {

using feel::value;

class flow_run {
public:
    flow_run(const jurisdiction& in, const instrument& frame, const facts& flow)
        : in_{in}, frame_{frame}, of_group_{&frame == in.group_frame.get()}, facts_{flow} {
        for (const auto& s : in_.steps)
            if (!s.rule.empty() && s.each_group == of_group_)
                facts_.given[s.name] = nothing_of(*in_.rules.at(s.rule));
        if (in_.late_rule && !of_group_)
            facts_.given["account"] = account_value(nullptr, facts_.over.end);
    }

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

    std::optional<assessment> late(const step_result& of, day paid_on, diagnostics& sink) {
        const auto pay_by = of.made && of.made->filing ? of.made->filing->pay_by : std::nullopt;
        if (!in_.late_rule || !pay_by) return std::nullopt;
        facts_.given["account"] = account_value(&*of.made, paid_on);
        facts about = for_rule(*in_.rules.at(*in_.late_rule));
        about.over = {std::min(*pay_by, paid_on), std::max(*pay_by, paid_on)};
        give(in_.late_gives, "late", *in_.rules.at(*in_.late_rule), about);
        auto made = assess(in_.rules.at(*in_.late_rule), about, nullptr);
        if (!made) {
            sink.append(made.problems());
            return std::nullopt;
        }
        return *std::move(made);
    }

private:
    static value nothing_of(const instrument& rule) {
        std::vector<feel::record_field> fields;
        for (const auto& o : rule.outputs) fields.push_back({o.name, value{}});
        fields.push_back({"liable", value{}});
        fields.push_back({"pay_by", value{}});
        return value::record(std::move(fields));
    }
    static value account_value(const assessment* made, day paid_on) {
        const auto zero = value{number{}};
        const auto unpaid =
            made && made->of_period.balance.sign() > 0 ? value{made->of_period.balance} : zero;
        return value::record(
            {{"charged", made ? value{made->of_period.charged} : zero},
             {"paid", made ? value{made->of_period.paid} : zero},
             {"unpaid", unpaid},
             {"pay_by", made && made->filing && made->filing->pay_by ? value{*made->filing->pay_by}
                                                                     : value{paid_on}},
             {"paid_on", value{paid_on}}});
    }
    static value result_of(const assessment& made) {
        std::vector<feel::record_field> fields;
        for (const auto& r : made.results)
            if (r.is_output) fields.push_back({r.name, r.refused ? value{} : r.is});
        fields.push_back({"liable", made.liable.empty() ? value{} : value{made.liable}});
        fields.push_back(
            {"pay_by", made.filing && made.filing->pay_by ? value{*made.filing->pay_by} : value{}});
        return value::record(std::move(fields));
    }

    facts for_rule(const instrument& rule) const {
        facts about = facts_;
        about.given.clear();
        about.carry.clear();
        about.paid.clear();
        if (rule.currency != "any") {
            if (rule.currency != "none" && rule.currency != facts_.currency)
                stop(code::currency, {},
                     "'" + rule.id + "' is in " + rule.currency + ", and the flow is in " +
                         facts_.currency,
                     "state the flow in " + rule.currency);
            about.currency = rule.currency == "none" ? "" : rule.currency;
        }
        return about;
    }

    /// A formula that reads a refused result is refused for the same reason, never taken for a
    /// null.
    void refuse_if_blocked(const feel::expr& e) const {
        if (const auto* p = std::get_if<feel::path>(&e.is))
            if (const auto* n = std::get_if<feel::name>(&p->of->is))
                if (const auto found = refused_.find(n->id + "." + p->field);
                    found != refused_.end())
                    throw stopped{found->second};
        if (const auto* n = std::get_if<feel::name>(&e.is))
            if (const auto found = refused_.find(n->id); found != refused_.end())
                throw stopped{found->second};
        feel::for_each_child(e, [&](const feel::expr& child) { refuse_if_blocked(child); });
    }
    value formula(const std::string& name) {
        const auto* slot = frame_.find_slot(name);
        LEVY_EXPECTS(slot != nullptr);
        refuse_if_blocked(frame_.definitions[slot->index].is.values.entries().front().is.is);
        run one{frame_, facts_, nullptr};
        one.prepare();
        auto result = one.by_name(name);
        for (const auto& used : one.readings()) {
            const bool known = std::any_of(readings_.begin(), readings_.end(),
                                           [&](const reading_used& r) { return r.of == used.of; });
            if (!known) readings_.push_back(used);
        }
        return result;
    }
    bool condition(const std::string& name) {
        const auto truth = formula(name);
        const auto* b = truth.get_if<bool>();
        return b && *b;
    }

    void give(const std::vector<std::pair<std::string, span>>& gives, const std::string& step_name,
              const instrument& to, facts& about) {
        for (const auto& given : gives) {
            const auto& name = given.first;
            const auto wanted = std::find_if(to.inputs.begin(), to.inputs.end(),
                                             [&](const input& i) { return i.name == name; });
            about.given[name] = completed(formula(step_name + " give " + name), wanted->as);
        }
    }

    void take(const step& s, routing& made) {
        try {
            if (s.conditional && !condition(s.name + " when")) return;
            if (s.rule.empty()) {
                made.steps.push_back({&s, std::nullopt});
                return;
            }
            const auto& rule = in_.rules.at(s.rule);
            auto about = for_rule(*rule);
            give(s.gives, s.name, *rule, about);
            auto assessed = assess(rule, about, in_.days ? &*in_.days : nullptr);
            if (!assessed) {
                block(s.name, assessed.problems().front(), made);
                return;
            }
            facts_.given[s.name] = result_of(*assessed);
            for (const auto& r : assessed->results)
                if (r.is_output && r.refused) refused_.emplace(s.name + "." + r.name, *r.refused);
            made.problems.append(assessed->problems);
            made.steps.push_back({&s, *std::move(assessed)});
        } catch (const stopped& halt) {
            block(s.name, halt.why, made);
        }
    }
    void block(const std::string& name, const diagnostic& why, routing& made) {
        made.problems.add(why);
        refused_.emplace(name, why);
    }

    void offset_of(const offset& o, routing& made) {
        if (!o.in_force.holds(facts_.over.end)) return;
        try {
            if (frame_.find_slot(o.name + " when") && !condition(o.name + " when")) return;
            const auto sum = formula(o.name + " amount");
            if (const auto* n = sum.get_if<number>()) made.offsets.push_back({&o, *n});
        } catch (const stopped& halt) {
            made.problems.add(halt.why);
        }
    }

    const jurisdiction& in_;
    const instrument& frame_;
    bool of_group_;
    facts facts_;
    std::map<std::string, diagnostic> refused_;
    std::vector<reading_used> readings_;
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

outcome<std::optional<assessment>> assess_late(const jurisdiction& in, const facts& flow,
                                               const step_result& of, day paid_on) {
    diagnostics sink;
    try {
        auto made = flow_run{in, *in.frame, flow}.late(of, paid_on, sink);
        if (!sink.ok()) return sink;
        return outcome<std::optional<assessment>>{std::move(made)};
    } catch (const stopped& halt) {
        return halt.why;
    }
}

}  // namespace levy::rule
