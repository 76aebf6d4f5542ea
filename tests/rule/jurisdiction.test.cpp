// SPDX-License-Identifier: Apache-2.0

#include <catch2/catch.hpp>

#include <levy/levy.hpp>
#include <levy/rule/cases.hpp>
#include <levy/rule/consequences.hpp>

#include "../own_folder.hpp"
#include "../the_law.hpp"

using namespace levy;
using tests::the_law;

namespace {

std::string written() {
    diagnostics sink;
    return open_source(the_law().path_of("xx/jurisdiction"), sink)->text();
}

/// The jurisdiction of the tutorial with one text in place of another.
law with(const std::string& from, const std::string& to) {
    auto text = written();
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    return the_law().replacing("xx/jurisdiction",
                               std::make_shared<const source_text>("jurisdiction.yaml", text));
}

/// One change of the file is one problem, at the text given, with the words given.
void refused(const std::string& from, const std::string& to, code id, const std::string& pointed_at,
             const std::string& words) {
    INFO(from << " -> " << to);
    const auto in = with(from, to).jurisdiction("xx");
    REQUIRE_FALSE(in);
    INFO(to_text(in.problems()));
    const auto& first = in.problems().front();
    CHECK(first.id == id);
    CHECK(std::string{first.primary.where.text()}.substr(0, pointed_at.size()) == pointed_at);
    CHECK((first.message + " | " + first.help).find(words) != std::string::npos);
}

rule::facts flow(const rule::jurisdiction& in, const std::string& given, const char* over) {
    diagnostics sink;
    const auto text = std::make_shared<const source_text>("given.yaml", given);
    rule::facts about;
    about.over = *read_period(over);
    about.currency = "EUR";
    about.given = rule::read_given(*in.frame, *read_yaml(text, sink), "EUR", sink);
    REQUIRE(sink.ok());
    return about;
}

const std::string advertising = "{stream: advertising, customer: business, amount: 1_000}";

/// What stands in the way of the consequences of a step, on 1 March 2024.
code problem_of(const law& under, const std::string& given, const char* over,
                const std::string& step) {
    const auto in = under.jurisdiction("xx");
    REQUIRE(in);
    const auto about = flow(**in, given, over);
    const auto routed = rule::assess_flow(**in, about);
    REQUIRE(routed);
    REQUIRE(routed->find(step) != nullptr);
    const auto made =
        rule::consequences_of(**in, about, *routed->find(step), *read_day("2024-03-01"));
    REQUIRE(made);
    REQUIRE_FALSE(made->problems.empty());
    return made->problems.front().id;
}

}  // namespace

TEST_CASE("a step says by which rule, or why not, or both", "[rule]") {
    refused(
        "    rule: xx/gross-up\n    reason: no_collection_channel\n    when: route = "
        "\"nobody\"\n    give: {price: amount, registered: registered}\n",
        "    when: route = \"nobody\"\n", code::key, "name: unreached",
        "a step names a `rule`, or a `reason` why nothing is assessed, or both | with both, "
        "the rule measures what nobody is bound to pay");
    refused("    reason: not_in_scope\n", "    reason: not_in_scope\n    give: {price: amount}\n",
            code::key, "{price: amount}", "a step without a `rule` has nothing to give to");
    refused("reason: no_collection_channel", "reason: no_collection_chanel", code::reason,
            "no_collection_chanel", "did you mean 'no_collection_channel'?");
    refused("when: route = \"nobody\"", "when: amount", code::type, "amount",
            "true or false is expected here, and this is money");
    refused("when: 'route = \"gross\" and customer = \"business\" and gross.liable = \"buyer\"'",
            "when: customer", code::type, "customer", "true or false is expected here");
}

TEST_CASE("names are told apart within steps, within offsets and within penalties", "[rule]") {
    CHECK(with("name: buyer_credit", "name: gross").jurisdiction("xx"));
    CHECK(with("name: buyer_credit", "name: mistaken").jurisdiction("xx"));
    refused("name: untaxed", "name: levy", code::name, "levy",
            "a step 'levy' stands above already | give it another name");
    refused("\n# What follows if",
            "  - {name: buyer_credit, of: gross.tax, kind: credited, against: tax, amount: "
            "gross.tax, source: code s.6}\n\n# What follows if",
            code::name, "buyer_credit",
            "an offset 'buyer_credit' stands above already | give it another name");
}

TEST_CASE("an exchanged working day is a day, off or worked", "[rule]") {
    refused("2024-10-21: off", "2024-10-21: free", code::literal, "2024-10-21",
            "'2024-10-21' is no swap | write a day, then off or worked: {2024-02-20: worked}");
}

