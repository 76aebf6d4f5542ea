// SPDX-License-Identifier: Apache-2.0
// What a file of cases says wrongly is told before any case runs: all of it, each at its place,
// with what to write; and a case that is told so is not run.
#include <levy/rule/cases.hpp>

#include "../own_folder.hpp"
#include "../the_law.hpp"
#include "slips.hpp"

using namespace levy;
using levy::tests::the_law;

namespace {

std::string told_of(const std::string& text) {
    const auto source = std::make_shared<const source_text>("a.cases.yaml", text);
    diagnostics sink;
    const auto document = read_yaml(source, sink);
    REQUIRE(document);
    rule::check_cases(the_law(), *document, sink);
    return slips::lines_of(sink);
}

/// What is told of one case of a rule, on line 4; its name begins at column 12.
std::string of_rule(const std::string& words, const std::string& rule = "flat-levy") {
    return told_of("levy: 1\ncases_of: xx/" + rule + "\ncases:\n  - {case: a, why: b, " + words +
                   "}\n");
}
/// The same of a jurisdiction, on line 5.
std::string of_flow(const std::string& words) {
    return told_of(
        "levy: 1\ncases_of: xx/jurisdiction\ngiven: {amount: 1_000, customer: business, stream: "
        "advertising}\ncases:\n  - {case: a, why: b, " +
        words + "}\n");
}
const std::string june = "period: 2024-06, given: {revenue: 100}, ";

}  // namespace

TEST_CASE("a name that a case expects is one that its rule has", "[rule][cases]") {
    CHECK(of_rule(june + "expect: {due: 3}").empty());
    CHECK(of_rule(june + "expect: {du: 3}") ==
          "4:72 not_found: 'xx/flat-levy' has no output or definition 'du' | did you mean "
          "'due'?\n");
    CHECK(of_rule(june + "expect: {total: 3}") ==
          "4:72 not_found: 'xx/flat-levy' has no output or definition 'total' | its outputs are "
          "due\n");
    CHECK(of_rule(june + "expect: {reson: zero_base}").ends_with("did you mean 'reason'?\n"));
    CHECK(of_rule(june + "expect: {reason: {dew: exempt}}") ==
          "4:81 not_found: 'xx/flat-levy' has no output 'dew' | did you mean 'due'?\n");
    CHECK(of_rule(june + "expect: {steps: [a]}")
              .starts_with("4:72 not_found: 'xx/flat-levy' has no output or definition 'steps'"));
    CHECK(of_rule(june + "expect: {carry: {loss: 3}}") ==
          "4:80 not_found: nothing is carried as 'loss' | there are none\n");
    // The error that it expects excuses no name.
    CHECK(of_rule("period: 2024, expect: {error: missing, dew: 3}", "threshold-levy")
              .ends_with("has no output or definition 'dew' | did you mean 'due'?\n"));
}

TEST_CASE("a value that a case expects is one that could come", "[rule][cases]") {
    CHECK(of_rule(june + "expect: {due: three}") ==
          "4:77 literal: 'three' is not a sum such as 25_000_000\n");
    CHECK(of_rule(june + "expect: {filing: {pay: 2024-7-20, register: unknown}}") ==
          "4:86 literal: '2024-7-20' is no day | write a day such as 2024-06-30, `unknown` or "
          "`nothing`\n4:107 literal: 'unknown' is no day | write a day such as 2024-06-30, or "
          "`nothing`\n");
    CHECK(of_rule(june + "expect: {filing: {pay: unknwn}}")
              .ends_with("'unknwn' is no day | did you mean 'unknown'?\n"));
    CHECK(of_rule(june + "expect: {account: {charged: much, overpaid: refnd}}") ==
          "4:91 literal: 'much' is not a number such as 0.5\n4:107 one_of: 'refnd' is not one of: "
          "refund, set_off, unknown | did you mean 'refund'?\n");
    CHECK(of_rule(june + "expect: null") ==
          "4:71 shape: `expect` is a map of what comes out | expect: {due: 100}, or expect: "
          "{error: missing}\n");
}

