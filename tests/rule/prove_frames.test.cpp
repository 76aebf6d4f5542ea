// SPDX-License-Identifier: Apache-2.0
// What is proven of a jurisdiction: the conditions of its steps, and of its flows and groups apart.
#include <catch2/catch.hpp>

#include <levy/levy.hpp>

#include "../the_law.hpp"

using namespace levy;
using levy::tests::the_law;

namespace {

/// What is found in the jurisdiction of the tutorial with some texts in place of others.
diagnostics problems_with(const std::vector<std::pair<std::string, std::string>>& changes) {
    diagnostics sink;
    auto text = open_source(the_law().path_of("xx/jurisdiction"), sink)->text();
    for (const auto& [from, to] : changes) {
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
    }
    const auto in = the_law()
                        .replacing("xx/jurisdiction",
                                   std::make_shared<const source_text>("jurisdiction.yaml", text))
                        .jurisdiction("xx");
    return in ? diagnostics{} : in.problems();
}

std::vector<std::string> messages(const diagnostics& all) {
    std::vector<std::string> texts;
    for (const auto& one : all) texts.push_back(std::string{name_of(one.id)} + ": " + one.message);
    return texts;
}

using told = std::vector<std::string>;

}  // namespace

TEST_CASE("a step that is never taken is told", "[rule][prove]") {
    const auto found =
        problems_with({{"when: route = \"nobody\"", "when: route = \"nobody\" and registered"}});
    CHECK(messages(found) ==
          told{"never: the step 'unreached' is never taken: its `when` is never true"});
    REQUIRE(found.size() == 1);
    CHECK(found.front().primary.where.text() == "route = \"nobody\" and registered");
    CHECK(found.front().help == "correct its `when`, or take the step out");
    SECTION("one that is taken on some days only is not") {
        CHECK(problems_with({{"when: route = \"levy\"",
                              "when: route = \"levy\" and period.end >= period.start"}})
                  .empty());
    }
    SECTION("a step for each group") {
        CHECK(messages(problems_with({{"when: here\n", "when: here and not(here)\n"}})) ==
              told{"never: the step 'group_tax' is never taken: its `when` is never true"});
        CHECK(problems_with({{"when: here\n", "when: here and sum(flows.amount) > 0\n"}}).empty());
    }
    SECTION("an offset and a penalty") {
        CHECK(messages(problems_with({{"customer = \"business\" and gross.liable = \"buyer\"",
                                       "not(route = \"gross\")"}})) ==
              told{"never: the offset 'buyer_credit' is never taken: its `when` is never true"});
        CHECK(messages(problems_with({{"when: account.unpaid > 0 and limitation",
                                       "when: account.unpaid > 0 and account.unpaid < 0 and "
                                       "limitation"}})) ==
              told{"never: the penalty 'mistaken' is never taken: its `when` is never true"});
    }
    SECTION("whatever the step is called") {
        CHECK(messages(problems_with({{"name: untaxed", "name: penalty untaxed"},
                                      {"when: route = \"nothing\"",
                                       "when: route = \"nothing\" and route = \"levy\""}})) ==
              told{"never: the step 'penalty untaxed' is never taken: its `when` is never true"});
        CHECK(messages(problems_with({{"name: untaxed", "name: a give b"},
                                      {"when: route = \"nothing\"",
                                       "when: route = \"nothing\" and route = \"levy\""}})) ==
              told{"never: the step 'a give b' is never taken: its `when` is never true"});
    }
}

TEST_CASE("exceptions of a jurisdiction's definitions conflict where a step reads them",
          "[rule][prove]") {
    const auto with = [](const std::string& first, const std::string& second,
                         const std::string& read = " and taxable") {
        return problems_with(
            {{"define:\n",
              "define:\n  taxable:\n    value: registered\n    exceptions:\n      - "
              "{name: one, when: '" +
                  first + "', value: \"true\", source: code s.5}\n      - {name: two, when: '" +
                  second + "', value: \"false\", source: code s.6}\n"},
             {"when: route = \"levy\"", "when: route = \"levy\"" + read}});
    };
    CHECK(
        messages(with("customer = \"consumer\"", "claim_granted")) ==
        told{"conflict: two exceptions of 'taxable' hold at once and differ for customer "
             "consumer, claim_granted true, as on 2025-01-01: 'one' gives yes and 'two' gives no"});
    CHECK(with("customer = \"consumer\" and registered", "customer = \"business\"").empty());
    SECTION("not where nothing reads them") {
        CHECK(with("customer = \"consumer\"", "claim_granted", "").empty());
    }
    SECTION("not for results of earlier steps, which nobody chooses") {
        CHECK(with("gross.liable = \"buyer\"", "claim_granted").empty());
    }
}

TEST_CASE("exceptions in the amount of an offset conflict while it is asked", "[rule][prove]") {
    const auto with = [](const std::string& days, const std::string& when = "") {
        return problems_with(
            {{"define:\n", R"(parameters:
  part: {type: money, values: {2020-01-01: {value: 1, source: code s.6}}}
  more: {type: money, values: {2020-01-01: {value: 2, source: code s.6}}}
define:
  given_back:
    value: amount
    exceptions:
      - name: one
        when: customer = "consumer"
        value: part
        source: code s.5
        in_force: ..2024-06-30
      - {name: two, when: claim_granted, value: more, source: code s.6}
)"},
             {"offsets:\n",
              "offsets:\n  - {name: second, of: gross.tax, kind: credited, against: tax of the "
              "buyer, amount: given_back, source: code s.6, in_force: " +
                  days + when + "}\n"}});
    };
    CHECK(messages(with("2024-01-01..")) ==
          told{"conflict: two exceptions of 'given_back' hold at once and differ for customer "
               "consumer, claim_granted true, as on 2024-01-01: 'one' gives 1 and 'two' gives 2"});
    CHECK(messages(with("..2023-12-31")).size() == 1);
    CHECK(with("2024-07-01..").empty());
    CHECK(with("2024-01-01..", ", when: not(claim_granted)").empty());
}

TEST_CASE("what flows and groups share is told once", "[rule][prove]") {
    CHECK(messages(problems_with({{"          - [goods, goods, false]\n", ""}})) ==
          told{"gap: the table 'rate_kind' says nothing for stream goods"});
}