TEST_CASE("limitation names a rule, a day and a truth", "[rule]") {
    refused("open: tax_open", "open: tax_opened", code::name, "tax_opened",
            "the rule 'xx/limitation' has no output 'tax_opened' that is true or false | did you "
            "mean 'tax_open'?");
    refused("limitation: {rule: xx/limitation, on: account.assessed_on",
            "limitation: {rule: xx/limitation, on: account.unpaid", code::type, "account.unpaid",
            "a day is expected here, and this is money");
    refused("limitation: {rule: xx/limitation,", "limitation: {rule: xx/limitatoin,",
            code::not_found, "", "did you mean 'xx/limitation'?");
    refused("open: tax_open, source", "opened: tax_open, source", code::key, "opened",
            "there is no key 'opened' in `limitation` | did you mean 'open'?");
    refused("give: {due_on: account.pay_by, registered: registered}",
            "give: {due_on: account.pay_by}", code::missing, "{due_on",
            "the rule 'xx/limitation' needs the input 'registered'");
    refused("give: {due_on: account.pay_by, registered: registered}",
            "give: {due_on: account.unpaid, registered: registered}", code::type, "account.unpaid",
            "this does not fit the input 'due_on' of 'xx/limitation'");
}

TEST_CASE("penalties have names of their own, a day and a condition", "[rule]") {
    refused("{name: hidden,", "{name: mistaken,", code::name, "mistaken",
            "a penalty 'mistaken' stands above already");
    refused("on: account.pay_by, when", "on: account.charged, when", code::type, "account.charged",
            "a day is expected here");
    refused("when: account.unpaid > 0, give", "when: account.unpaid, give", code::type,
            "account.unpaid", "true or false is expected here, and this is money");
    refused("give: {shortfall: account.unpaid, hidden: \"true\"}",
            "give: {shortfal: account.unpaid, hidden: \"true\"}", code::input, "shortfal",
            "did you mean 'shortfall'?");
    refused("{name: hidden, rule: xx/shortfall-fine, on: account.assessed_on",
            "{name: hidden, rule: xx/shortfall-fine", code::key, "{",
            "'on' is missing in a penalty");
    const auto text = written();
    const auto begin = text.find("penalties:");
    refused(text.substr(begin, text.find("relief:") - begin), "penalties: {}\n\n", code::shape,
            "{}", "a list of penalties is expected here");
    refused("shortfall: account.unpaid, hidden: \"false\"",
            "shortfall: account.rest, hidden: "
            "\"false\"",
            code::name, "rest", "");
}

TEST_CASE("relief sets inputs of the flow, by values", "[rule]") {
    refused("relief: {give: {claim_granted: true}", "relief: {give: {claim_grantd: true}",
            code::input, "claim_grantd", "did you mean 'claim_granted'?");
    refused("relief: {give: {claim_granted: true}", "relief: {give: {claim_granted: perhaps}",
            code::literal, "perhaps", "");
    refused("relief: {give: {claim_granted: true}", "relief: {give: {gross: null}", code::input,
            "gross", "has no input 'gross'");
    refused("relief: {give: {claim_granted: true}", "relief: {give: [claim_granted]", code::shape,
            "[claim_granted]", "`give` is a map");
    refused("relief: {give: {claim_granted: true}", "relief: {gives: {claim_granted: true}",
            code::key, "gives", "did you mean 'give'?");
}

TEST_CASE("reach is true or false", "[rule]") {
    refused("reach: {value: account.liable != \"supplier\" or registered",
            "reach: {value: account.liable", code::type, "{value",
            "true or false is expected here, and this is text");
    refused("value: account.liable != \"supplier\" or registered, about", "about", code::key, "{",
            "'value' is missing here");
    refused("account.liable != \"supplier\"", "account.liable != \"seller\"", code::one_of,
            "\"seller\"", "");
    refused("about: a debtor in", "abuot: a debtor in", code::key, "abuot",
            "did you mean 'about'?");
}

