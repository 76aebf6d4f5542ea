// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include <levy/feel/check.hpp>
#include <levy/rule/jurisdiction.hpp>
#include <levy/rule/request.hpp>
#include <levy/text/meant.hpp>

#include "asked.hpp"
#include "left_out.hpp"
#include "purpose.hpp"
#include "reader.hpp"
#include "stages.hpp"

namespace levy::rule {

namespace {

using feel::type;
using kind = feel::type::kind;
using part = asking::part;
using role = purpose::role;

/// A rule's types as its jurisdiction sees them: whatever the rule's own currency is, it is the
/// flow's.
type seen(type as, const std::string& rule_currency) {
    if (as.is == kind::number && as.of.currency() == rule_currency)
        as.of = feel::unit{feel::unit::own_currency};
    as.per = feel::time_basis::none;
    if (as.element) as.element = std::make_shared<const type>(seen(*as.element, rule_currency));
    for (auto& field : as.fields) field.as = seen(field.as, rule_currency);
    return as;
}

/// What the steps after it see of a step: its outputs, who is liable and the day to pay; null where
/// it was skipped.
type result_type(const instrument& of) {
    auto t = type::of_kind(kind::record);
    for (const auto& o : of.outputs)
        t.fields.push_back({o.name, seen(o.as, of.currency).as_optional(), nullptr});
    t.fields.push_back({"liable", type::words(parties()).as_optional(), nullptr});
    t.fields.push_back({"pay_by", type::of_kind(kind::date).as_optional(), nullptr});
    return t;
}

type account_type() {
    auto t = type::of_kind(kind::record);
    const auto money = type::number_of(feel::unit{feel::unit::own_currency});
    t.fields = {{"charged", money, nullptr},
                {"paid", money, nullptr},
                {"unpaid", money, nullptr},
                {"liable", type::words(parties()), nullptr},
                {"pay_by", type::of_kind(kind::date), nullptr},
                {"paid_on", type::of_kind(kind::date), nullptr},
                {"assessed_on", type::of_kind(kind::date), nullptr}};
    return t;
}

class jurisdiction_reader {
public:
    jurisdiction_reader(jurisdiction& made, instrument& frame, instrument& group,
                        const rule_finder& find, diagnostics& sink)
        : made_{made}, frame_{frame}, group_{group}, find_{find}, sink_{sink}, r_{frame, sink} {}

    void read(const node& document) {
        r_.keys(document, forms::jurisdiction_file);
        if (const auto* sources = document.find("sources")) r_.sources(*sources, frame_.sources);
        made_.id = r_.text_of(document, "jurisdiction");
        made_.title = r_.text_of(document, "title");
        made_.about = r_.text_of(document, "about");
        made_.currency = r_.text_of(document, "currency");
        frame_.id = made_.id + "/jurisdiction";
        frame_.title = made_.title;
        frame_.currency = "any";
        frame_.assessed.add(first_day, std::nullopt, {period_kind::interval, {}});
        const auto if_any = [&](std::string_view key, auto read) {
            if (const auto* found = document.find(key)) read(*found);
        };
        if_any("types", [&](const node& n) { r_.types(n); });
        if_any("readings", [&](const node& n) { r_.readings(n); });
        if_any("parameters", [&](const node& n) { r_.parameters(n); });
        if_any("tables", [&](const node& n) { r_.tables(n); });
        if_any("inputs", [&](const node& n) { r_.inputs(n); });
        if_any("relief", [&](const node& n) { read_relief(n); });  // before results are inputs too
        if_any("define", [&](const node& n) { r_.define(n); });
        if_any("notes", [&](const node& n) { r_.notes(n); });
        if_any("group", [&](const node& n) { read_group(document, n); });
        if_any("calendar", [&](const node& n) { read_calendar(n); });
        if_any("roll", [&](const node& n) { read_roll(n); });
        if_any("assess", [&](const node& n) { read_steps(n); });
        if_any("offsets", [&](const node& n) { read_offsets(n); });
        for (const auto* reads_account : {"late", "limitation", "penalties", "reach"})
            if (const auto* found = document.find(reads_account)) {
                add_input(frame_, "account", account_type(), found->where);
                break;
            }
        if_any("late", [&](const node& n) { read_late(n); });
        if_any("limitation", [&](const node& n) { read_limitation(n); });
        if_any("penalties", [&](const node& n) { read_penalties(n); });
        if_any("reach", [&](const node& n) { read_reach(n); });
        const auto before = sink_.errors();
        resolve(frame_, sink_);
        // What both frames share was said once.
        if (sink_.errors() == before && !group_.inputs.empty()) resolve(group_, sink_);
        const bool sound = sink_.errors() == 0;
        for (const auto& check : checks_) fits_input(check, sound);
        for (const auto& check : kinds_) is_of_kind(check);
    }

