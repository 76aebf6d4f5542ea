// SPDX-License-Identifier: Apache-2.0
// What cases state, held against their rule or jurisdiction, so that they can run.
#include <algorithm>
#include <set>

#include <levy/rule/consequences.hpp>
#include <levy/rule/readings.hpp>
#include <levy/rule/request.hpp>
#include <levy/rule/written.hpp>
#include <levy/text/meant.hpp>
#include <levy/text/placed.hpp>

#include "asked.hpp"
#include "case_file.hpp"
#include "case_words.hpp"
#include "run.hpp"

namespace levy::rule {

namespace {

class resolver {
public:
    resolver(const law& under, diagnostics& sink) : law_{under}, sink_{sink} {}

    std::optional<case_file> file(const node& document) {
        const auto sound = cases_of_form(document, sink_);
        const auto* of = document.find("cases_of");
        if (!of || !find(*of)) return std::nullopt;
        made_.cases.reserve(sound.size());
        for (const auto& one : sound) {
            one_case(document, *one.is);
            if (one.runs) continue;
            sink_.append_new(made_.cases.back().wrong);
            made_.cases.pop_back();
        }
        return std::move(made_);
    }

private:
    bool find(const node& of) {
        made_.of = of.text;
        const auto country = of.text.substr(0, of.text.find('/'));
        const auto in = law_.jurisdiction(country);
        if (of.text.ends_with("/jurisdiction")) {
            if (!in) return refuse(of, in.problems());
            made_.jurisdiction = *in;
        } else {
            const auto by = law_.instrument(of.text);
            if (!by) return refuse(of, by.problems());
            made_.rule = *by;
            add_readings(**by);
        }
        if (in) add_readings(*(*in)->frame);
        if (made_.jurisdiction)
            for (const auto& [name, by] : made_.jurisdiction->rules) add_readings(*by);
        return true;
    }
    bool refuse(const node& of, const diagnostics& problems) {
        sink_.append_new(placed(problems, of.where));
        return false;
    }
    void add_readings(const instrument& by) {
        for (const auto& r : by.readings) readings_.push_back(&r);
    }

    void one_case(const node& shared, const node& one) {
        resolved_case made;
        made.name = one.find("case")->text;
        check_source(one, made.wrong);
        refuse_strangers(one, made.wrong);
        const auto* periods = one.find("periods");
        if (made_.jurisdiction)
            flow(shared, one, made);
        else if (!periods)
            rule_run({shared, one}, nullptr, made);
        else
            for (const auto& period : periods->items)
                rule_run({shared, one, &period}, &period, made);
        made_.cases.push_back(std::move(made));
    }
    void check_source(const node& one, diagnostics& wrong) {
        const auto* source = one.find("source");
        if (!source) return;
        const auto id = source->text.substr(0, source->text.find(' '));
        const auto& known = made_.rule ? made_.rule->sources : made_.jurisdiction->sources;
        if (known.contains(id)) return;
        std::vector<std::string> names;
        names.reserve(known.size());
        for (const auto& s : known) names.push_back(s.first);
        const auto near = nearest_name(id, names);
        wrong.refuse(code::source, source->where, "there is no source '" + id + "'",
                     near.empty() ? "cite one that the rule or sources.yaml declares"
                                  : "did you mean '" + near + "'?");
    }
    /// Keys that only the cases of a jurisdiction have, or only those of a rule.
    void refuse_strangers(const node& one, diagnostics& wrong) {
        const auto refuse = [&](std::string_view key, const std::string& why,
                                const std::string& help) {
            if (const auto* entry = one.find_entry(key))
                wrong.refuse(code::key, entry->key_where, why, help);
        };
        if (made_.rule) {
            for (const auto* key : {"each", "flows", "relief", "late"})
                refuse(key, "`" + std::string{key} + "` is for the cases of a jurisdiction",
                       "take it away, or put the case into jurisdiction.cases.yaml");
            return;
        }
        for (const auto* key : {"periods", "carry"})
            refuse(key, "`" + std::string{key} + "` is for the cases of a rule",
                   "take it away, or put the case beside the rule");
        if (!one.find("each"))
            refuse("flows", "`flows` are those of a group", "add `each: group`");
        else if (!made_.jurisdiction->group_frame)
            refuse("each", "this jurisdiction has no step for each group",
                   "take `each` away, or write the step with `each: group`");
        if (one.find("each"))
            refuse("relief", "relief is granted to a flow, and this is a group",
                   "take `relief` away");
        else if (!made_.jurisdiction->relief)
            refuse("relief", "this jurisdiction names no relief",
                   "take it away, or write `relief` into jurisdiction.yaml");
    }

