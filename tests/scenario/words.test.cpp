// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <levy/value/number_text.hpp>

#include "small.hpp"

using namespace levy;
using namespace levy::tests;

TEST_CASE("a hole stays a hole and the total says at least", "[scenario]") {
    const auto made = answer(small);
    REQUIRE(made);
    CHECK_FALSE(made->complete);
    CHECK(made->lines[1].refused == "nothing is published");
    const auto text = report::to_text(*made, 100);
    CHECK(text.find("at least") != std::string::npos);
    CHECK(text.find("Amazon fees: refused, nothing is published") != std::string::npos);
    CHECK(text.find("each: not known, not published") != std::string::npos);
}

TEST_CASE("the same seed gives the same bytes, another seed others", "[scenario]") {
    const auto a = report::to_json(*answer(small));
    CHECK(a == report::to_json(*answer(small)));
    CHECK(a != report::to_json(*answer(changed("seed: 7", "seed: 8"))));
    const auto json = nlohmann::json::parse(a);
    CHECK(json["schema"] == "levy.estimate/2");
    CHECK(json["complete"] == false);
    CHECK(json["receipt"]["files"].contains("law/vn/jurisdiction.yaml"));
    CHECK(json["receipt"]["files"].contains("figures/platforms.csv"));
    CHECK(json["lines"][0]["revenue"]["p50"].is_string());
}

TEST_CASE("recalled figures stand at the head, and --verified-only refuses them", "[scenario]") {
    const auto made = answer(small);
    REQUIRE(made);
    CHECK_FALSE(made->recalled.empty());
    CHECK(report::to_text(*made, 100).find("Figures from memory") <
          report::to_text(*made, 100).find("Revenue, VND billion"));
    CHECK(answer(changed("seed: 7", "seed: 7\nverified_only: true"))
              ->lines[0]
              .refused.find("recalled figure") != std::string::npos);
    scenario::options strict;
    strict.verified_only = true;
    const auto refused = answer(small, strict);
    REQUIRE(refused);
    CHECK(refused->lines[0].refused.find("recalled figure") != std::string::npos);
}

TEST_CASE("a missing figure refuses its line, a wrong word the scenario", "[scenario]") {
    const auto made = answer(changed("users: 2020-11", "users: 1999-11"));
    REQUIRE(made);
    CHECK(made->lines[0].refused.find("1999-11") != std::string::npos);
    const auto problem = [](const std::string& text) { return answer(text).problems().front().id; };
    CHECK(problem(changed("model: users_arpu", "model: user_arpu")) == code::model);
    CHECK(problem(changed("customer: business", "customer: busines")) == code::one_of);
    CHECK(problem(changed("customer: business", "custmer: business")) == code::input);
    CHECK(problem(changed("jurisdiction: vn", "jurisdiction: vm")) == code::not_found);
    CHECK(problem(changed("series: annual_average", "series: daily")) == code::figure);
    CHECK(problem(changed("title: A small question\n", "")) == code::key);
    CHECK(problem(changed("period: 2020", "period: twenty")) == code::period);
    CHECK(problem(changed("draws: 100", "draws: 10")) == code::range);
    CHECK(problem(changed("refused: nothing is published", "note: nothing")) == code::key);
    CHECK(problem(changed(", refused: nothing is published", "")) == code::scenario);
    CHECK(problem(changed("currency: VND", "currency: VNX")) == code::currency);
}

TEST_CASE("a fact that changes is stated with its days", "[scenario]") {
    const auto made = answer(of_consumers("period: 2020", "period: 2021-07-01..2022-06-30"));
    INFO(to_text(made.problems()));
    REQUIRE(made);
    REQUIRE(made->years.size() == 2);
    // Unregistered in 2021 and registered from 2022 on: the same debtor, and a day on which to pay.
    const auto dated = answer(
        of_consumers("seed: 7", "seed: 7\nassessed_on: 2026-11-24")
            .replace(
                of_consumers("seed: 7", "seed: 7\nassessed_on: 2026-11-24").find("period: 2020"),
                12, "period: 2021-07-01..2022-06-30"));
    REQUIRE(dated);
    std::set<std::string> classes;
    for (const auto& d : dated->debtors) classes.insert(d.who);
    CHECK(classes == std::set<std::string>{"no_due_day", "supplier"});
}

TEST_CASE("an answer keeps to the width of its terminal", "[scenario]") {
    const auto made = answer(changed("seed: 7", "seed: 7\nassessed_on: 2026-11-24"));
    REQUIRE(made);
    for (const std::size_t width : {80U, 100U, 120U}) {
        const auto text = report::to_text(*made, width);
        for (std::size_t at = 0; at < text.size();) {
            const auto end = text.find('\n', at);
            const auto line = text.substr(at, end - at);
            const auto wide = std::count_if(line.begin(), line.end(), [](char c) {
                return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
            });
            INFO(line);
            // Only an address may be longer, since it has no place to break.
            if (line.find("http") == std::string::npos)
                CHECK(static_cast<std::size_t>(wide) <= width);
            CHECK((line.empty() || line.back() != ' '));
            at = end + 1;
        }
    }
}