    /// Inputs that no flow states.
    [[nodiscard]] const std::set<std::string>& reckoned() const { return reckoned_; }

private:
    struct kind_check {
        const instrument* in;
        std::string definition;
        kind wanted;
        span where;
    };
    struct input_check {
        const instrument* in;
        std::string definition, rule, input;
        span where;
    };

    /// The facts of a group stand in a frame of their own, beside the same words, dates and tables;
    /// what is wrong with those was said when the first frame read them.
    void read_group(const node& document, const node& n) {
        group_.id = frame_.id;
        group_.title = frame_.title;
        group_.currency = frame_.currency;
        group_.sources = frame_.sources;
        group_.assessed = frame_.assessed;
        diagnostics said_before;
        reader again{group_, said_before};
        const auto if_any = [&](std::string_view key, auto read) {
            if (const auto* found = document.find(key)) read(*found);
        };
        if_any("types", [&](const node& shared) { again.types(shared); });
        if_any("readings", [&](const node& shared) { again.readings(shared); });
        if_any("parameters", [&](const node& shared) { again.parameters(shared); });
        if_any("tables", [&](const node& shared) { again.tables(shared); });
        reader{group_, sink_}.inputs(n);
        auto flow = type::of_kind(kind::record);
        for (const auto& i : frame_.inputs) {
            const auto fallback = i.fallback      ? std::make_shared<const feel::value>(*i.fallback)
                                  : i.as.optional ? std::make_shared<const feel::value>()
                                                  : nullptr;
            flow.fields.push_back({i.name, i.as, fallback});
        }
        add_input(group_, "flows", type::list_of(flow), n.where);
        group_.inputs.back().fallback = feel::value::list({});
    }

    void define(instrument& in, const purpose& meant, const node& written) {
        definition d;
        d.name = meant.slot_name();
        d.where = written.where;
        if (auto parsed = r_.formula_text(written))
            d.is.values.add(first_day, std::nullopt,
                            dated_entry<feel::expr>{*std::move(parsed), {}});
        d.is.where = written.where;
        if (!d.is.values.empty()) in.definitions.push_back(std::move(d));
    }
    /// A formula whose value is a truth, or a day.
    void define_as(instrument& in, kind wanted, const purpose& meant, const node& written) {
        define(in, meant, written);
        kinds_.push_back({&in, meant.slot_name(), wanted, written.where});
    }
    /// Whether an entry of the same name stands above; says so.
    template <class Entries>
    bool stands_above(const Entries& all, const node& name, const std::string& what) {
        const bool said = std::any_of(all.begin(), all.end(),
                                      [&](const auto& other) { return other.name == name.text; });
        if (said)
            r_.report(code::name, name.where, what + " '" + name.text + "' stands above already",
                      "give it another name");
        return said;
    }
    void add_input(instrument& in, const std::string& name, type as, const span& where) {
        reckoned_.insert(name);
        input i;
        i.name = name;
        i.as = std::move(as);
        i.where = where;
        in.inputs.push_back(std::move(i));
    }

