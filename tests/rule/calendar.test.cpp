// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include <catch2/catch.hpp>

#include <levy/levy.hpp>

#include "../the_law.hpp"
#include "lunar.hpp"

using namespace levy;

namespace {

const rule::calendar& viet_nam() {
    static const auto in = tests::the_law().jurisdiction("vn");
    REQUIRE(in);
    REQUIRE((*in)->days);
    return *(*in)->days;
}

}  // namespace

TEST_CASE("the sky gives the published days of Tet and of the Hung Kings", "[rule]") {
    // Published in almanacs; 2015, 2018 and 2023 lie around months that the leap rule decides.
    static constexpr std::array<std::array<const char*, 2>, 14> published{{
        {"2014-01-31", "2014-04-09"},
        {"2015-02-19", "2015-04-28"},
        {"2016-02-08", "2016-04-16"},
        {"2017-01-28", "2017-04-06"},
        {"2018-02-16", "2018-04-25"},
        {"2019-02-05", "2019-04-14"},
        {"2020-01-25", "2020-04-02"},
        {"2021-02-12", "2021-04-21"},
        {"2022-02-01", "2022-04-10"},
        {"2023-01-22", "2023-04-29"},
        {"2024-02-10", "2024-04-18"},
        {"2025-01-29", "2025-04-07"},
        {"2026-02-17", "2026-04-26"},
        {"2027-02-06", "2027-04-16"},
    }};
    for (const auto& [tet, kings] : published) {
        const int year = read_day(tet)->year();
        CHECK(to_text(lunar::month_start(year, 1)) == tet);
        CHECK(to_text(lunar::month_start(year, 3) + 9) == kings);
    }
}

TEST_CASE("the calendar is closed on the days that the moon fixes", "[rule]") {
    const auto& days = viet_nam();
    const int last = days.holidays.rbegin()->first.year();
    CHECK(days.covers.start.year() == 2014);
    CHECK(last == 2027);
    for (int year = days.covers.start.year(); year <= last; ++year) {
        // New Year's Eve and the first three days of the year.
        const auto tet = lunar::month_start(year, 1);
        for (auto d = tet - 1; d <= tet + 2; d = d + 1) {
            INFO("Tet, " << to_text(d));
            CHECK_FALSE(days.works_on(d, true));
        }
        // Five days off at Tet, besides the weekends and what is exchanged.
        int off = 0;
        for (auto d = tet - 3; d <= tet + 6; d = d + 1)
            off += days.holidays.contains(d) && !days.rest.contains(d.weekday()) ? 1 : 0;
        INFO("Tet of " << year);
        CHECK(off == 5);
        const auto kings = lunar::month_start(year, 3) + 9;
        INFO("Hung Kings, " << to_text(kings));
        CHECK_FALSE(days.works_on(kings, true));
    }
}

TEST_CASE("the calendar is closed on the days that the sun fixes", "[rule]") {
    const auto& days = viet_nam();
    for (int year = days.covers.start.year(); year <= days.holidays.rbegin()->first.year(); ++year)
        for (const auto& [month, on] : {std::pair{1, 1}, {4, 30}, {5, 1}, {9, 2}}) {
            const auto d = *day::from(year, month, on);
            INFO(to_text(d));
            CHECK_FALSE(days.works_on(d, true));
        }
    // The second day of National Day came with the Labour Code of 2019, Culture Day in 2026.
    CHECK_FALSE(days.works_on(*read_day("2026-11-24"), true));
    CHECK(days.works_on(*read_day("2025-11-24"), true));
    CHECK(days.works_on(*read_day("2020-09-03"), true));
    CHECK(days.works_on(*read_day("2020-09-01"), true));
}

TEST_CASE("each year has as many days off as its law gives, none lost to a weekend", "[rule]") {
    // Ten by the Labour Code of 2012; a second National Day from 2021; Culture Day from 2026.
    const auto& days = viet_nam();
    for (int year = 2014; year <= 2027; ++year) {
        const auto off = std::count_if(days.holidays.begin(), days.holidays.end(), [&](auto& h) {
            return h.first.year() == year && !days.rest.contains(h.first.weekday());
        });
        INFO(year);
        CHECK(off == (year < 2021 ? 10 : year < 2026 ? 11 : 12));
    }
}

TEST_CASE("every day in lieu stands for a holiday on a rest day just before", "[rule]") {
    const auto& days = viet_nam();
    for (const auto& [d, name] : days.holidays) {
        if (name.find("in lieu") == std::string::npos) continue;
        bool after_rest = false;
        for (auto before = d - 1; !days.works_on(before, true); before = before - 1)
            after_rest = after_rest || days.rest.contains(before.weekday());
        INFO(to_text(d) << " " << name);
        CHECK(after_rest);
    }
}

TEST_CASE("a day off in exchange has its working day", "[rule]") {
    const auto& days = viet_nam();
    int off = 0;
    int worked = 0;
    for (const auto& [d, works] : days.swaps) {
        INFO(to_text(d));
        CHECK(days.rest.contains(d.weekday()) == works);
        ++(works ? worked : off);
    }
    CHECK(off == worked);
}
