// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <levy/report/estimate.hpp>
#include <levy/scenario/estimate.hpp>
#include <levy/value/number_text.hpp>

using namespace levy;

namespace {

const std::string small = R"(levy: 1
scenario: small
title: A small question
jurisdiction: vn
period: 2020
currency: VND
shown_in: billion
exchange: {series: annual_average}
draws: 100
seed: 7
platforms:
  - name: Facebook
    given: {seller_state: IE, registered: false}
    streams:
      - name: advertising
        given: {stream: advertising, customer: business}
        model: users_arpu
        with: {group: meta, scope: APAC, region: meta-apac, users: 2020-11}
  - name: Amazon
    given: {seller_state: US, registered: false}
    streams:
      - {name: fees, refused: nothing is published}
paid:
  - of: all
    tax: FCT.VAT+CIT
    taxpayer: all foreign digital suppliers (withheld by Vietnamese payers)
    start: 2020-01-01
    end: 2020-12-31
  - {of: each, unknown: not published}
)";

std::string changed(const std::string& from, const std::string& to) {
    auto text = small;
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::optional<scenario::scenario> read(const std::string& text, diagnostics& sink) {
    const auto source = std::make_shared<const source_text>("s.yaml", text);
    const auto document = read_yaml(source, sink);
    return document ? scenario::read_scenario(*document, source, sink) : std::nullopt;
}

outcome<scenario::answer> answer(const std::string& text, const scenario::options& how = {}) {
    diagnostics sink;
    const auto asked = read(text, sink);
    if (!asked) return sink;
    const auto under = law::open(std::string{LEVY_ROOT} + "/rules");
    const auto from = revenue::figures::open(std::string{LEVY_ROOT} + "/rules/figures");
    REQUIRE(under);
    REQUIRE(from);
    return scenario::estimate(*asked, *under, *from, how);
}

}  // namespace

TEST_CASE("a tax is exact for every drawn revenue, and totals have quantiles of their own",
          "[scenario]") {
    const auto made = answer(small);
    INFO(to_text(made.problems()));
    REQUIRE(made);
    REQUIRE(made->lines.size() == 2);
    const auto& line = made->lines[0];
    // Every quarter is 5 % and 5 % of the rest, rounded to the dong by itself: 9.75 % to within
    // four dong.
    CHECK(abs(line.tax.central - line.revenue.central * 0.0975_n) < 5);
    CHECK(line.by_charge.at("vat").central + line.by_charge.at("income_tax").central ==
          line.tax.central);
    CHECK(line.liable == std::vector<std::string>{"buyer"});
    CHECK(line.tax.p5 < line.tax.p50);
    CHECK(line.tax.p50 < line.tax.p95);
    CHECK(line.revenue.p50.is_integer());
}

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

TEST_CASE("paid is a row of the receipts, and the gap has quantiles of its own", "[scenario]") {
    const auto made = answer(small);
    REQUIRE(made);
    REQUIRE(made->paid.size() == 2);
    CHECK(made->paid[0].sum == number{1'145'000'000'000});
    CHECK_FALSE(made->paid[1].sum);
    REQUIRE(made->gap);
    CHECK(made->gap->central == made->tax.central - 1'145'000'000'000);
}

TEST_CASE("the same seed gives the same bytes, another seed others", "[scenario]") {
    const auto a = report::to_json(*answer(small));
    CHECK(a == report::to_json(*answer(small)));
    CHECK(a != report::to_json(*answer(changed("seed: 7", "seed: 8"))));
    const auto json = nlohmann::json::parse(a);
    CHECK(json["schema"] == "levy.estimate/1");
    CHECK(json["complete"] == false);
    CHECK(json["receipt"]["files"].contains("law/vn/jurisdiction.yaml"));
    CHECK(json["receipt"]["files"].contains("figures/platforms.csv"));
    CHECK(json["lines"][0]["revenue"]["p50"].is_string());
}

TEST_CASE("readings are switched one at a time, never mixed into the quantiles", "[scenario]") {
    const auto made = answer(small);
    REQUIRE(made);
    bool found = false;
    for (const auto& r : made->readings) {
        if (r.doubt != "D15") continue;
        found = true;
        CHECK(r.other == "by_right");
        CHECK(r.total == made->by_charge.at("vat").central);
        CHECK(r.change == r.total - made->tax.central);
    }
    CHECK(found);
    const auto chosen = answer(changed("seed: 7", "seed: 7\nreadings: {D15: by_right}"));
    REQUIRE(chosen);
    CHECK(chosen->tax.central == made->by_charge.at("vat").central);
}

TEST_CASE("recalled figures stand at the head, and --verified-only refuses them", "[scenario]") {
    const auto made = answer(small);
    REQUIRE(made);
    CHECK_FALSE(made->recalled.empty());
    CHECK(report::to_text(*made, 100).find("Figures from memory") <
          report::to_text(*made, 100).find("Revenue, VND billion"));
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

TEST_CASE("expectations of a scenario pass and fail", "[scenario]") {
    const auto under = law::open(std::string{LEVY_ROOT} + "/rules");
    const auto passed = [&](const std::string& expect, std::size_t& count) {
        const auto made = answer(small + "expect:\n" + expect);
        INFO(to_text(made.problems()));
        REQUIRE(made);
        return scenario::check_expectations(*made, *under, count);
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