    void read_calendar(const node& n) {
        if (!r_.keys(n, forms::calendar)) return;
        calendar days;
        (void)r_.source_of(n);
        if (r_.is_list(*n.find("rest"), "a list of weekdays"))
            for (const auto& word : n.find("rest")->items) {
                if (const auto d = read_weekday(word.text))
                    days.rest.insert(*d);
                else
                    r_.report(code::literal, word.where,
                              "'" + word.text + "' is no day of the week", "monday to sunday");
            }
        const auto covers = r_.range_of(n, "covers");
        if (covers.first && covers.last) days.covers = {*covers.first, *covers.last};
        if (const auto* holidays = n.find("holidays");
            holidays && r_.is_map(*holidays, "holidays {day: name}"))
            for (const auto& [key, where, name] : holidays->entries) {
                const auto over = read_period(key);
                if (!over || key.size() < 10) {
                    r_.report(code::literal, where, "'" + key + "' is no day or a..b",
                              "write 2026-01-01, or 2026-02-16..2026-02-20 for several");
                    continue;
                }
                for (auto d = over->start; d <= over->end; d = d + 1) days.holidays[d] = name.text;
            }
        if (const auto* swaps = n.find("swaps");
            swaps && r_.is_map(*swaps, "swaps {day: off or worked}"))
            for (const auto& [key, where, word] : swaps->entries) {
                const auto d = read_day(key);
                if (!d || (word.text != "off" && word.text != "worked"))
                    r_.report(code::literal, where, "'" + key + "' is no swap",
                              "write a day, then off or worked: {2024-02-20: worked}");
                else
                    days.swaps[*d] = word.text == "worked";
            }
        if (const auto* swapped = frame_.find_reading("swapped_days")) {
            days.swaps_doubt = swapped->doubt;
            days.count_swaps = swapped->chosen_by_default == "count";
        }
        made_.days = std::move(days);
    }
    void read_roll(const node& n) {
        auto roll = r_.words_of(n, forms::roll_entry, "roll");
        if (made_.days) made_.days->roll = std::move(roll);
    }

    void read_gives(instrument& in, const node& give, const asking& whose, const instrument& rule,
                    given_inputs& gives) {
        if (!r_.is_map(give, "give {input: formula}")) return;
        const auto has = [&](const std::string& name) {
            return std::any_of(rule.inputs.begin(), rule.inputs.end(),
                               [&](const input& i) { return i.name == name; });
        };
        const auto none = "the rule '" + rule.id + "' has no input '";
        std::vector<std::string> meant;  // what is missing may only be written wrongly
        for (const auto& [name, where, formula] : give.entries) {
            if (!has(name)) {
                r_.report(code::input, where, none + name + "'", instead_of(name, rule));
                meant.push_back(nearest_name(name, names_of_inputs(rule)));
                continue;
            }
            const purpose given{role::give, whose, name};
            define(in, given, formula);
            gives.emplace_back(name, where);
            checks_.push_back({&in, given.slot_name(), rule.id, name, formula.where});
        }
        for (const auto& i : rule.inputs)
            if (i.required() && !give.find(i.name) &&
                std::find(meant.begin(), meant.end(), i.name) == meant.end())
                r_.report(code::missing, give.where,
                          "the rule '" + rule.id + "' needs the input '" + i.name + "'",
                          asked_for(i));
    }
    instrument_handle rule_named(const node& written) {
        const auto found = find_(written.text);
        if (!found) {
            sink_.append(found.problems());
            return nullptr;
        }
        made_.rules.emplace(written.text, *found);
        return *found;
    }

