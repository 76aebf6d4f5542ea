// SPDX-License-Identifier: Apache-2.0
#include <set>

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
    receipt:
      tax: FCT.VAT+CIT
      taxpayer: all foreign digital suppliers (withheld by Vietnamese payers)
      start: 2020-01-01
      end: 2020-12-31
    debtor: buyer
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
    CHECK(json["schema"] == "levy.estimate/2");
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

TEST_CASE("what was paid stands beside what was owed for the same, like with like", "[scenario]") {
    const auto made = answer(small);
    REQUIRE(made);
    const auto& all = made->paid[0];
    REQUIRE(all.owed);
    CHECK(all.owed->central == made->tax.central);
    CHECK(all.at_least);  // Amazon's line is refused
    // The quarter that falls due in the next year is no cash of this one.
    const std::string portal = changed("registered: false", "registered: true");
    auto text = portal;
    text.replace(text.find("period: 2020"), 12, "period: 2022-01-01..2023-06-30");
    text.replace(text.find(", users: 2020-11"), 16, "");
    text = text.substr(0, text.find("paid:")) +
           "paid:\n  - of: portal\n    receipt: {tax: FSP.VAT+CIT, taxpayer: x, start: "
           "2023-01-01, end: 2023-06-30}\n";
    const auto key = [](const std::string& all_of_it) {
        // The table's own words for the portal's first half-year.
        const auto from = revenue::figures::open(std::string{LEVY_ROOT} + "/rules/figures");
        for (const auto& r : from->receipts())
            if (r.country == "VN" && r.taxpayer == "all foreign suppliers (portal only)" &&
                r.start == "2023-01-01" && r.end == "2023-06-30")
                return all_of_it.substr(0, all_of_it.find("{tax:")) + "{tax: " + r.tax +
                       ", taxpayer: " + r.taxpayer + ", start: 2023-01-01, end: 2023-06-30}";
        return all_of_it;
    };
    const auto cash = answer(key(text) + "\n");
    INFO(to_text(cash.problems()));
    REQUIRE(cash);
    const auto accrual = answer(key(text) + "\n    counted: accrual\n");
    REQUIRE(accrual);
    REQUIRE(cash->paid[0].owed);
    REQUIRE(accrual->paid[0].owed);
    CHECK(cash->paid[0].owed->central != accrual->paid[0].owed->central);
    CHECK(cash->paid[0].counted.find("fell due") != std::string::npos);
    CHECK(accrual->paid[0].counted == "for the same periods");
}

TEST_CASE("a sum inside another is shown and counted once", "[scenario]") {
    const auto twice = answer(changed(
        "  - {of: each, unknown: not published}",
        "  - of: again\n    receipt: {tax: FCT.VAT+CIT, taxpayer: all foreign digital suppliers "
        "(withheld by Vietnamese payers), start: 2020-01-01, end: 2020-12-31}\n"
        "    part_of_another: true"));
    INFO(to_text(twice.problems()));
    REQUIRE(twice);
    CHECK(twice->gap->central == twice->tax.central - 1'145'000'000'000);
}

const std::string consumers = R"(levy: 1
scenario: consumers
title: What consumers buy
jurisdiction: vn
period: 2020
currency: VND
exchange: {series: annual_average}
draws: 100
seed: 7
platforms:
  - name: Apple
    given: {seller_state: IE, registered: {2014-01-01: false, 2022-01-01: true}}
    streams:
      - name: store
        given: {stream: app_store_commission, customer: consumer}
        model: app_store_commission
        with: {store_share: apple_share_of_app_spend, base: commission, moves_with: apple services}
)";
std::string of_consumers(const std::string& from, const std::string& to) {
    auto text = consumers;
    return text.replace(text.find(from), from.size(), to);
}

