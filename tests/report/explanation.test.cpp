// SPDX-License-Identifier: Apache-2.0
#include <sstream>

#include "explained.hpp"
#include "golden.hpp"

using namespace levy;
using tests::explained;

TEST_CASE("an explanation begins with what decides, and with what would change it", "[report]") {
    const auto below =
        explained("xx/threshold-levy",
                  {.period = "2022",
                   .given = {{"world_revenue", "749_999_999"}, {"local_revenue", "11_000_000"}}});
    tests::check_golden("explain-turning-threshold.out.txt", report::to_text(below, 80));
    const auto scale =
        explained("xx/rate-table",
                  {.period = "2021", .given = {{"revenue", "5_000_000"}, {"kind", "advertising"}}});
    tests::check_golden("explain-turning-scale.out.txt", report::to_text(scale, 100));
    const auto gross_up = explained(
        "xx/gross-up",
        {.period = "2024-01", .currency = "EUR", .given = {{"price", "950"}, {"net", "true"}}});
    tests::check_golden("explain-turning-full.out.txt", report::to_text(gross_up, 100, true));
    const auto nested = explained(
        "xx/exceptions-levy",
        {.date = "2022-05-05", .given = {{"price", "100"}, {"book", "true"}, {"luxury", "true"}}});
    tests::check_golden("explain-turning-exceptions.out.txt", report::to_text(nested, 100));
    const auto refused =
        explained("xx/not-yet-encoded", {.period = "2020-12", .given = {{"revenue", "5"}}});
    tests::check_golden("explain-turning-refused.out.txt", report::to_text(refused, 100));
    const auto open =
        explained("xx/open-reading",
                  {.date = "2022-06-30", .currency = "EUR", .given = {{"price", "99.99"}}});
    tests::check_golden("explain-turning-reading.out.txt", report::to_text(open, 80));
}

TEST_CASE("the nearest turns are told, and below what nobody owes anything; in full all",
          "[report]") {
    const auto made =
        explained("xx/rate-table",
                  {.period = "2021", .given = {{"revenue", "20_000_000"}, {"kind", "goods"}}});
    tests::check_golden("explain-turning-nothing-owed.out.txt", report::to_text(made, 100));
    // A scale of three slices below: in between is for whoever asks for all.
    auto longer = made;
    auto between = longer.changes.front();
    between.is_nearest = false;
    longer.changes.insert(longer.changes.begin() + 1, between);
    const auto told = report::to_text(longer, 100);
    CHECK(told.find("  1 more: --explain --full\n") != std::string::npos);
    CHECK(told.find("revenue below 1,000,000 (19,000,000 less): nothing is owed\n") !=
          std::string::npos);
    CHECK(report::to_text(longer, 100, true).find(" more: --explain") == std::string::npos);
}

TEST_CASE("no line of an explanation is wider than asked", "[report]") {
    const auto made = explained(
        "vn/foreign-supplier-tax",
        {.period = "2025-Q2",
         .given = {{"amount", "1000"}, {"customer", "consumer"}, {"registered", "true"}}});
    for (const std::size_t width : {std::size_t{80}, std::size_t{100}}) {
        std::istringstream lines{report::to_text(made, width, true)};
        for (std::string line; std::getline(lines, line);) {
            INFO(line);
            CHECK(line.size() <= width);
            CHECK((line.empty() || line.back() != ' '));
        }
    }
}