    void read_steps(const node& list) {
        if (!r_.is_list(list, "a list of steps")) return;
        for (const auto& entry : list.items) {
            if (const auto* name = entry.find("name")) steps_written_.push_back(name->text);
            if (!r_.keys(entry, forms::step)) continue;
            if (stands_above(made_.steps, *entry.find("name"), "a step")) continue;
            step s;
            s.name = r_.text_of(entry, "name");
            s.about = r_.text_of(entry, "about");
            s.where = entry.where;
            s.cited = r_.source_of(entry);
            s.reason = r_.word_of(entry, "reason", reason_codes());
            s.each_group = r_.word_of(entry, "each", forms::words("each"), "flow") == "group";
            if (s.each_group && group_.inputs.empty()) {
                r_.report(code::key, entry.find("each")->where,
                          "a step for each group needs the facts of a group",
                          "declare them under `group:`");
                continue;
            }
            auto& in = s.each_group ? group_ : frame_;
            const asking asked{part::step, s.name};
            const auto* rule = entry.find("rule");
            if (!rule && !entry.find("reason"))
                r_.report(code::key, entry.where,
                          "a step names a `rule`, or a `reason` why nothing is assessed, or both",
                          "with both, the rule measures what nobody is bound to pay");
            if (const auto* give = entry.find("give"); give && !rule)
                r_.report(code::key, give->where, "a step without a `rule` has nothing to give to",
                          "add `rule: cc/name`, or drop `give`");
            if (const auto* when = entry.find("when")) {
                s.conditional = true;
                define_as(in, kind::boolean, {role::when, asked}, *when);
            }
            if (rule) {
                const auto named = rule_named(*rule);
                if (!named) continue;
                s.rule = rule->text;
                static const node nothing{node::shape::map, {}, {}, false, {}, {}, {}};
                read_gives(in, entry.find("give") ? *entry.find("give") : nothing, asked, *named,
                           s.gives);
                add_input(in, s.name, result_type(*named), entry.where);
            }
            made_.steps.push_back(std::move(s));
        }
    }

    void read_offsets(const node& list) {
        if (!r_.is_list(list, "a list of offsets")) return;
        for (const auto& entry : list.items) {
            if (!r_.keys(entry, forms::offset)) continue;
            if (stands_above(made_.offsets, *entry.find("name"), "an offset")) continue;
            offset o;
            o.name = r_.text_of(entry, "name");
            o.of = r_.text_of(entry, "of");
            gives_back(*entry.find("of"));
            o.kind = r_.word_of(entry, "kind", forms::words("offset_kind"));
            o.against = r_.text_of(entry, "against");
            o.in_force = r_.range_of(entry, "in_force");
            o.cited = r_.source_of(entry);
            o.where = entry.where;
            const asking asked{part::offset, o.name};
            if (const auto* when = entry.find("when"))
                define_as(frame_, kind::boolean, {role::when, asked}, *when);
            define(frame_, {role::amount, asked}, *entry.find("amount"));
            for (auto& d : frame_.definitions)
                if (const auto meant = purpose_of(d); meant && meant->by == asked)
                    d.asked = o.in_force;
            made_.offsets.push_back(std::move(o));
        }
    }

    /// `of: gross.tax` is an output of a step.
    void gives_back(const node& of) {
        const auto dot = of.text.find('.');
        const auto name = of.text.substr(0, dot);
        const auto taken = std::find_if(made_.steps.begin(), made_.steps.end(),
                                        [&](const step& s) { return s.name == name; });
        if (taken == made_.steps.end()) {
            // One that could not be read was told of where it stands.
            const auto& all = steps_written_;
            if (std::find(all.begin(), all.end(), name) == all.end())
                r_.report(code::name, of.part(0, name.size()), "there is no step '" + name + "'",
                          meant_by(name, all, "its steps are "));
            return;
        }
        std::vector<std::string> outputs;
        if (!taken->rule.empty())
            for (const auto& o : made_.rules.at(taken->rule)->outputs) outputs.push_back(o.name);
        const auto output = dot == std::string::npos ? "" : of.text.substr(dot + 1);
        if (std::find(outputs.begin(), outputs.end(), output) != outputs.end()) return;
        if (outputs.empty())
            return r_.report(code::name, of.where,
                             "the step '" + name + "' assesses nothing that could be given back",
                             "name a step that has a `rule`");
        r_.report(code::name,
                  dot == std::string::npos ? of.where : of.part(dot + 1, of.text.size()),
                  output.empty() ? "`of` names a step and its output"
                                 : "the rule '" + taken->rule + "' has no output '" + output + "'",
                  output.empty() ? "of: " + name + "." + outputs.front()
                                 : meant_by(output, outputs, "its outputs are "));
    }

