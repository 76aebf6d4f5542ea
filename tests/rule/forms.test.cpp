// SPDX-License-Identifier: Apache-2.0
// Every map that levy closes refuses a misspelt key, at every level.
#include <algorithm>

#include <catch2/catch.hpp>

#include <levy/rule/cases.hpp>
#include <levy/rule/forms.hpp>
#include <levy/rule/read.hpp>

using namespace levy;

namespace {

node document(const std::string& text) {
    diagnostics sink;
    auto read = read_yaml(std::make_shared<const source_text>("a.yaml", text), sink);
    REQUIRE(read);
    return *std::move(read);
}

std::string said(const diagnostics& problems) {
    if (problems.empty()) return "nothing";
    const auto& first = problems.front();
    return first.message + (first.help.empty() ? "" : " | " + first.help);
}

std::string of_case(const std::string& more) {
    diagnostics sink;
    rule::check_cases(
        document("levy: 1\ncases_of: xx/a\ncases:\n  - {case: a, why: b, " + more + "}\n"), sink);
    return said(sink);
}

std::string of_rule(const std::string& more) {
    const std::string text =
        "levy: 1\nrule: xx/a\ntitle: a\ncurrency: EUR\nassessed: per month\n"
        "sources: {code: {title: Code, read: 2026-01-01}}\n"
        "in_force: {2020-01-01: {value: true, source: code}}\n"
        "outputs: {due: {value: 0, source: code}}\n" +
        more + "\n";
    diagnostics sink;
    (void)rule::read_rule(document(text), std::make_shared<const source_text>("a.yaml", text), {},
                          sink);
    return said(sink);
}

}  // namespace

TEST_CASE("a misspelt key of a case is refused before anything runs", "[rule][forms]") {
    CHECK(of_case("expect: {due: 1}") == "nothing");
    CHECK(of_case("gvien: {a: 1}, expect: {due: 1}") ==
          "there is no key 'gvien' in a case | did you mean 'given'?");
    CHECK(of_case("given: {a: 1}") ==
          "a case says what it expects | expect: {due: 100}, or expect: {error: missing}");
    CHECK(of_case("periods: [{perid: 2024, expect: {due: 1}}]") ==
          "there is no key 'perid' in a period of a case | did you mean 'period'?");
    CHECK(of_case("paid: [{day: 2024-01-01, amuont: 1}], expect: {}") ==
          "there is no key 'amuont' in a payment | did you mean 'amount'?");
    CHECK(of_case("paid: 5, expect: {}") == "'paid' is a list");
    CHECK(of_case("exchange: [{EUR: 1}], expect: {}") ==
          "'day' is missing in exchange rates {day, EUR, USD …} | add `day: …`");
    CHECK(of_case("expect: {filing: {pya: 2024-01-20}}") ==
          "there is no key 'pya' in an expected filing | did you mean 'pay'?");
    CHECK(of_case("expect: {filing: {instalments: [{amuont: 1}]}}") ==
          "there is no key 'amuont' in an expected instalment | did you mean 'amount'?");
    CHECK(of_case("expect: {account: {paied: 1}}") ==
          "there is no key 'paied' in an expected account | did you mean 'paid'?");
    CHECK(of_case("expect: {step: {consequences: {on: 2024-01-01, intrest: 1}}}") ==
          "there is no key 'intrest' in expected consequences | did you mean 'interest'?");
    CHECK(of_case("expect: {step: {consequences: {unpaid: 50}}}") ==
          "'on' is missing in expected consequences | add `on: …`");
    CHECK(of_case("expect: {offsets: [10]}") == "`offsets` is a map | offsets: {name: 100}");
    CHECK(of_case("expect: {step: {consequences: {on: 2024-01-01, penalties: [10]}}}") ==
          "`penalties` is a map | write `name: …`, one a line, or {name: …, name: …}");
}

TEST_CASE("a misspelt key inside a list, a record or a table's results is refused",
          "[rule][forms]") {
    CHECK(of_rule("") == "nothing");
    CHECK(of_rule("inputs: {a: {list: {b: {type: text, one_fo: [c]}}}}") ==
          "there is no key 'one_fo' in a type | did you mean 'one_of'?");
    CHECK(of_rule("inputs: {a: {list: {type: text, one_fo: [c]}}}") ==
          "there is no key 'one_fo' in a type | did you mean 'one_of'?");
    CHECK(of_rule("inputs: {a: {record: {b: {type: text, defualt: c}}}}") ==
          "there is no key 'defualt' in a type | did you mean 'default'?");
    CHECK(of_rule("inputs: {a: {type: money, window: last_yaer}}").find("'window' cannot be ") ==
          0);
    CHECK(of_rule("inputs: {a: {list: {b: {type: money, window: last_yaer}}}}")
              .find("'window' cannot be ") == 0);
    CHECK(of_rule("inputs: {a: {type: text, optional: \"true\"}}") ==
          "'optional' is true or false | write `optional: true`, or leave it out");
    CHECK(of_rule("parameters: {a: {type: ratio, values: {2020-01-01: {value: 1%, source: code, "
                  "reason: exempt}}}}") ==
          "there is no key 'reason' in an entry | its keys are value, source, published, "
          "confidence, note");
}

TEST_CASE("a file of another format is not read", "[rule][forms]") {
    const auto said_of = [](const std::string& text) {
        diagnostics sink;
        rule::check_cases(document(text), sink);
        return said(sink);
    };
    CHECK(said_of("levy: 2\ncases_of: xx/a\ncases: [{case: a, why: b, expect: {}}]\n") ==
          "this program reads files of format 1 | levy: 1");
}

TEST_CASE("every form has words for every key, and no key twice", "[rule][forms]") {
    for (const auto* form : rule::forms::all())
        for (const auto& key : form->keys) {
            INFO(form->name << "." << key.name);
            CHECK(key.about.size() >= 10);
            CHECK_FALSE(key.holds.empty());
            CHECK(std::count_if(form->keys.begin(), form->keys.end(), [&](const form_key& other) {
                      return other.name == key.name;
                  }) == 1);
        }
}