    void rule_run(const case_words& words, const node* period, resolved_case& made) {
        case_run one;
        diagnostics met;
        one.about = words.stated(made.wrong);
        const auto& by = *made_.rule;
        const auto currency = by.currency == "any" ? one.about.currency : by.currency;
        const auto layers = words.all("given");
        for (const auto* layer : layers) take(by, *layer, currency, one.about, met);
        if (const auto* carry = words.find("carry"))
            balances(*carry, currency, one.about, made.wrong);
        check_readings_of(words, met);
        one.expect = words.find("expect");
        const bool ends_here = std::any_of(met.begin(), met.end(), [&](const diagnostic& p) {
            return is_expected(one.expect, p);
        });
        if (made.wrong.ok() && !ends_here) before_run(words, layers, period, one.about, met);
        add(met, one, made.wrong);
        if (one.expect) check_expected(*one.expect, by, currency, made.wrong);
        made.runs.push_back(std::move(one));
    }
    static void take(const instrument& by, const node& layer, const std::string& currency,
                     facts& about, diagnostics& met) {
        for (auto& [name, is] : read_given(by, layer, currency, met))
            about.given.insert_or_assign(name, std::move(is));
    }
    void balances(const node& carry, const std::string& currency, facts& about,
                  diagnostics& wrong) {
        std::vector<std::string> names;
        for (const auto& c : made_.rule->carry) names.push_back(c.name);
        for (const auto& [name, where, is] : carry.entries) {
            const auto found = std::find(names.begin(), names.end(), name);
            if (found == names.end()) {
                wrong.refuse(code::not_found, where, "nothing is carried as '" + name + "'",
                             names.empty() ? "this rule carries nothing"
                                           : meant_by(name, names, "it carries "));
                continue;
            }
            const auto& as = made_.rule->carry[static_cast<std::size_t>(found - names.begin())].as;
            if (auto opening = read_value(is, as, currency, wrong))
                about.carry[name] = *std::move(opening);
        }
    }
    void check_readings_of(const case_words& words, diagnostics& met) {
        for (const auto* layer : words.all("readings")) {
            std::map<std::string, std::string> chosen;
            for (const auto& entry : layer->entries) chosen.emplace(entry.key, entry.value.text);
            check_readings(chosen, readings_, met, places_of_readings(*layer));
        }
    }