    void read_late(const node& n) {
        if (!r_.keys(n, forms::late)) return;
        const auto named = rule_named(*n.find("rule"));
        if (!named) return;
        made_.late_rule = n.find("rule")->text;
        read_gives(frame_, *n.find("give"), {part::late}, *named, made_.late_gives);
    }

    void read_limitation(const node& n) {
        if (!r_.keys(n, forms::limitation)) return;
        limitation_terms terms;
        terms.rule = n.find("rule")->text;
        terms.open = r_.text_of(n, "open");
        terms.about = r_.text_of(n, "about");
        terms.cited = r_.source_of(n);
        const auto named = rule_named(*n.find("rule"));
        if (!named) return;
        const asking asked{part::limitation};
        define_as(frame_, kind::date, {role::on, asked}, *n.find("on"));
        read_gives(frame_, *n.find("give"), asked, *named, terms.gives);
        const auto said = std::find_if(named->outputs.begin(), named->outputs.end(),
                                       [&](const output& o) { return o.name == terms.open; });
        std::vector<std::string> truths;
        for (const auto& o : named->outputs)
            if (o.as.is == kind::boolean) truths.push_back(o.name);
        if (said == named->outputs.end() || said->as.is != kind::boolean) {
            const auto near = nearest_name(terms.open, truths);
            r_.report(code::name, n.find("open")->where,
                      "the rule '" + named->id + "' has no output '" + terms.open +
                          "' that is true or false",
                      near.empty() ? "" : "did you mean '" + near + "'?");
        }
        add_input(frame_, "limitation", result_type(*named), n.where);
        made_.limitation = std::move(terms);
    }

    void read_penalties(const node& list) {
        if (!r_.is_list(list, "a list of penalties")) return;
        for (const auto& entry : list.items) {
            if (!r_.keys(entry, forms::penalty)) continue;
            penalty_terms p;
            p.name = r_.text_of(entry, "name");
            if (stands_above(made_.penalties, *entry.find("name"), "a penalty")) continue;
            p.about = r_.text_of(entry, "about");
            p.rule = entry.find("rule")->text;
            p.cited = r_.source_of(entry);
            p.where = entry.where;
            const auto named = rule_named(*entry.find("rule"));
            if (!named) continue;
            const asking asked{part::penalty, p.name};
            define_as(frame_, kind::date, {role::on, asked}, *entry.find("on"));
            if (const auto* when = entry.find("when")) {
                p.conditional = true;
                define_as(frame_, kind::boolean, {role::when, asked}, *when);
            }
            read_gives(frame_, *entry.find("give"), asked, *named, p.gives);
            made_.penalties.push_back(std::move(p));
        }
    }

    /// What relief sets is a value, not a formula: a flow with relief stands before any run.
    void read_relief(const node& n) {
        if (!r_.keys(n, forms::relief)) return;
        if (!r_.is_map(*n.find("give"), "give {input: value}")) return;
        relief_terms terms;
        terms.about = r_.text_of(n, "about");
        terms.cited = r_.source_of(n);
        for (auto& [name, is] : read_given(frame_, *n.find("give"), made_.currency, sink_))
            terms.sets.emplace_back(name, is);
        made_.relief = std::move(terms);
    }

    void read_reach(const node& n) {
        if (!r_.keys(n, forms::reach)) return;
        reach_terms terms;
        terms.about = r_.text_of(n, "about");
        definition d;
        d.name = purpose{role::value, {part::reach}}.slot_name();
        d.where = n.where;
        d.is = r_.formula_of(n);
        terms.cited = d.is.cited;
        if (d.is.values.empty()) return;
        kinds_.push_back({&frame_, d.name, kind::boolean, n.where});
        frame_.definitions.push_back(std::move(d));
        made_.reach = std::move(terms);
    }