TEST_CASE("numbers are written as the scenario writes them", "[scenario]") {
    const auto english = report::to_text(*answer(small));
    const auto made = answer(changed("seed: 7", "seed: 7\nnumbers: \"1.234,5\""));
    REQUIRE(made);
    const auto text = report::to_text(*made);
    CHECK(english.find("1,145 billion") != std::string::npos);
    CHECK(text.find("1.145 billion") != std::string::npos);
    CHECK(text.size() == english.size());
    diagnostics sink;
    CHECK_FALSE(read(changed("seed: 7", "seed: 7\nnumbers: swiss"), sink));
    CHECK(sink.front().help == "\"1,234.5\" or \"1.234,5\"");
}

TEST_CASE("a scenario is checked against law and figures without assessing", "[scenario]") {
    const auto met = [&](const std::string& text) {
        diagnostics sink;
        const auto asked = read(text, sink);
        REQUIRE(asked);
        const auto problems = scenario::check(*asked, the_law(), the_figures());
        return problems.empty() ? code{} : problems.front().id;
    };
    CHECK(met(small) == code{});
    CHECK(met(changed("customer: business", "customer: busines")) == code::one_of);
    CHECK(met(changed("debtor: buyer", "platforms: [Facebok]")) == code::scenario);
    CHECK(met(changed("jurisdiction: vn", "jurisdiction: vm")) == code::not_found);
    const auto with = [](const std::string& line) {
        return changed("seed: 7\n", "seed: 7\n" + line + "\n");
    };
    CHECK(met(with("parts: [{of: films, share: 1%, about: none}]")) == code::scenario);
    CHECK(met(with("beside: [{name: a, rule: vn/no-such, period: 2020, given: {}}]")) ==
          code::not_found);
    CHECK(met(with("compare: [{name: a, given: {claim: true}}]")) == code::input);
    CHECK(met(with("compare: [{name: a, with: {take_rate: 1}}]")) == code::scenario);
    CHECK(met(with("readings: {D99: foo}")) == code::reading);
    CHECK(met(with("readings: {D15: nope}")) == code::reading);
    const auto marked = [&](const std::string& text) {
        diagnostics sink;
        const auto asked = read(text, sink);
        REQUIRE(asked);
        const auto problems = scenario::check(*asked, the_law(), the_figures());
        REQUIRE_FALSE(problems.empty());
        return std::string{problems.front().primary.where.text()};
    };
    CHECK(marked(with("readings: {D99: foo}")) == "D99");
    CHECK(marked(with("readings: {D15: nope}")) == "nope");
    CHECK(marked(with("compare: [{name: a, readings: {D15: nope}}]")) == "nope");
    CHECK(met(changed(", users: 2020-11", ", convert: billed_over_userlocation")) == code::model);
    CHECK(met(changed("users: 2020-11", "users: 1999-11")) == code{});  // a hole, no mistake
}

TEST_CASE("a reading is one choice, whether the scenario names it or its doubt", "[scenario]") {
    const auto with = [](const std::string& readings) {
        return answer(
            changed("seed: 7", "seed: 7\nassessed_on: 2026-11-24\nreadings: " + readings));
    };
    const auto by_doubt = with("{D15: by_right}");
    const auto by_name = with("{claim: by_right}");
    REQUIRE(by_doubt);
    REQUIRE(by_name);
    REQUIRE(by_name->readings.size() == by_doubt->readings.size());
    for (std::size_t i = 0; i < by_name->readings.size(); ++i)
        CHECK(by_name->readings[i].change == by_doubt->readings[i].change);
    CHECK(by_name->minimum->p5 == by_doubt->minimum->p5);
}

TEST_CASE("a receipt settles no more than falls into its time", "[scenario]") {
    const auto wider =
        answer(changed("    receipt:\n      tax: FCT.VAT+CIT\n      taxpayer: all foreign "
                       "digital suppliers (withheld by Vietnamese payers)\n      start: "
                       "2020-01-01\n      end: 2020-12-31",
                       "    receipt: {tax: FCT.VAT+CIT, taxpayer: Facebook, start: "
                       "2018-01-01, end: 2021-12-31}"));
    INFO(to_text(wider.problems()));
    REQUIRE(wider);
    REQUIRE(wider->gap);
    const auto part = number{1'694'000'000'000} * number{366, 1461};
    CHECK(abs(wider->tax.central - part - wider->gap->central) < 1);
    CHECK(wider->paid[0].counted.find("allocated by days") != std::string::npos);
    CHECK(wider->gap->p5.sign() >= 0);  // a payment never makes other debts smaller
}

TEST_CASE("tax that is not due on the day of assessment is not unpaid", "[scenario]") {
    const auto made = answer(changed("seed: 7", "seed: 7\nassessed_on: 2020-02-15"));
    INFO(to_text(made.problems()));
    REQUIRE(made);
    CHECK(made->late->unpaid.is_zero());
    CHECK(made->debtors.front().who == "not_due_yet");
    CHECK(made->minimum->p5.is_zero());
}

