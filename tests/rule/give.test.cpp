// SPDX-License-Identifier: Apache-2.0
// What a jurisdiction gives to a rule lies within what the rule's input allows.
#include <catch2/catch.hpp>

#include <levy/levy.hpp>
#include <levy/rule/request.hpp>

#include "../the_law.hpp"

using namespace levy;
using levy::tests::the_law;

namespace {

std::string text_of(const std::string& id) {
    diagnostics sink;
    return open_source(the_law().path_of(id), sink)->text();
}

std::string swapped(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

source_handle source(const std::string& name, const std::string& text) {
    return std::make_shared<const source_text>(name, text);
}

/// The tutorial's country, in which the step of the new levy gives `revenue` and what is added.
law giving(const std::string& input, const std::string& formula,
           const std::string& when = "route = \"levy\"") {
    const auto rule = swapped(text_of("xx/new-levy"), "  revenue: {type: money, min: 0}\n",
                              "  revenue: {type: money, min: 0}\n  extra: " + input + "\n");
    const auto in = swapped(swapped(text_of("xx/jurisdiction"), "give: {revenue: amount}",
                                    "give: {revenue: amount, extra: '" + formula + "'}"),
                            "when: route = \"levy\"", "when: '" + when + "'");
    return the_law()
        .replacing("xx/new-levy", source("new-levy.yaml", rule))
        .replacing("xx/jurisdiction", source("jurisdiction.yaml", in));
}

void refused_at_load(const std::string& input, const std::string& formula, code id,
                     const std::string& message, const std::string& declared) {
    const auto in = giving(input, formula).jurisdiction("xx");
    REQUIRE_FALSE(in);
    INFO(to_text(in.problems()));
    REQUIRE(in.problems().size() == 1);
    const auto& p = in.problems().front();
    CHECK(p.id == id);
    CHECK(p.message == message);
    CHECK(p.primary.where.in->name() == "jurisdiction.yaml");
    REQUIRE(p.related.size() == 1);
    CHECK(p.related.front().where.in->name() == "new-levy.yaml");
    CHECK(std::string{p.related.front().where.text()}.starts_with(declared));
}

diagnostics run(const law& under, const std::string& amount) {
    const auto in = under.jurisdiction("xx");
    INFO(to_text(in.problems()));
    REQUIRE(in);
    diagnostics sink;
    rule::facts about;
    about.over = *read_period("2025-01");
    about.currency = "EUR";
    const auto given =
        source("given.yaml", "{stream: subscription, customer: consumer, amount: " + amount + "}");
    about.given = rule::read_given(*(*in)->frame, *read_yaml(given, sink), "EUR", sink);
    REQUIRE(sink.ok());
    const auto made = rule::assess_flow(**in, about);
    return made ? made->problems : made.problems();
}

void refused_at_run(const std::string& input, const std::string& formula, code id,
                    const std::string& message) {
    const auto problems = run(giving(input, formula), "1_000");
    INFO(to_text(problems));
    REQUIRE(problems.size() == 1);
    const auto& p = problems.front();
    CHECK(p.id == id);
    CHECK(p.message ==
          "the input 'extra' of 'xx/new-levy' is given what it does not allow: " + message);
    CHECK(p.primary.where.in->name() == "jurisdiction.yaml");
    REQUIRE(p.related.size() == 1);
    CHECK(p.related.front().where.in->name() == "new-levy.yaml");
    CHECK(p.related.front().where.text() == "extra");
}

}  // namespace

TEST_CASE("a constant that an input never allows is refused when the files are read", "[rule]") {
    refused_at_load("{type: number, min: 0}", "-1", code::range,
                    "the input 'extra' of 'xx/new-levy' is 0 or more, and never this, which is -1",
                    "extra");
    refused_at_load("{type: number, max: 1}", "if registered then 12 else 100", code::range,
                    "the input 'extra' of 'xx/new-levy' is 1 or less, and never this, which is "
                    "from 12 to 100",
                    "extra");
    refused_at_load("{type: money, max: -1}", "amount", code::range,
                    "the input 'extra' of 'xx/new-levy' is -1 or less, and never this, which is 0 "
                    "or more",
                    "extra");
    refused_at_load("{type: text, one_of: [a, b]}", "\"c\"", code::one_of,
                    "'c' is not one of the words allowed in the input 'extra' of 'xx/new-levy'",
                    "[a, b]");
    refused_at_load("{type: text, one_of: [business, state]}", "customer", code::one_of,
                    "'consumer' is not one of the words allowed in the input 'extra' of "
                    "'xx/new-levy'",
                    "[business, state]");
    refused_at_load("{type: text, one_of: [advertising, cloud]}", "stream", code::one_of,
                    "'marketplace_commission' is not one of the words allowed in the input 'extra' "
                    "of 'xx/new-levy'",
                    "[advertising, cloud]");
}

TEST_CASE("each constant that an input never allows is told, not only the first", "[rule]") {
    auto rule = text_of("xx/new-levy");
    auto in = text_of("xx/jurisdiction");
    for (const std::string name : {"one", "two", "three"}) {
        const std::string before = "  revenue: {type: money, min: 0}\n";
        rule = swapped(rule, before, before + "  " + name + ": {type: number, min: 0}\n");
        in = swapped(in, "give: {revenue: amount", "give: {revenue: amount, " + name + ": -1");
    }
    const auto read = the_law()
                          .replacing("xx/new-levy", source("new-levy.yaml", rule))
                          .replacing("xx/jurisdiction", source("jurisdiction.yaml", in))
                          .jurisdiction("xx");
    REQUIRE_FALSE(read);
    INFO(to_text(read.problems()));
    CHECK(read.problems().errors() == 3);
    for (const auto& p : read.problems()) CHECK(p.id == code::range);
}

TEST_CASE("a value that an input does not allow is refused where it is given", "[rule]") {
    refused_at_run("{type: money, max: 999}", "amount", code::range, "1000 is above 999");
    refused_at_run("{type: money, min: 1_001}", "amount", code::range, "1000 is below 1001");
    refused_at_run("{list: {of: {type: money, max: 1}}, default: []}", "[{of: amount}]",
                   code::range, "1000 is above 1");
    refused_at_run("{type: count, unit: EUR}", "amount / 12", code::literal,
                   "250/3 is not a whole number");
    refused_at_run("{type: text, one_of: [a, b]}", "substring(customer, 1, 1)", code::one_of,
                   "'c' is not one of: a, b");
    CHECK(run(giving("{type: money, max: 1_000}", "amount"), "1_000").empty());
    CHECK(run(giving("{type: money, min: 1_000}", "amount"), "1_000").empty());
}

TEST_CASE("what holds where a step is taken is counted", "[rule]") {
    const auto of_stream = [](const std::string& when) {
        const auto in = giving("{type: text, one_of: [advertising, cloud]}", "stream",
                               "route = \"levy\" and " + when)
                            .jurisdiction("xx");
        return in ? "loads" : std::string{name_of(in.problems().front().id)};
    };
    CHECK(of_stream(R"(stream = "cloud")") == "loads");
    CHECK(of_stream(R"("cloud" = stream)") == "loads");
    CHECK(of_stream(R"(stream in ("cloud", "advertising"))") == "loads");
    CHECK(of_stream(R"(stream in ["cloud", "advertising"])") == "loads");
    CHECK(of_stream(R"(stream in ("cloud", "goods"))") == "one_of");
    CHECK(of_stream(R"(stream != "goods")") == "one_of");
    CHECK(of_stream(R"(not(stream = "cloud"))") == "one_of");
    CHECK(of_stream(R"((stream = "cloud" or registered))") == "one_of");
    CHECK(of_stream(R"(not(stream in ("goods", "other", "user_data", "software_licence")) and
                      not(stream in ("subscription", "digital_content", "app_store_commission",
                      "marketplace_commission")))") == "loads");
    CHECK(giving("{type: money, min: 1}", "amount", "route = \"levy\" and amount > 0")
              .jurisdiction("xx"));
}