TEST_CASE("an error that a case expects is one that there is", "[rule][cases]") {
    CHECK(of_rule(june + "expect: {error: mising}") ==
          "4:79 not_found: there is no error 'mising' | did you mean 'missing'?\n");
    CHECK(of_rule(june + "expect: {error: perhaps}") ==
          "4:79 not_found: there is no error 'perhaps' | such as missing, unknown, period, range, "
          "no_rate\n");
    CHECK(of_flow("period: 2024-01, expect: {gross: {consequences: {on: 2024-03-01, error: "
                  "unknwn}}}")
              .ends_with("there is no error 'unknwn' | did you mean 'unknown'?\n"));
}

TEST_CASE("a case gives what its rule asks, unless it expects the very error", "[rule][cases]") {
    CHECK(of_rule("period: 2024-06, expect: {due: 3}") ==
          "4:12 missing: the input 'revenue' is not given | add `revenue: …`; it is money EUR per "
          "month; revenue of the month (19:3 declared here)\n");
    CHECK(of_rule("period: 2024-06, given: {}, expect: {due: 3}").starts_with("4:47 missing: "));
    CHECK(of_rule("period: 2024-06, expect: {error: missing}").empty());
    // Misspelt is not also missing; what cannot be read was given.
    CHECK(of_rule("period: 2024-06, given: {revenu: 100}, expect: {due: 3}") ==
          "4:48 input: the rule 'xx/flat-levy' has no input 'revenu' | did you mean 'revenue'?\n");
    CHECK(of_rule("period: 2024-06, given: {revenue: much}, expect: {due: 3}")
              .starts_with("4:57 literal: 'much' is not a sum"));
    CHECK(of_rule("period: 2024-06, given: {revenue: much}, expect: {error: literal}").empty());
    CHECK(of_rule("period: 2024-06, given: {revenue: much}, expect: {error: range}")
              .starts_with("4:57 literal: "));
    // The run ends at the error that is expected, and asks no more.
    CHECK(of_rule("period: 2024, given: {kind: shopp}, expect: {error: one_of}", "threshold-levy")
              .empty());
    // Where the rule is not in force, nothing is asked.
    CHECK(of_rule("period: 2019-06, expect: {due: 0}").empty());
}

TEST_CASE("a field of a record that is misspelt is not also missing", "[rule][cases]") {
    CHECK(of_flow("each: group, period: 2024, given: {here: true, members: [{name: a, staf: 3}]}, "
                  "expect: {steps: []}") ==
          "5:90 key: there is no 'staf' here | did you mean 'staff'?\n");
}

TEST_CASE("a case says when, in a period that the rule is made for", "[rule][cases]") {
    const std::string given = ", given: {revenue: 100}, expect: {due: 3}";
    CHECK(of_rule("given: {revenue: 100}, expect: {due: 3}") ==
          "4:12 period: a case says `date` or `period` | add `period: 2024-06`, here or for all "
          "cases at the head of the file\n");
    CHECK(of_rule("period: 2020-13" + given) ==
          "4:31 period: '2020-13' is no period | write 2024, 2024-Q3, 2024-07, 2024-06-30 or "
          "a..b\n");
    CHECK(of_rule("period: [2020]" + given).starts_with("4:31 period: this is no period"));
    CHECK(of_rule("period: 2024" + given) ==
          "4:31 period: 'xx/flat-levy' is assessed per month, and 2024 does not lie inside one | "
          "assess each month apart\n");
    CHECK(of_rule("period: 2024, given: {revenue: 100}, expect: {error: period}").empty());
    CHECK(of_rule(june + "known: 2024-13-01, in_force: soon, expect: {due: 3}") ==
          "4:70 literal: '2024-13-01' is no day | write year, month and day, such as 2024-06-30\n"
          "4:92 literal: 'soon' is no day | write year, month and day, such as 2024-06-30\n");
}

