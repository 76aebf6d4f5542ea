// SPDX-License-Identifier: Apache-2.0
#include "expectation.hpp"

#include <algorithm>

#include <levy/rule/written.hpp>
#include <levy/value/number_text.hpp>

namespace levy::rule {

using feel::value;

void expectation::fail(const span& where, std::string message, std::string label) {
    diagnostic problem;
    problem.id = code::expectation;
    problem.message = std::move(message);
    problem.primary = {where, std::move(label)};
    wrong_.add(std::move(problem));
}

/// True where the case expects an error and so nothing more is asked of a run that failed as a
/// whole.
bool expectation::of_error(const diagnostics& problems, const std::optional<diagnostic>& more) {
    const auto* wanted = expect_.find("error");
    const auto is_wanted = [&](const diagnostic& d) {
        return wanted && name_of(d.id) == wanted->text;
    };
    if (wanted) {
        const bool met =
            std::any_of(problems.begin(), problems.end(), is_wanted) || (more && is_wanted(*more));
        if (!met) {
            std::string came;
            for (const auto& p : problems)
                came += (came.empty() ? "" : ", ") + std::string{name_of(p.id)};
            fail(wanted->where, "the error '" + wanted->text + "' was expected, and " +
                                    (came.empty() ? "none" : "'" + came + "'") + " came");
        }
        return true;
    }
    for (const auto& p : problems)
        if (p.id == code::check) wrong_.add(p);
    return false;
}

void expectation::of_rule(const facts& about, const calendar* days,
                          const outcome<assessment>& made) {
    if (!made) {
        if (!of_error(made.problems(), std::nullopt)) wrong_.append(made.problems());
        return;
    }
    of_error(made->problems, made->filing ? made->filing->refused : std::nullopt);
    of_assessment(expect_, *made, &about, days);
}

void expectation::of_assessment(const node& expect, const assessment& made, const facts* about,
                                const calendar* days) {
    for (const auto& entry : expect.entries)
        if (entry.key != "error") of_part(entry, made, about, days);
}

void expectation::of_part(const node::entry& entry, const assessment& made, const facts* about,
                          const calendar* days) {
    if (entry.key == "reason")
        of_reason(entry.value, made);
    else if (entry.key == "liable") {
        if (made.liable != entry.value.text)
            fail(entry.value.where, "'" + entry.value.text +
                                        "' was expected to be liable, and it is '" + made.liable +
                                        "'");
    } else if (entry.key == "filing")
        of_filing(entry.value, made);
    else if (entry.key == "account")
        of_account(entry.value, made);
    else if (entry.key == "carry")
        of_carry(entry.value, made);
    else
        of_value(entry, made, about, days);
}

void expectation::same(const node& wanted, const feel::type& as, const value& is,
                       const std::string& name, const std::string& currency) {
    auto loose = as.as_optional();
    loose.bounds = nullptr;
    loose.whole = false;
    diagnostics unreadable;
    const auto expected = read_value(wanted, loose, currency, unreadable);
    if (!expected) return wrong_.append(unreadable);
    if (*expected == is) return;
    fail(wanted.where,
         "'" + name + "' was expected to be " + feel::to_text(*expected) + ", and is " +
             feel::to_text(is),
         "expected here");
}

void expectation::of_value(const node::entry& entry, const assessment& made, const facts* about,
                           const calendar* days) {
    const auto* found = made.find(entry.key);
    if (found && found->refused) {
        wrong_.add(*found->refused);
        return;
    }
    if (found) return same(entry.value, found->as, found->is, entry.key, made.currency);
    if (!about) return fail(entry.key_where, "there is no output '" + entry.key + "'");
    const auto on_demand = assess_definition(made.by, *about, entry.key, days);
    if (!on_demand) return wrong_.append(on_demand.problems());
    same(entry.value, on_demand->as, on_demand->is, entry.key, made.currency);
}

void expectation::of_reason(const node& wanted, const assessment& made) {
    const auto one = [&](const result& r, const node& expected) {
        // Several exceptions may each give a reason; the case names one of them.
        if ((", " + r.reason + ",").find(", " + expected.text + ",") != std::string::npos) return;
        fail(expected.where, "the zero of '" + r.name + "' was expected for the reason '" +
                                 expected.text + "', and " +
                                 (r.reason.empty() ? "has none" : "it is '" + r.reason + "'"));
    };
    if (wanted.is_map()) {
        for (const auto& entry : wanted.entries) {
            const auto* r = made.find(entry.key);
            if (!r)
                fail(entry.key_where, "there is no output '" + entry.key + "'");
            else
                one(*r, entry.value);
        }
        return;
    }
    bool any = false;
    for (const auto& r : made.results) {
        const auto* n = r.is.get_if<number>();
        if (r.charges.empty() || r.refused || !n || !n->is_zero()) continue;
        any = true;
        one(r, wanted);
    }
    if (!any) fail(wanted.where, "no charge is zero");
}

void expectation::of_filing(const node& wanted, const assessment& made) {
    const auto terms = made.filing.value_or(due_dates{});
    const auto date = [&](const node& expected, const std::optional<day>& is, bool unknown,
                          const std::string& what) {
        const auto shown = unknown ? std::string{"unknown"}
                           : is    ? levy::to_text(*is)
                                   : std::string{"nothing"};
        if (expected.text != shown)
            fail(expected.where, what + " was expected on " + expected.text + ", and is " + shown);
    };
    for (const auto& entry : wanted.entries) {
        if (entry.key == "every") {
            if (terms.every != entry.value.text)
                fail(entry.value.where, "filing was expected every " + entry.value.text +
                                            ", and is every " + terms.every);
        } else if (entry.key == "register")
            date(entry.value, terms.register_by, false, "registration");
        else if (entry.key == "return")
            date(entry.value, terms.return_by, terms.return_unknown, "the return");
        else if (entry.key == "pay")
            date(entry.value, terms.pay_by, terms.pay_unknown, "payment");
        else if (entry.key == "instalments") {
            if (entry.value.items.size() != terms.instalments.size()) {
                fail(entry.value.where,
                     std::to_string(terms.instalments.size()) + " instalments came");
                continue;
            }
            for (std::size_t i = 0; i < terms.instalments.size(); ++i) {
                const auto& expected = entry.value.items[i];
                if (const auto* pay = expected.find("pay"))
                    date(*pay, terms.instalments[i].pay, !terms.instalments[i].pay,
                         "an instalment");
                if (const auto* sum = expected.find("amount"))
                    same(*sum, feel::type::number_of(), terms.instalments[i].sum, "instalment",
                         made.currency);
            }
        }
    }
}

void expectation::of_account(const node& wanted, const assessment& made) {
    const auto& a = made.of_period;
    for (const auto& entry : wanted.entries) {
        const auto plain = feel::type::number_of();
        if (!a.refused.empty() && entry.key != "paid")
            fail(entry.value.where, "'" + a.refused.front() +
                                        "' is refused, so nobody knows what '" + entry.key +
                                        "' is");
        else if (entry.key == "charged")
            same(entry.value, plain, a.charged, "charged", made.currency);
        else if (entry.key == "paid")
            same(entry.value, plain, a.paid, "paid", made.currency);
        else if (entry.key == "balance")
            same(entry.value, plain, a.balance, "balance", made.currency);
        else if (entry.key == "overpaid") {
            if (a.overpaid != entry.value.text)
                fail(entry.value.where, "'" + entry.value.text +
                                            "' was expected of what was overpaid, and it is '" +
                                            a.overpaid + "'");
        }
    }
}

void expectation::of_carry(const node& wanted, const assessment& made) {
    for (const auto& entry : wanted.entries) {
        const auto found = made.carry_next.find(entry.key);
        if (found == made.carry_next.end()) {
            fail(entry.key_where, "nothing is carried as '" + entry.key + "'");
            continue;
        }
        for (const auto& c : made.by->carry)
            if (c.name == entry.key)
                same(entry.value, c.as, found->second, entry.key, made.currency);
    }
}

void expectation::of_steps(const node& wanted, const routing& made) {
    std::string expected;
    std::string came;
    for (const auto& item : wanted.items) expected += (expected.empty() ? "" : ", ") + item.text;
    for (const auto& s : made.steps) came += (came.empty() ? "" : ", ") + s.by->name;
    if (expected != came)
        fail(wanted.where, "the steps " + expected + " were expected, and " + came + " were taken");
}

void expectation::of_offsets(const node& wanted, const routing& made) {
    for (const auto& entry : wanted.entries) {
        const auto found =
            std::find_if(made.offsets.begin(), made.offsets.end(),
                         [&](const offset_result& o) { return o.by->name == entry.key; });
        if (found == made.offsets.end())
            fail(entry.key_where, "there is no offset '" + entry.key + "' here");
        else
            same(entry.value, feel::type::number_of(), found->sum, entry.key, made.currency);
    }
    for (const auto& o : made.offsets)
        if (!wanted.find(o.by->name))
            fail(wanted.where, "the offset '" + o.by->name + "' of " + levy::to_text(o.sum) +
                                   " was not expected");
}

void expectation::of_late(const node& wanted, const jurisdiction& in, const facts& flow,
                          const routing& made, const std::map<std::string, day>& paid_late) {
    for (const auto& late : wanted.entries) {
        const auto* s = made.find(late.key);
        const auto paid_on = paid_late.find(late.key);
        if (!s || paid_on == paid_late.end()) {
            fail(late.key_where, "no late payment is stated for '" + late.key + "'");
            continue;
        }
        const auto interest = assess_late(in, flow, *s, paid_on->second);
        if (!interest)
            wrong_.append(interest.problems());
        else if (!*interest)
            fail(late.key_where, "'" + late.key + "' has no day to pay by");
        else
            of_charge(late.value, **interest, "late " + late.key);
    }
}

/// A rule's charge as one sum, or what it gave, by output.
void expectation::of_charge(const node& wanted, const assessment& made, const std::string& name) {
    if (wanted.is_map()) return of_assessment(wanted, made, nullptr, nullptr);
    same(wanted, feel::type::number_of(), made.of_period.charged, name, made.currency);
}

void expectation::of_truth(const node& wanted, std::optional<bool> is, const std::string& name) {
    const std::string shown = !is ? "null" : *is ? "true" : "false";
    if (wanted.text != shown)
        fail(wanted.where,
             "'" + name + "' was expected to be " + wanted.text + ", and is " + shown);
}

void expectation::of_penalties(const node& wanted, const consequences& made) {
    for (const auto& entry : wanted.entries) {
        const auto found =
            std::find_if(made.penalties.begin(), made.penalties.end(),
                         [&](const consequences::penalty& p) { return p.name == entry.key; });
        if (found == made.penalties.end())
            fail(entry.key_where, "there is no penalty '" + entry.key + "' here");
        else
            of_charge(entry.value, found->made, entry.key);
    }
    for (const auto& p : made.penalties)
        if (!wanted.find(p.name))
            fail(wanted.where, "the penalty '" + p.name + "' of " +
                                   levy::to_text(p.made.of_period.charged) + " was not expected");
}

void expectation::of_consequence(const node::entry& entry, const consequences& made,
                                 const std::string& currency) {
    if (entry.key == "unpaid")
        same(entry.value, feel::type::number_of(), made.unpaid, "unpaid", currency);
    else if (entry.key == "open")
        of_truth(entry.value, made.open, "open");
    else if (entry.key == "reachable")
        of_truth(entry.value, made.reachable, "reachable");
    else if (entry.key == "penalties")
        of_penalties(entry.value, made);
    else if (entry.key != "interest")
        return;  // the forms of cases refuse any other key
    else if (made.interest)
        of_charge(entry.value, *made.interest, "interest");
    else if (entry.value.text != "null")
        fail(entry.value.where, "interest was expected, and no due day is known");
}

/// What this map expects to follow from a step, with the day under `on`.
void expectation::of_consequences(const jurisdiction& in, const facts& flow,
                                  const step_result& of) {
    const auto on = *read_day(expect_.find("on")->text);
    const auto made = consequences_of(in, flow, of, on);
    const auto& problems = made ? made->problems : made.problems();
    if (!of_error(problems, std::nullopt)) wrong_.append(problems);
    if (!made) return;
    for (const auto& entry : expect_.entries)
        if (entry.key != "on" && entry.key != "error") of_consequence(entry, *made, flow.currency);
}

void expectation::of_step(const node& wanted, const jurisdiction& in, const facts& flow,
                          const step_result& made) {
    for (const auto& entry : wanted.entries)
        if (entry.key == "consequences")
            expectation{entry.value, wrong_}.of_consequences(in, flow, made);
        else
            of_part(entry, *made.made, nullptr, nullptr);
}

void expectation::of_flow(const jurisdiction& in, const facts& flow, const outcome<routing>& made,
                          const std::map<std::string, day>& paid_late) {
    if (!made) {
        if (!of_error(made.problems(), std::nullopt)) wrong_.append(made.problems());
        return;
    }
    if (!of_error(made->problems, std::nullopt)) wrong_.append(made->problems);
    for (const auto& entry : expect_.entries) {
        if (entry.key == "error") continue;
        if (entry.key == "steps")
            of_steps(entry.value, *made);
        else if (entry.key == "offsets")
            of_offsets(entry.value, *made);
        else if (entry.key == "late")
            of_late(entry.value, in, flow, *made, paid_late);
        else {
            const auto* s = made->find(entry.key);
            if (!s || !s->made)
                fail(entry.key_where, "the step '" + entry.key + "' was not taken");
            else
                of_step(entry.value, in, flow, *s);
        }
    }
}

}  // namespace levy::rule