TEST_CASE("tax that nobody was bound to collect is measured and in no total", "[scenario]") {
    const auto made = answer(consumers);
    INFO(to_text(made.problems()));
    REQUIRE(made);
    number owed;
    bool measured = false;
    for (const auto& d : made->debtors) {
        if (d.owed) owed += d.tax.central;
        measured =
            measured || (!d.owed && d.who == "no_collection_channel" && d.tax.central.sign() > 0);
    }
    CHECK(measured);
    CHECK(owed == made->tax.central);
    CHECK(report::to_text(*made).find("measured, in no total") != std::string::npos);
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

TEST_CASE("interest and fines stand apart, for one named day", "[scenario]") {
    CHECK_FALSE(answer(small)->late);
    const auto made = answer(changed("seed: 7", "seed: 7\nassessed_on: 2026-11-24"));
    INFO(to_text(made.problems()));
    REQUIRE(made);
    REQUIRE(made->late);
    CHECK(made->late->interest.sign() > 0);
    CHECK(abs(made->late->unpaid - made->gap->central) <= 4);  // a dong a quarter
    CHECK(made->late->allocated);
    CHECK(made->tax.central == answer(small)->tax.central);
    const auto text = report::to_text(*made);
    CHECK(text.find("If assessed on 2026-11-24") != std::string::npos);
    CHECK(text.find("apart from the tax above") != std::string::npos);
    CHECK(text.find("allocated") != std::string::npos);
    // Ten years after the last day of 2020's tax nothing of it is left to assess.
    const auto barred = answer(changed("seed: 7", "seed: 7\nassessed_on: 2031-02-01"));
    REQUIRE(barred);
    CHECK(barred->late->unpaid.is_zero());
    CHECK(barred->debtors.front().who == "time_barred");
    CHECK(barred->minimum->p5.is_zero());
}

TEST_CASE("treaty relief takes the income tax alone, and the minimum stands under every reading",
          "[scenario]") {
    const auto made = answer(changed("seed: 7", "seed: 7\nassessed_on: 2026-11-24"));
    REQUIRE(made);
    REQUIRE(made->with_relief);
    CHECK(made->with_relief->central == made->by_charge.at("vat").central);
    REQUIRE(made->minimum);
    CHECK(made->minimum->p5 <= made->tax.p5);
    // D15 by right leaves the VAT; so does nothing else here.
    const auto by_right =
        answer(changed("seed: 7", "seed: 7\nassessed_on: 2026-11-24\nreadings: {D15: by_right}"));
    CHECK(made->minimum->p5 <= by_right->tax.p5);
    CHECK(made->minimum->p5 >= by_right->tax.p5 - 5);  // and the dong that D16 cuts off
}

TEST_CASE("what buyers get back is told beside the gap", "[scenario]") {
    const auto made = answer(small);
    REQUIRE(made);
    REQUIRE_FALSE(made->offsets.empty());
    CHECK(made->offsets.front().kind == "credited");
    CHECK(made->offsets.front().sum.central == made->by_charge.at("vat").central);
    REQUIRE(made->net);
    CHECK(made->net->central < made->gap->central);
    CHECK(made->net->central.sign() > 0);
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
    const auto under = law::open(std::string{LEVY_ROOT} + "/rules");
    const auto from = revenue::figures::open(std::string{LEVY_ROOT} + "/rules/figures");
    const auto met = [&](const std::string& text) {
        diagnostics sink;
        const auto asked = read(text, sink);
        REQUIRE(asked);
        const auto problems = scenario::check(*asked, *under, *from);
        return problems.empty() ? code{} : problems.front().id;
    };
    CHECK(met(small) == code{});
    CHECK(met(changed("model: users_arpu", "model: user_arpu")) == code::model);
    CHECK(met(changed("region: meta-apac", "regio: meta-apac")) == code::model);
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

TEST_CASE("revenue is at least what tax was paid on", "[scenario]") {
    const auto made = answer(changed("        with: {group: meta",
                                     "        floor: {tax: FCT.VAT+CIT, taxpayer: Facebook, start: "
                                     "2018-01-01, end: 2021-12-31}\n"
                                     "        with: {group: meta"));
    INFO(to_text(made.problems()));
    REQUIRE(made);
    // 1,694 billion over four years, a quarter of them in 2020 by days, at 9.75 %.
    const auto floor = number{1'694'000'000'000} * number{366, 1461} / 0.0975_n;
    CHECK(made->lines[0].revenue.p5 > floor * number{99, 100});
    CHECK(made->lines[0].steps.back().find("allocated by days") != std::string::npos);
    const auto wrong = answer(changed(
        "        with: {group: meta",
        "        floor: {tax: FCT.VAT+CIT, taxpayer: Facebok, start: 2018-01-01, end: 2021-12-31}\n"
        "        with: {group: meta"));
    CHECK(wrong.problems().front().id == code::figure);
}

TEST_CASE("the same question under other words stands beside the answer", "[scenario]") {
    const auto made =
        answer(of_consumers("seed: 7",
                            "seed: 7\ncompare:\n  - {name: full price, with: {base: full_price}}\n"
                            "  - {name: claims, given: {claim_granted: true}}\n"
                            "  - {name: by right, readings: {D15: by_right}}\n"
                            "  - {name: lost, reform: nowhere.yaml}"));
    INFO(to_text(made.problems()));
    REQUIRE(made);
    REQUIRE(made->alternatives.size() == 4);
    CHECK(made->alternatives[0].tax.central > made->tax.central * 3);
    CHECK(made->alternatives[1].tax.central == made->by_charge.at("vat").central);
    CHECK(made->alternatives[2].tax.central == made->alternatives[1].tax.central);
    CHECK_FALSE(made->alternatives[3].refused.empty());
    CHECK(made->alternatives[0].moved == std::vector<std::string>{"base = full_price"});
}

TEST_CASE("parts of revenue are taxed like the rest, fines stand beside", "[scenario]") {
    const auto made = answer(
        of_consumers("seed: 7",
                     "seed: 7\nparts:\n  - {of: store, share: 50%, about: half}\nbeside:\n"
                     "  - {name: acts, rule: vn/advertising-fines, period: 2023, given: {act: "
                     "false_advertising, violations: 2, level: highest}}\n"
                     "  - {name: unread, rule: vn/advertising-fines, period: 2026-06, given: {act: "
                     "false_advertising, violations: 2}}"));
    INFO(to_text(made.problems()));
    REQUIRE(made);
    CHECK(abs(made->parts[0].tax * 2 - made->tax.central) <= 8);
    CHECK(made->beside[0].sum == 320'000'000);
    CHECK_FALSE(made->beside[1].refused.empty());
    CHECK(made->tax.central == answer(consumers)->tax.central);
}

TEST_CASE("a year whose law changes is told piece by piece, and by who buys", "[scenario]") {
    const auto made = answer(of_consumers("period: 2020", "period: 2025"));
    REQUIRE(made);
    REQUIRE(made->pieces.size() == 4);
    const auto share = [&](std::size_t i) {
        return made->pieces[i].by_charge.at("vat") / made->pieces[i].revenue.central;
    };
    CHECK(abs(share(1) - 0.05_n) < 0.0001_n);
    CHECK(abs(share(2) - 0.10_n) < 0.0001_n);
    CHECK(answer(of_consumers("period: 2020", "period: 2023"))->pieces.empty());
}

TEST_CASE("a reading under which the law changes inside a quarter is reckoned by months",
          "[scenario]") {
    const auto made = answer(of_consumers("period: 2020", "period: 2022"));
    REQUIRE(made);
    bool found = false;
    for (const auto& r : made->readings) {
        if (r.doubt != "D5") continue;
        found = true;
        // A fifth of 5 % from February to December.
        CHECK(abs(r.change / made->revenue.central + number{334, 365} * 0.01_n) < 0.0001_n);
    }
    CHECK(found);
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