    /// What the run would refuse before it assesses anything, told at the words of the case.
    void before_run(const case_words& words, const std::vector<const node*>& layers,
                    const node* period, const facts& about, diagnostics& met) {
        const auto& by = *made_.rule;
        // The day may be reckoned from what is not readable, or what an earlier period leaves.
        if (by.dated_by && (period || !met.ok())) return;
        const auto found = refused_before(by, about);
        for (auto p : found.refused) {
            const auto* at = words.find(p.id == code::currency ? "currency" : "given");
            if (p.id != code::currency && p.id != code::missing) at = words.when();
            if (p.primary.where.in) p.related.push_back({p.primary.where, "by this"});
            p.primary = {at ? at->where : words.find("case")->where, {}};
            met.add(std::move(p));
        }
        if (!found.lacking.empty()) tell_lacking(words, layers, found.lacking, met);
    }
    void tell_lacking(const case_words& words, const std::vector<const node*>& layers,
                      const std::vector<const input*>& lacking, diagnostics& met) {
        std::set<std::string> written;  // even if badly
        for (const auto* layer : layers)
            for (const auto& entry : layer->entries) {
                written.insert(entry.key);
                written.insert(nearest_name(entry.key, names_of_inputs(*made_.rule)));
            }
        const auto* given = words.find("given");
        for (const auto* i : lacking) {
            if (written.contains(i->name)) continue;
            diagnostic problem;
            problem.id = code::missing;
            problem.message = "the input '" + i->name + "' is not given";
            problem.primary.where = given ? given->where : words.find("case")->where;
            problem.related.push_back({i->where, "declared here"});
            problem.help = "add `" + i->name + ": …`; " + asked_for(*i);
            met.add(std::move(problem));
        }
    }

    /// The very error that a case expects is no mistake of it.
    static bool is_expected(const node* expect, const diagnostic& problem) {
        const auto* error = expect ? expect->find("error") : nullptr;
        return error && name_of(problem.id) == error->text;
    }
    static void add(const diagnostics& met, case_run& one, diagnostics& wrong) {
        for (const auto& p : met) {
            diagnostics only;
            only.add(p);
            if (is_expected(one.expect, p))
                one.refused.append(only);
            else
                wrong.append_new(only);
        }
    }

    /// A flow, or a group: then what all cases share for a flow is not meant.
    void flow(const node& shared, const node& one, resolved_case& made) {
        const auto& in = *made_.jurisdiction;
        made.of_group = one.find("each") != nullptr;
        if ((made.of_group && !in.group_frame) || one.find("periods")) return;
        const auto& frame = made.of_group ? *in.group_frame : *in.frame;
        const case_words words{shared, one};
        case_run only;
        diagnostics met;
        only.about = words.stated(made.wrong);
        auto& about = only.about;
        if (about.currency.empty()) about.currency = in.currency;
        auto layers = words.all("given");
        if (made.of_group) std::erase(layers, shared.find("given"));
        for (const auto* layer : layers) take(frame, *layer, about.currency, about, met);
        if (const auto* flows = one.find("flows"); flows && made.of_group) {
            const auto as = std::find_if(frame.inputs.begin(), frame.inputs.end(),
                                         [](const input& i) { return i.name == "flows"; });
            if (auto is = read_value(*flows, as->as, about.currency, met))
                about.given["flows"] = *std::move(is);
        }
        if (one.find("relief") && in.relief) about = with_relief(in, std::move(about));
        check_readings_of(words, met);
        if (const auto* late = one.find("late")) paid_late(*late, made);
        only.expect = words.find("expect");
        add(met, only, made.wrong);
        if (only.expect) check_expected(*only.expect, in, about.currency, made.wrong);
        made.runs.push_back(std::move(only));
    }
    void paid_late(const node& late, resolved_case& made) {
        std::vector<std::string> steps;
        for (const auto& s : made_.jurisdiction->steps) steps.push_back(s.name);
        for (const auto& [name, where, is] : late.entries) {
            const auto on = read_day(is.text);
            if (std::find(steps.begin(), steps.end(), name) == steps.end())
                made.wrong.refuse(code::not_found, where, "there is no step '" + name + "'",
                                  meant_by(name, steps, "its steps are "));
            else if (!on)
                refuse_day(is, made.wrong);
            else
                made.paid_late[name] = *on;
        }
    }

    const law& law_;
    diagnostics& sink_;
    case_file made_;
    std::vector<const reading*> readings_;
};

}  // namespace

std::optional<case_file> resolve_cases(const law& under, const node& document, diagnostics& sink) {
    return resolver{under, sink}.file(document);
}

}  // namespace levy::rule
