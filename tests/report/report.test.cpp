// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <levy/levy.hpp>
#include <levy/report/assessment.hpp>
#include <levy/report/changes.hpp>
#include <levy/report/deadlines.hpp>

#include "../the_law.hpp"
#include "golden.hpp"

using namespace levy;

namespace {

rule::assessment made(const char* id, const request& asked) {
    const auto result = tests::the_law().assess(id, asked);
    INFO(to_text(result.problems()));
    REQUIRE(result);
    return *result;
}

}  // namespace

TEST_CASE("an assessment as text", "[report]") {
    tests::check_golden(
        "assess-gross-up.out.txt",
        report::to_text(made(
            "xx/gross-up", {.period = "2024-01", .currency = "EUR", .given = {{"price", "950"}}})) +
            report::to_text(
                made("xx/threshold-levy",
                     {.period = "2022",
                      .given = {{"world_revenue", "1"}, {"local_revenue", "11_000_000"}}})) +
            report::to_text(
                made("xx/not-yet-encoded", {.period = "2020-12", .given = {{"revenue", "5"}}})));
}

TEST_CASE("an assessment as JSON keeps every digit and names its schema", "[report]") {
    const auto json = nlohmann::json::parse(
        report::to_json(made("xx/gross-up", {.period = "2024-01",
                                             .currency = "EUR",
                                             .given = {{"price", "950.01"}, {"treaty_cap", "0"}}}),
                        {{"law/xx/gross-up.yaml", "abc"}}));
    CHECK(json["schema"] == "levy.assessment/2");
    CHECK(json["outputs"]["tax"]["value"] == "0");
    CHECK(json["outputs"]["tax"]["reason"] == "treaty");
    CHECK(json["receipt"]["files"]["law/xx/gross-up.yaml"] == "abc");
    CHECK(json["filing"]["pay"] == "2024-02-20");
}

TEST_CASE("where a charge is refused no sum charged is told", "[report]") {
    const auto told = [](const request& asked) {
        return nlohmann::json::parse(report::to_json(made("xx/not-yet-encoded", asked), {}));
    };
    const auto refused = told({.period = "2020-12", .given = {{"revenue", "5"}}});
    CHECK(refused["account"] == nlohmann::json::parse(R"({"refused": ["due"], "paid": "0"})"));
    CHECK(refused["problems"][0]["code"] == "LV0412");
    const auto before = told({.period = "2019-12", .given = {{"revenue", "5"}}});
    CHECK(before["account"]["charged"] == "0");
    CHECK(before["does_not_apply"] == "not_in_force");
    CHECK_FALSE(before.contains("problems"));
}

TEST_CASE("one day of a longer period is called that, with the way to ask for the whole",
          "[report]") {
    const auto period_of = [](const char* id, const request& asked) {
        return shown_period(made(id, asked));
    };
    const std::map<std::string, std::string> levied{{"world_revenue", "1"}, {"local_revenue", "1"}};
    CHECK(period_of("xx/threshold-levy", {.date = "2022-06-30", .given = levied}) ==
          "2022-06-30, one day of the calendar year 2022 (--period 2022 is the whole)");
    CHECK(period_of("xx/threshold-levy", {.period = "2022", .given = levied}) == "2022");
    CHECK(period_of("xx/exceptions-levy", {.date = "2022-06-30", .given = {{"price", "1"}}}) ==
          "2022-06-30");
    const auto json = nlohmann::json::parse(
        report::to_json(made("xx/threshold-levy", {.date = "2022-06-30", .given = levied}), {}));
    CHECK(json["assessed_per"] == "calendar_year");
}

TEST_CASE("values are shown as people read them", "[report]") {
    const auto number_type = feel::type::number_of();
    auto share = number_type;
    share.ratio = true;
    CHECK(shown_value(number{1234567}, number_type) == "1,234,567");
    CHECK(shown_value(number{-1234567}, number_type) == "-1,234,567");
    CHECK(shown_value(number{123}, number_type) == "123");
    CHECK(shown_value(number{75, 1000}, share) == "7.5%");
    CHECK(shown_value(number{1, 11}, share) == "1/11 (0.0909090909090909…)");
    CHECK(shown_value(feel::value{}, number_type) == "none");
    CHECK(shown_value(feel::value{true}, number_type) == "yes");
}

TEST_CASE("deadlines for a terminal, as JSON and as iCalendar", "[report]") {
    const auto by = tests::the_law().instrument("xx/gross-up");
    const auto days = tests::the_law().calendar_of("xx/gross-up");
    REQUIRE(by);
    REQUIRE(days);
    report::deadline_page page;
    page.title = "What falls due in 2024";
    page.over = {*read_day("2024-01-01"), *read_day("2024-12-31")};
    page.rules.emplace_back(*by, rule::due_days(*by, *days, page.over, {}));
    page.days = *days;
    page.with_days_off = true;
    tests::check_golden("calendar.out.txt", report::to_text(page));
    const auto json = nlohmann::json::parse(report::to_json(page, {}));
    CHECK(json["schema"] == "levy.calendar/1");
    CHECK(json["rules"][0]["deadlines"][3]["due"] == "2024-04-22");
    CHECK(json["rules"][0]["deadlines"][3]["moved_because"] == "Saturday");
    CHECK(json["days_off"][1]["name"] == "worked in exchange");
    const auto ics = report::to_icalendar(page);
    CHECK(ics == report::to_icalendar(page));
    CHECK(ics.find("BEGIN:VCALENDAR\r\n") == 0);
    CHECK(ics.find("DTSTART;VALUE=DATE:20240422\r\n") != std::string::npos);
    CHECK(ics.find("DTSTAMP:20240422T000000Z\r\n") != std::string::npos);
    std::size_t longest = 0;
    for (std::size_t at = 0; at < ics.size();) {
        const auto end = ics.find("\r\n", at);
        longest = std::max(longest, end - at);
        at = end + 2;
    }
    CHECK(longest <= 75);  // lines are folded, as RFC 5545 has it
}

TEST_CASE("what changes in the law, for people and as JSON", "[report]") {
    const auto in = tests::the_law().jurisdiction("xx");
    REQUIRE(in);
    report::change_page page;
    page.title = (*in)->title;
    page.after = *read_day("2023-12-31");
    page.last = *read_day("2025-12-31");
    page.parts.push_back({"xx",
                          "Which tax meets whom",
                          rule::changes_between(**in, page.after, page.last),
                          {},
                          &(*in)->sources});
    for (const auto* id : {"xx/gross-up", "xx/new-levy", "xx/old-levy", "xx/changed-inside",
                           "xx/open-reading", "xx/two-clocks"}) {
        const auto by = tests::the_law().instrument(id);
        const auto days = tests::the_law().calendar_of(id);
        REQUIRE(by);
        page.parts.push_back({id, (*by)->title,
                              rule::changes_between(*by, *days, page.after, page.last),
                              (*by)->notes, &(*by)->sources});
    }
    tests::check_golden("diff.out.txt", report::to_text(page, 100));
    page.story = true;
    page.parts.back().main = false;
    tests::check_golden("diff-story.out.txt", report::to_text(page, 80));
    const auto json = nlohmann::json::parse(report::to_json(page, {}));
    CHECK(json["schema"] == "levy.diff/1");
    CHECK(json["parts"][1]["changes"][0]["before"] == "quarter");
    page.parts.clear();
    CHECK(report::to_text(page).find("Nothing that is encoded changes.") != std::string::npos);
}