TEST_CASE("a fact holds from its day, in whatever order it is written", "[scenario]") {
    const auto tax = [](const std::string& registered) {
        auto text = changed("period: 2020", "period: 2022");
        const auto at = text.find("registered: false");
        text.replace(at, 17, "registered: " + registered);
        text.erase(text.find(", users: 2020-11"), 16);
        const auto made = answer(text);
        REQUIRE(made);
        return made->lines[0].refused.empty() ? made->lines[0].liable.front()
                                              : made->lines[0].refused;
    };
    CHECK(tax("{2014-01-01: false, 2022-01-01: true}") == "supplier");
    CHECK(tax("{2022-01-01: true, 2014-01-01: false}") == "supplier");
    CHECK(tax("{2014-01-01: false, 2022-02-02: true}").find("changes on 2022-02-02") !=
          std::string::npos);
}

TEST_CASE("a forecast says so before anything else", "[scenario]") {
    const auto made =
        answer(of_consumers("period: 2020", "period: 2026\ncut: month\nforecast: {after: 2025}"));
    INFO(to_text(made.problems()));
    REQUIRE(made);
    CHECK(made->forecast);
    const auto text = report::to_text(*made);
    CHECK(text.substr(0, text.find('\n')).find("forecast") != std::string::npos);
    CHECK(text.find("This is a forecast.") != std::string::npos);
    CHECK(nlohmann::json::parse(report::to_json(*made))["forecast"] == true);
    bool growth = false;
    for (const auto& a : made->assumptions)
        growth = growth || a.name.find("growth after 2025") == 0;
    CHECK(growth);
    CHECK_FALSE(
        answer(of_consumers("period: 2020", "period: 2025\nforecast: {after: 2025}"))->forecast);
}

TEST_CASE("a scenario's words are checked, each with what to write", "[scenario]") {
    const auto problem = [](const std::string& text) {
        diagnostics sink;
        const auto made = read(text, sink);
        REQUIRE_FALSE(made);
        return sink.front();
    };
    const auto with = [](const std::string& line) {
        return changed("seed: 7\n", "seed: 7\n" + line + "\n");
    };
    CHECK(problem(with("assessed_on: soon")).id == code::literal);
    CHECK(problem(with("verified_only: perhaps")).id == code::literal);
    CHECK(problem(with("forecast: {before: 2025}")).id == code::key);
    CHECK(problem(with("compare: [{name: nothing}]")).id == code::scenario);
    CHECK(problem(with("compare: [{about: nameless}]")).id == code::key);
    CHECK(problem(with("parts: [{of: advertising, share: 120%, about: too much}]")).id ==
          code::range);
    CHECK(problem(with("beside: [{name: a, rule: b, period: c, given: {}}]")).id == code::period);
    CHECK(problem(with("platforms_of: other.yaml")).id == code::scenario);
    CHECK(problem(with("cut: weekly")).id == code::literal);
    CHECK(problem(with("forecast: {after: 2024.5}")).id == code::range);
    CHECK(problem(changed("seed: 7", "seed: 1.5")).id == code::range);
    CHECK(problem(changed("given: {seller_state: IE, registered: false}", "given: IE")).id ==
          code::shape);
    CHECK(problem(changed("shown_in: billion", "shown_in: trillion")).id == code::literal);
    CHECK(problem(changed("period: 2020", "period: 1900-01-01..2020-12-31")).id == code::period);
    CHECK(problem(changed("debtor: buyer", "counted: sometimes")).id == code::literal);
    CHECK(problem(changed("        model: users_arpu", "        models: []\n        model: ")).id ==
          code::scenario);
    CHECK(problem(changed("start: 2020-01-01", "start: New Year")).id == code::literal);
    CHECK(problem(changed("platforms:\n", "platforms_of: nowhere.yaml\nplatform:\n")).id ==
          code::key);
}

TEST_CASE("expectations of a scenario pass and fail", "[scenario]") {
    const auto passed = [&](const std::string& expect, std::size_t& count) {
        const auto made = answer(small + "expect:\n" + expect);
        INFO(to_text(made.problems()));
        REQUIRE(made);
        return scenario::check_expectations(*made, the_law(), count);
    };
    std::size_t count = 0;
    CHECK(passed("  taxes: [{platform: Facebook, stream: advertising, period: 2020-Q1, revenue: "
                 "1000, charges: {vat: 50, income_tax: 48}, why: 47.5 rounds up}]\n",
                 count)
              .ok());
    CHECK(count == 1);
    CHECK(passed("  taxes: [{platform: Facebook, stream: advertising, period: 2020-Q1, revenue: "
                 "1000, charges: {vat: 51}, why: wrong}]\n",
                 count)
              .front()
              .id == code::expectation);
    CHECK(passed("  bands: [{of: tax, low: 0, high: 1, why: too low}]\n", count).front().id ==
          code::expectation);
    CHECK(passed("  bands: [{of: tax vat, low: 1, high: 100_000, why: wide}]\n", count).ok());
    CHECK(passed("  bands: [{of: nothing, low: 1, high: 2, why: none}]\n", count).front().id ==
          code::expectation);
}