TEST_CASE("payments, rates, balances and allowances of a case can be read", "[rule][cases]") {
    CHECK(of_rule(june + "paid: [{day: 2024-6-1, amount: much}], expect: {due: 3}") ==
          "4:76 literal: '2024-6-1' is no day | write year, month and day, such as 2024-06-30\n"
          "4:94 literal: 'much' is no sum | write a sum such as 50_000\n");
    CHECK(of_rule(june + "exchange: [{day: 2024-06-03, EURO: 1, USD: much}], expect: {due: 3}") ==
          "4:92 currency: 'EURO' is no currency of ISO 4217 | three letters such as VND: {day: "
          "2024-06-03, EUR: 1, USD: 1.05}\n4:106 literal: 'much' is no exchange rate | write a "
          "number such as 1.05\n");
    CHECK(of_rule(june + "carry: {loss: 3}, expect: {due: 3}") ==
          "4:71 not_found: nothing is carried as 'loss' | this rule carries nothing\n");
    CHECK(of_rule(june + "allow: [recaled], expect: {due: 3}") ==
          "4:71 one_of: 'recaled' cannot be said here | did you mean 'recalled'?\n");
    CHECK(of_rule(june + "allow: recalled, expect: {due: 3}") == "4:70 shape: 'allow' is a list\n");
    CHECK(of_rule(june + "source: cod s.1, expect: {due: 3}") ==
          "4:71 source: there is no source 'cod' | did you mean 'code'?\n");
    CHECK(of_rule("periods: [], expect: {due: 3}") ==
          "4:32 cases: there is no period here | periods: [{period: 2024, given: …, expect: …}]\n");
}

TEST_CASE("a name that a jurisdiction's case expects is one that the jurisdiction has",
          "[rule][cases]") {
    const auto expect = [](const std::string& words) {
        return of_flow("period: 2024-01, expect: {" + words + "}");
    };
    CHECK(expect("gross: {tax: 50}").empty());
    CHECK(expect("gros: {tax: 50}") ==
          "5:49 not_found: there is no step 'gros' | did you mean 'gross'?\n");
    CHECK(expect("gross: {taxx: 50}") ==
          "5:57 not_found: 'xx/gross-up' has no output or definition 'taxx' | did you mean "
          "'tax'?\n");
    CHECK(expect("gross: 50") ==
          "5:56 shape: of a step, a case expects outputs by name | gross: "
          "{due: 100}\n");
    CHECK(expect("untaxed: {tax: 50}") ==
          "5:49 not_found: the step 'untaxed' names no rule, so nothing comes of it | say that it "
          "is taken: steps: [untaxed]\n");
    CHECK(expect("steps: [gros], offsets: {buyer_credt: 3}, late: {gros: 4}") ==
          "5:57 not_found: there is no step 'gros' | did you mean 'gross'?\n"
          "5:74 not_found: there is no offset 'buyer_credt' | did you mean 'buyer_credit'?\n"
          "5:98 not_found: there is no step 'gros' | did you mean 'gross'?\n");
    CHECK(expect("late: {gross: {intrest: 1}}") ==
          "5:64 not_found: 'xx/days-interest' has no output or definition 'intrest' | did you mean "
          "'interest'?\n");
    CHECK(expect("gross: {consequences: {on: 2024-3-1, open: yes, interest: {intrest: 1}, "
                 "penalties: {mistakn: 3, hidden: {fin: 1}}}}") ==
          "5:76 literal: '2024-3-1' is no day | write year, month and day, such as 2024-06-30\n"
          "5:92 literal: 'yes' is not true or false\n"
          "5:108 not_found: 'xx/days-interest' has no output or definition 'intrest' | did you "
          "mean 'interest'?\n"
          "5:133 not_found: there is no penalty 'mistakn' | did you mean 'mistaken'?\n"
          "5:154 not_found: 'xx/shortfall-fine' has no output or definition 'fin' | did you mean "
          "'fine'?\n");
}