TEST_CASE("what follows from an assessment is told part by part", "[rule]") {
    SECTION("a due day that is not known refuses what reads it, and nothing else") {
        const std::string consumers = "{stream: subscription, customer: consumer, amount: 1_000}";
        CHECK(problem_of(the_law(), consumers, "2025-01", "levy") == code::unknown);
    }
    SECTION("a fine in another currency is refused") {
        const auto in = *the_law().jurisdiction("xx");
        auto about = flow(*in, advertising, "2024-01");
        about.currency = "USD";
        const auto routed = rule::assess_flow(*in, about);
        REQUIRE(routed);
        const auto made =
            rule::consequences_of(*in, about, *routed->find("gross"), *read_day("2024-03-01"));
        REQUIRE(made);
        CHECK(made->interest->of_period.charged == number{15, 100});
        CHECK(made->penalties.empty());
        CHECK(made->problems.front().id == code::currency);
    }
    SECTION("what one step brings does not see the others") {
        const auto edited = with("reach: {value: account.liable != \"supplier\" or registered",
                                 "reach: {value: levy.due = null");
        CHECK(problem_of(edited, advertising, "2024-01", "gross") == code::unknown);
    }
    SECTION("facts that no run takes are refused as a whole") {
        const auto in = *the_law().jurisdiction("xx");
        auto about = flow(*in, advertising, "2024-01");
        const auto routed = rule::assess_flow(*in, about);
        about.given["amuont"] = feel::value{number{1}};
        const auto made =
            rule::consequences_of(*in, about, *routed->find("gross"), *read_day("2024-03-01"));
        REQUIRE_FALSE(made);
        CHECK(made.problems().front().id == code::input);
    }
    SECTION("a jurisdiction without these words knows only what is unpaid") {
        auto text = written();
        text.resize(text.find("# What follows if"));
        const auto plain = the_law().replacing(
            "xx/jurisdiction", std::make_shared<const source_text>("plain.yaml", text));
        const auto in = *plain.jurisdiction("xx");
        const auto about = flow(*in, advertising, "2024-01");
        const auto routed = rule::assess_flow(*in, about);
        const auto made =
            rule::consequences_of(*in, about, *routed->find("gross"), *read_day("2024-03-01"));
        REQUIRE(made);
        CHECK(made->unpaid == 50);
        CHECK_FALSE(made->interest);
        CHECK_FALSE(made->open);
        CHECK(made->reachable);
        CHECK(made->penalties.empty());
        CHECK(rule::with_relief(*in, about).given == about.given);
    }
}

TEST_CASE("a step that reads the account before there is one is refused", "[rule]") {
    const std::string when = "when: route = \"gross\"";
    const auto direct = with(when, "when: account.unpaid > 0");
    auto text = written();
    text.replace(text.find("define:\n"), 8, "define:\n  left: account.unpaid\n");
    text.replace(text.find(when), when.size(), "when: left > 0");
    const auto through = the_law().replacing(
        "xx/jurisdiction", std::make_shared<const source_text>("jurisdiction.yaml", text));
    for (const auto& under : {direct, through}) {
        const auto in = *under.jurisdiction("xx");
        const auto routed = rule::assess_flow(*in, flow(*in, advertising, "2024-01"));
        REQUIRE(routed);
        CHECK(routed->find("gross") == nullptr);
        REQUIRE_FALSE(routed->problems.empty());
        CHECK(routed->problems.front().id == code::unknown);
        CHECK(routed->problems.front().message ==
              "'account' is known only once a step was assessed");
    }
}

TEST_CASE("a case that expects the wrong consequence fails", "[rule]") {
    const levy::tests::own_folder folder;
    const auto failing = [&](const std::string& words,
                             const std::string& flow = "period: 2024-01, given: " + advertising,
                             const std::string& step = "gross") {
        const auto report = rule::run_cases(
            the_law(), folder.write("a.cases.yaml",
                                    "levy: 1\ncases_of: xx/jurisdiction\ncurrency: EUR\ncases:\n"
                                    "  - {case: a, why: b, " +
                                        flow + ", expect: {" + step + ": {consequences: {" + words +
                                        "}}}}\n"));
        INFO(words);
        CHECK(report.problems.empty());
        CHECK(report.failed.size() == 1);
        return report.failed.empty() ? std::string{} : report.failed.front().why.message;
    };
    CHECK(failing("on: 2024-03-01, unpaid: 49") == "'unpaid' was expected to be 49, and is 50");
    CHECK(failing("on: 2024-03-01, interest: null") ==
          "'interest' was expected to be null, and is 0.15");
    CHECK(failing("on: 2024-03-01, interest: {days_late: 9}") ==
          "'days_late' was expected to be 9, and is 10");
    CHECK(failing("on: 2025-06-30, interest: 1, error: unknown",
                  "period: 2025-01, given: {stream: subscription, customer: consumer, amount: 1}",
                  "levy") == "interest was expected, and no due day is known");
    CHECK(failing("on: 2024-03-01, open: false") == "'open' was expected to be false, and is true");
    CHECK(failing("on: 2024-03-01, reachable: null") ==
          "'reachable' was expected to be null, and is true");
    CHECK(failing("on: 2024-03-01, penalties: {mistaken: 10}") ==
          "the penalty 'hidden' of 50 was not expected");
    CHECK(failing("on: 2029-02-21, penalties: {mistaken: 10, hidden: 75}") ==
          "there is no penalty 'mistaken' here");
    CHECK(failing("on: 2024-03-01, error: unknown") ==
          "the error 'unknown' was expected, and none came");
}
