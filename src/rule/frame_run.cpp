// SPDX-License-Identifier: Apache-2.0
#include "frame_run.hpp"

#include <algorithm>

#include <levy/feel/moving.hpp>
#include <levy/feel/walk.hpp>
#include <levy/value/number_text.hpp>

#include "asked.hpp"
#include "left_out.hpp"
#include "run.hpp"

namespace levy::rule {

using feel::value;

namespace {

/// Every field of a record that nothing is known of yet.
value nothing_of(const feel::type& as) {
    std::vector<feel::record_field> fields;
    fields.reserve(as.fields.size());
    for (const auto& field : as.fields) fields.push_back({field.name, value{}});
    return value::record(std::move(fields));
}

value result_of(const assessment& made) {
    std::vector<feel::record_field> fields;
    for (const auto& r : made.results)
        if (r.is_output) fields.push_back({r.name, r.refused ? value{} : r.is});
    fields.push_back({"liable", made.liable.empty() ? value{} : value{made.liable}});
    fields.push_back(
        {"pay_by", made.filing && made.filing->pay_by ? value{*made.filing->pay_by} : value{}});
    return value::record(std::move(fields));
}

/// What a step gives, held to what the rule's input allows.
class held {
public:
    held(const span& written, const input& to, const instrument& of)
        : written_{written}, to_{to}, of_{of} {}

    void hold(const value& is, const feel::type& as) const {
        if (as.element)
            for (const auto& item : is.items()) hold(item, *as.element);
        for (const auto& field : as.fields)
            if (const auto* part = is.field(field.name)) hold(*part, field.as);
        const auto* word = is.get_if<std::string>();
        if (word && !as.one_of.empty() &&
            std::find(as.one_of.begin(), as.one_of.end(), *word) == as.one_of.end())
            refuse(code::one_of, "'" + *word + "' is not one of: " + joined_by_commas(as.one_of));
        if (!feel::is_figure(is)) return;
        const auto* n = is.get_if<number>();
        if (as.whole && n && !n->is_integer())
            refuse(code::literal, levy::to_text(*n) + " is not a whole number");
        if (!as.bounds) return;
        const auto& least = as.bounds->min;
        const auto& most = as.bounds->max;
        if (least && feel::below(is, *least))
            refuse(code::range, feel::to_text(is) + " is below " + levy::to_text(*least));
        if (most && feel::below(*most, is))
            refuse(code::range, feel::to_text(is) + " is above " + levy::to_text(*most));
    }

private:
    [[noreturn]] void refuse(code id, const std::string& what) const {
        const auto of = "the input '" + to_.name + "' of '" + of_.id + "'";
        stop(id, written_, of + " is given what it does not allow: " + what,
             "give what the input allows, or say by `when` where the step is taken",
             {{to_.where, "declared here"}});
    }

    const span& written_;
    const input& to_;
    const instrument& of_;
};

diagnostic not_yet(const std::string& name) {
    diagnostic problem;
    problem.id = code::unknown;
    problem.message = "'" + name + "' is known only once a step was assessed";
    problem.help = "`late`, `limitation`, `penalties` and `reach` may read it";
    return problem;
}

}  // namespace

frame_run::frame_run(const jurisdiction& in, const instrument& frame, const facts& stated)
    : in_{in}, frame_{frame}, of_group_{&frame == in.group_frame.get()}, facts_{stated} {
    const auto type_of = [&](const std::string& name) {
        return std::find_if(frame_.inputs.begin(), frame_.inputs.end(),
                            [&](const input& i) { return i.name == name; });
    };
    for (const auto& s : in_.steps)
        if (!s.rule.empty() && s.each_group == of_group_)
            facts_.given[s.name] = nothing_of(type_of(s.name)->as);
    if (of_group_) return;
    for (const auto* name : {"account", "limitation"}) {
        const auto declared = type_of(name);
        const bool ours = declared != frame_.inputs.end() &&
                          (name != std::string_view{"limitation"} || in_.limitation);
        if (!ours || declared->as.is != feel::type::kind::record) continue;
        facts_.given[name] = nothing_of(declared->as);
        refuse(name, not_yet(name));
    }
}

frame_run::~frame_run() = default;

/// One run serves every formula until more is known.
run& frame_run::running() {
    if (!running_) {
        running_ = std::make_unique<run>(frame_, facts_, nullptr);
        running_->prepare();
    }
    return *running_;
}

void frame_run::know(const std::string& name, value is) {
    running_.reset();
    facts_.given[name] = std::move(is);
    refused_.erase(name);
}

void frame_run::know_result(const std::string& name, const assessment& made) {
    know(name, result_of(made));
    for (const auto& r : made.results)
        if (r.is_output && r.refused) refuse(name + "." + r.name, *r.refused);
}

facts frame_run::for_rule(const instrument& rule) const {
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

/// A formula that reads a refused result is refused for the same reason, never taken for a null;
/// so is one that reads it through a definition.
void frame_run::refuse_if_blocked(const feel::expr& e) const {
    if (const auto* p = std::get_if<feel::path>(&e.is))
        if (const auto* n = std::get_if<feel::name>(&p->of->is); n && p->of->slot)
            if (const auto found = refused_.find(n->id + "." + p->field); found != refused_.end())
                throw stopped{found->second};
    if (const auto* n = std::get_if<feel::name>(&e.is); n && e.slot) {
        if (const auto found = refused_.find(n->id); found != refused_.end())
            throw stopped{found->second};
        const auto& slot = frame_.slots[*e.slot];
        if (slot.is == instrument::slot::kind::definition)
            refuse_if_blocked(frame_.definitions[slot.index].is);
    }
    feel::for_each_child(e, [&](const feel::expr& child) { refuse_if_blocked(child); });
}
void frame_run::refuse_if_blocked(const rule::formula& f) const {
    const auto on = facts_.in_force.value_or(facts_.over.end);
    if (const auto* entry = f.values.in_force(on, facts_.known)) refuse_if_blocked(entry->is.is);
    for (const auto& x : f.exceptions) {
        if (!x.in_force.holds(on)) continue;
        refuse_if_blocked(x.when);
        refuse_if_blocked(x.then);
    }
}

value frame_run::formula(const purpose& meant) {
    const auto name = meant.slot_name();
    const auto* slot = frame_.find_slot(name);
    LEVY_EXPECTS(slot != nullptr);
    refuse_if_blocked(frame_.definitions[slot->index].is);
    auto& one = running();
    auto result = one.by_name(name);
    for (const auto& used : one.readings()) {
        const bool known = std::any_of(readings_.begin(), readings_.end(),
                                       [&](const reading_used& r) { return r.of == used.of; });
        if (!known) readings_.push_back(used);
    }
    return result;
}

bool frame_run::condition(const purpose& meant) {
    const auto truth = formula(meant);
    const auto* b = truth.get_if<bool>();
    return b && *b;
}

void frame_run::give(const given_inputs& gives, const asking& whose, const instrument& to,
                     facts& about) {
    for (const auto& given : gives) {
        const auto& name = given.first;
        const auto wanted = std::find_if(to.inputs.begin(), to.inputs.end(),
                                         [&](const input& i) { return i.name == name; });
        const purpose asked{purpose::role::give, whose, name};
        const auto* slot = frame_.find_slot(asked.slot_name());
        const auto& written = frame_.definitions[slot->index].is.where;
        auto is = completed(formula(asked), wanted->as);
        held{written, *wanted, to}.hold(is, wanted->as);
        about.given[name] = std::move(is);
    }
}

}  // namespace levy::rule