TEST_CASE("what a jurisdiction's case states is what the jurisdiction knows", "[rule][cases]") {
    CHECK(of_flow("period: 2024-01, late: {gros: 2024-03-01}, expect: {late: {gross: 0.15}}") ==
          "5:47 not_found: there is no step 'gros' | did you mean 'gross'?\n");
    CHECK(of_flow("period: 2024-01, late: {gross: soon}, expect: {late: {gross: 0.15}}")
              .starts_with("5:54 literal: 'soon' is no day"));
    CHECK(of_flow("each: group, period: 2024, given: {here: false}, flows: [{stream: advertisng, "
                  "customer: business, amount: 6}], expect: {steps: []}")
              .ends_with("did you mean 'advertising'?\n"));
    CHECK(of_flow("each: grup, period: 2024, expect: {steps: []}") ==
          "5:29 one_of: 'grup' cannot be said here | did you mean 'group'?\n");
    CHECK(of_flow("relief: yes, period: 2024-01, expect: {steps: []}") ==
          "5:31 one_of: 'yes' cannot be said here | write true\n");
    CHECK(of_flow("each: group, relief: true, period: 2024, given: {here: true}, expect: {steps: "
                  "[]}") ==
          "5:36 key: relief is granted to a flow, and this is a group | take `relief` away\n");
    CHECK(of_flow("flows: [], period: 2024-01, expect: {steps: []}") ==
          "5:23 key: `flows` are those of a group | add `each: group`\n");
    CHECK(of_flow("periods: [{period: 2024-01, expect: {steps: []}}]") ==
          "5:23 key: `periods` is for the cases of a rule | take it away, or put the case beside "
          "the rule\n");
    CHECK(of_rule(june + "late: {a: 2024-07-01}, expect: {due: 3}") ==
          "4:63 key: `late` is for the cases of a jurisdiction | take it away, or put the case "
          "into jurisdiction.cases.yaml\n");
}

TEST_CASE("all that is wrong with a file of cases is told in one run", "[rule][cases]") {
    CHECK(told_of("levy: 1\ncases_of: xx/flat-levy\nperiod: 2024-06\ncases:\n"
                  "  - {case: a, why: b, gvien: {revenue: 100}, expect: {due: 3}}\n"
                  "  - {case: a, why: b, given: {revenue: 100}, expect: {eud: 3}}\n"
                  "  - {case: c, why: b, given: {revenu: 100}, expect: {du: 3}}\n"
                  "  - {case: d, why: b, allow: [recaled], period: 2024-13, given: {revenue: 1}, "
                  "expect: {due: 3}}\n") ==
          "5:23 key: there is no key 'gvien' in a case | did you mean 'given'?\n"
          "6:12 cases: two cases are named 'a' | give each a name of its own: it says which one "
          "failed (5:12 first here)\n"
          "8:31 one_of: 'recaled' cannot be said here | did you mean 'recalled'?\n"
          "6:55 not_found: 'xx/flat-levy' has no output or definition 'eud' | did you mean "
          "'due'?\n"
          "8:49 period: '2024-13' is no period | write 2024, 2024-Q3, 2024-07, 2024-06-30 or "
          "a..b\n"
          "7:31 input: the rule 'xx/flat-levy' has no input 'revenu' | did you mean 'revenue'?\n"
          "7:54 not_found: 'xx/flat-levy' has no output or definition 'du' | did you mean "
          "'due'?\n");
    CHECK(told_of("levy: 1\ncases_of: xx/flat-lev\nperiod: 2024-06\ncases:\n"
                  "  - {case: a, why: b, given: {revenue: 100}, expect: {due: 3}}\n") ==
          "2:11 not_found: there is no rule 'xx/flat-lev' | did you mean 'xx/flat-levy'?\n");
}

TEST_CASE("a case that is told so is not run, and the others are", "[rule][cases]") {
    const levy::tests::own_folder folder;
    const auto report = rule::run_cases(
        the_law(),
        folder.write(
            "a.cases.yaml",
            "levy: 1\ncases_of: xx/flat-levy\nperiod: 2024-06\ncases:\n"
            "  - {case: a, why: b, given: {revenue: 100}, readings: {X3: count}, expect: "
            "{due: 4}}\n"
            "  - {case: b, why: b, given: {revenue: 100}, expect: {due: 3}}\n"
            "  - {case: c, why: b, expect: {error: missing}}\n"
            "  - {case: d, why: b, given: {revenue: 100}, gvien: {}, expect: {due: 3}}\n"));
    CHECK(report.passed == 2);
    REQUIRE(report.failed.size() == 1);
    CHECK(report.failed.front().name == "a");
    CHECK(report.failed.front().why.message == "there is no reading 'X3' here");
    REQUIRE(report.problems.size() == 1);
    CHECK(report.problems.front().message == "there is no key 'gvien' in a case");
}