    /// Whether what a step gives fits the rule's input; its figures only where the frame is
    /// `sound`.
    void fits_input(const input_check& check, bool sound) {
        const auto& rule = *made_.rules.at(check.rule);
        const auto wanted = std::find_if(rule.inputs.begin(), rule.inputs.end(),
                                         [&](const input& i) { return i.name == check.input; });
        const auto given =
            std::find_if(check.in->definitions.begin(), check.in->definitions.end(),
                         [&](const definition& d) { return d.name == check.definition; });
        if (wanted == rule.inputs.end() || given == check.in->definitions.end()) return;
        const auto needed = seen(wanted->as, rule.currency);
        const auto& formula = given->is.values.entries().front().is.is;
        const auto why =
            feel::misfit_of(completed(seen(formula.as, rule.currency), needed), needed);
        const auto of = "the input '" + check.input + "' of '" + check.rule + "'";
        if (!why) {
            if (sound) in_bounds(check, *wanted, of);
            return;
        }
        if (why->id == code::one_of) {
            std::vector<feel::assumption> taken;  // where the step is
            if (const auto* when = guard_of(*check.in, *given)) taken.push_back({when, true});
            return feel::report_words(formula, needed, *why, of, sink_, taken);
        }
        r_.report(code::type, check.where, "this does not fit " + of + ": " + why->why, {},
                  "this is " + formula.as.to_text(), {{wanted->where, "declared here"}});
    }

    /// What the input never allows is refused here; what it may not, where it is given.
    void in_bounds(const input_check& check, const input& wanted, const std::string& of) {
        const auto allowed = feel::extent_of(wanted.as).is;
        if (allowed.is_everything()) return;
        auto& extents = extents_.try_emplace(check.in, *check.in).first->second;
        const auto given = extents.of(check.definition).is;
        if (given.is_empty() || !meet(given, allowed).is_empty()) return;
        r_.report(code::range, check.where,
                  of + " is " + to_text(allowed) + ", and never this, which is " + to_text(given),
                  "give what the input allows", "this is " + to_text(given),
                  {{wanted.where, "declared here"}});
    }

    void is_of_kind(const kind_check& check) {
        const auto found =
            std::find_if(check.in->definitions.begin(), check.in->definitions.end(),
                         [&](const definition& d) { return d.name == check.definition; });
        if (found == check.in->definitions.end()) return;
        const auto& as = found->is.values.entries().front().is.is.as;
        if (as.is == kind::unknown || (as.is == check.wanted && !as.optional)) return;
        r_.report(code::type, check.where,
                  (check.wanted == kind::date ? "a day" : "true or false") +
                      std::string{" is expected here, and this is "} + as.to_text());
    }

    jurisdiction& made_;
    instrument& frame_;
    instrument& group_;
    const rule_finder& find_;
    diagnostics& sink_;
    reader r_;
    std::set<std::string> reckoned_;
    std::vector<std::string> steps_written_;
    std::vector<input_check> checks_;
    std::vector<kind_check> kinds_;
    std::map<const instrument*, definition_extents> extents_;
};

}  // namespace

namespace {

/// What both frames share is said once.
void prove_frames(const instrument& frame, const instrument& group,
                  const std::set<std::string>& reckoned, diagnostics& sink) {
    diagnostics found;
    prove(frame, found, reckoned);
    if (!group.inputs.empty()) {
        diagnostics of_groups;
        prove(group, of_groups, reckoned);
        found.append_new(of_groups);
    }
    sink.append(found);
}

}  // namespace

std::optional<jurisdiction> read_jurisdiction(const node& document, const source_handle& text,
                                              const std::map<std::string, source>& shared_sources,
                                              const rule_finder& find, diagnostics& sink) {
    const auto before = sink.errors();
    jurisdiction made;
    auto frame = std::make_shared<instrument>();
    frame->text = text;
    frame->sources = shared_sources;
    auto group = std::make_shared<instrument>();
    group->text = text;
    diagnostics met;
    jurisdiction_reader reader{made, *frame, *group, find, met};
    reader.read(document);
    sink.append(without_followers(met, document, *frame));
    if (sink.errors() == before) prove_frames(*frame, *group, reader.reckoned(), sink);
    if (sink.errors() != before) return std::nullopt;
    made.sources = frame->sources;
    made.frame = std::move(frame);
    if (!group->inputs.empty()) made.group_frame = std::move(group);
    return made;
}

}  // namespace levy::rule
