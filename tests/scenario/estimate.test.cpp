// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <levy/value/number_text.hpp>

#include "small.hpp"

using namespace levy;
using namespace levy::tests;

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

TEST_CASE("paid is a row of the receipts, and the gap has quantiles of its own", "[scenario]") {
    const auto made = answer(small);
    REQUIRE(made);
    REQUIRE(made->paid.size() == 2);
    CHECK(made->paid[0].sum == number{1'145'000'000'000});
    CHECK_FALSE(made->paid[1].sum);
    REQUIRE(made->gap);
    CHECK(made->gap->central == made->tax.central - 1'145'000'000'000);
    // Less is owed in some draws than was collected from all suppliers; that settles no other debt.
    CHECK(made->tax.p5 < 1'145'000'000'000);
    CHECK(made->gap->p5.is_zero());
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
        for (const auto& r : the_figures().receipts())
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
