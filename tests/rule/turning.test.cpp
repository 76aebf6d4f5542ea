// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <levy/levy.hpp>
#include <levy/rule/turning.hpp>
#include <levy/value/number_text.hpp>

#include "../the_law.hpp"

using namespace levy;
using rule::turning_point;
using tests::the_law;
using kind = rule::turning_point::kind;

namespace {

std::vector<turning_point> turns(const law& under, const std::string& id, const request& asked) {
    const auto about = under.facts_of(id, asked);
    REQUIRE(about);
    const auto made = under.assess(id, *about);
    REQUIRE(made);
    return rule::turning_points(*made, *about, *under.calendar_of(id));
}
std::vector<turning_point> turns(const std::string& id, const request& asked) {
    return turns(the_law(), id, asked);
}

/// The amount at which it turns, above or below; none.
std::optional<turning_point> turn_at(const std::vector<turning_point>& all, std::string_view name,
                                     bool above) {
    for (const auto& t : all)
        if (t.is == kind::amount && t.name == name && (t.distance->sign() > 0) == above) return t;
    return std::nullopt;
}
std::optional<turning_point> to(const std::vector<turning_point>& all, kind is,
                                std::string_view name, const feel::value& word) {
    for (const auto& t : all)
        if (t.is == is && t.name == name && t.to == word) return t;
    return std::nullopt;
}
number figure(const std::optional<rule::assessment>& of, std::string_view name) {
    return *of->find(name)->is.get_if<number>();
}
number at(const feel::value& v) { return *v.get_if<number>(); }

request levied(std::string world, std::string local) {
    return {.period = "2022",
            .given = {{"world_revenue", std::move(world)}, {"local_revenue", std::move(local)}}};
}

/// The smallest rule with its table, its formula and its inputs written anew.
law with_rule(const std::string& parts) {
    return the_law().replacing("xx/flat-levy",
                               std::make_shared<const source_text>("flat-levy.yaml", R"(levy: 1
rule: xx/flat-levy
title: For a test
currency: EUR
assessed: per month
in_force:
  2020-01-01: {value: true, source: code s.1}
)" + parts));
}

}  // namespace

TEST_CASE("a threshold that is reached at the amount itself turns there", "[rule]") {
    SECTION("below it") {
        const auto up = turn_at(turns("xx/threshold-levy", levied("749_999_999", "11_000_000")),
                                "world_revenue", true);
        REQUIRE(up);
        CHECK(at(up->to) == 750'000'000);
        CHECK(at(up->last) == number{74'999'999'999, 100});
        CHECK(*up->distance == 1);
        CHECK(figure(up->before, "due") == 0);
        CHECK(figure(up->under, "due") == 300'000);
        REQUIRE(up->because.size() == 1);
        CHECK(up->because[0].what == "world_revenue >= world_threshold holds");
        CHECK(up->because[0].cited->text() == "code s.10(1)");
    }
    SECTION("at it, a cent less is below") {
        const auto all = turns("xx/threshold-levy", levied("750_000_000", "11_000_000"));
        const auto down = turn_at(all, "world_revenue", false);
        REQUIRE(down);
        CHECK(at(down->to) == number{74'999'999'999, 100});
        CHECK(at(down->last) == 750'000'000);
        CHECK(*down->distance == number{-1, 100});
        CHECK(down->under->reason == "below_threshold");
        CHECK_FALSE(turn_at(all, "world_revenue", true));
    }
    SECTION("above it") {
        const auto down = turn_at(turns("xx/threshold-levy", levied("800_000_000", "11_000_000")),
                                  "world_revenue", false);
        REQUIRE(down);
        CHECK(at(down->to) == number{74'999'999'999, 100});
    }
}

TEST_CASE("a threshold that has to be passed turns a cent above it", "[rule]") {
    SECTION("at it") {
        const auto up = turn_at(turns("xx/threshold-levy", levied("750_000_000", "5_000_000")),
                                "local_revenue", true);
        REQUIRE(up);
        CHECK(at(up->to) == number{500'000'001, 100});
        CHECK(*up->distance == number{1, 100});
        CHECK(figure(up->under, "due") == 120'000);
    }
    SECTION("above it, the threshold itself is below") {
        const auto down = turn_at(turns("xx/threshold-levy", levied("750_000_000", "11_000_000")),
                                  "local_revenue", false);
        REQUIRE(down);
        CHECK(at(down->to) == 5'000'000);
        CHECK(at(down->last) == number{500'000'001, 100});
        CHECK(figure(down->before, "due") == 120'000);
        CHECK(figure(down->under, "due") == 0);
    }
}

TEST_CASE("amounts come the nearest first, by their share of the amount", "[rule]") {
    const auto all = turns("xx/threshold-levy", levied("751_000_000", "5_000_002"));
    REQUIRE(all.size() > 2);
    CHECK(all[0].name == "local_revenue");  // 2 of five million
    CHECK(all[1].name == "world_revenue");  // a million of 751
}

TEST_CASE("where two slices meet the answer bends, and nothing jumps", "[rule]") {
    const request asked{.period = "2021", .given = {{"revenue", "5_000_000"}, {"kind", "goods"}}};
    const auto all = turns("xx/rate-table", asked);
    const auto up = turn_at(all, "revenue", true);
    REQUIRE(up);
    CHECK(up->outputs == std::vector<std::string>{"extra"});
    REQUIRE(up->bends.size() == 1);
    CHECK(up->bends[0].here == number{1, 100});
    CHECK(up->bends[0].beyond == number{2, 100});
    CHECK(at(up->last) == 10'000'000);
    REQUIRE_FALSE(up->because.empty());
    CHECK(up->because[0].what == "surcharge meets [\">= 10\", 2%]");
    const auto down = turn_at(all, "revenue", false);
    REQUIRE(down);
    CHECK(at(down->last) == 1'000'000);
    CHECK(down->bends[0].beyond == 0);
}

TEST_CASE("every turn on the way is told, and where nothing at all is owed", "[rule]") {
    const auto under = with_rule(R"(tables:
  scale:
    columns: [{name: revenue, type: money}]
    gives: ratio
    slices: true
    values:
      2020-01-01:
        source: code s.4
        rows: [["< 10", 0%], ['[10..20)', 1%], ['[20..30)', 2%], [">= 30", 3%]]
inputs:
  revenue: {type: money, min: 0}
outputs:
  due: {charges: turnover_tax, value: scale(revenue), source: code s.4}
)");
    const auto all =
        turns(under, "xx/flat-levy", {.period = "2022-01", .given = {{"revenue", "40"}}});
    std::vector<turning_point> down;
    for (const auto& t : all)
        if (t.is == kind::amount) down.push_back(t);
    REQUIRE(down.size() == 3);
    const std::vector<number> ends{30, 20, 10}, here{{3, 100}, {2, 100}, {1, 100}};
    for (std::size_t i = 0; i < down.size(); ++i) {
        CHECK(at(down[i].last) == ends[i]);
        CHECK(*down[i].distance == ends[i] - number{1, 100} - 40);
        REQUIRE(down[i].bends.size() == 1);
        CHECK(down[i].bends[0].here == here[i]);
        CHECK(down[i].is_nearest == (i == 0));
        CHECK(down[i].owes_nothing == (i == 2));
        REQUIRE(down[i].because.size() == 1);
        CHECK(down[i].because[0].cited->text() == "code s.4");
    }
    CHECK(down[2].because[0].what == "scale meets [\"< 10\", 0%]");
}

TEST_CASE("below a threshold nothing is owed, whichever of the lines of scope it is", "[rule]") {
    const auto all = turns("xx/threshold-levy", levied("900_000_000", "11_000_000"));
    CHECK(turn_at(all, "world_revenue", false)->owes_nothing);
    CHECK(turn_at(all, "local_revenue", false)->owes_nothing);
    const auto below = turns("xx/threshold-levy", levied("749_999_999", "11_000_000"));
    CHECK_FALSE(turn_at(below, "world_revenue", true)->owes_nothing);
}

TEST_CASE("a row of a table ends where its test says", "[rule]") {
    const auto under = with_rule(R"(tables:
  fee:
    columns: [{name: users, type: count, unit: user}]
    gives: money
    values: {2020-01-01: {source: code s.2, rows: [["< 100", 5], ["[100..200]", 7], ["> 200", 9]]}}
inputs:
  users: {type: count, unit: user, min: 0}
outputs:
  due: {charges: turnover_tax, value: fee(users), source: code s.2}
)");
    const auto around = [&](const char* users) {
        return turns(under, "xx/flat-levy", {.period = "2022-01", .given = {{"users", users}}});
    };
    SECTION("inside") {
        const auto all = around("150");
        CHECK(at(turn_at(all, "users", true)->to) == 201);
        CHECK(at(turn_at(all, "users", false)->to) == 99);
    }
    SECTION("on its ends") {
        CHECK(at(turn_at(around("100"), "users", false)->to) == 99);
        CHECK(at(turn_at(around("200"), "users", true)->to) == 201);
    }
    SECTION("just outside") {
        const auto up = turn_at(around("99"), "users", true);
        CHECK(at(up->to) == 100);
        CHECK(figure(up->under, "due") == 7);
        CHECK(up->because[0].what == "fee meets [\"[100..200]\", 7]");
        CHECK(up->because[0].cited->text() == "code s.2");
        CHECK(at(turn_at(around("201"), "users", false)->to) == 200);
    }
}

TEST_CASE("the least of two turns where the other becomes it", "[rule]") {
    const request asked{.period = "2024-01",
                        .currency = "EUR",
                        .given = {{"price", "950"}, {"net", "false"}, {"treaty_cap", "4%"}}};
    const auto up = turn_at(turns("xx/gross-up", asked), "treaty_cap", true);
    REQUIRE(up);
    CHECK(at(up->last) == number{5, 100});  // a ratio is counted in hundredths of a percent
    CHECK(at(up->to) == number{501, 10'000});
    REQUIRE(up->bends.size() == 2);
    CHECK(up->bends[0].beyond == 0);
    CHECK(up->because[0].what == "min(rate, treaty_cap) is rate");
}

TEST_CASE("a threshold on a sum of inputs is told of each of them", "[rule]") {
    const auto under = with_rule(R"(parameters:
  limit: {type: money, per: none, values: {2020-01-01: {value: 100, source: code s.3}}}
inputs:
  a: {type: money, min: 0, per: none}
  b: {type: money, min: 0, per: none}
outputs:
  due: {type: boolean, value: a + 12 * b > limit, source: code s.3}
)");
    const auto all =
        turns(under, "xx/flat-levy", {.period = "2022-01", .given = {{"a", "40"}, {"b", "4"}}});
    CHECK(at(turn_at(all, "a", true)->to) == number{5201, 100});
    CHECK(at(turn_at(all, "b", true)->to) == number{501, 100});
    CHECK(turn_at(all, "a", true)->because[0].cited->text() == "code s.3");
}

TEST_CASE("of an amount that decides nothing, or is no straight line, nothing is said", "[rule]") {
    const auto under = with_rule(R"(inputs:
  a: {type: number, min: 1}
outputs:
  due: {type: number, value: a * a, source: code s.3}
)");
    CHECK_FALSE(turn_at(turns(under, "xx/flat-levy", {.period = "2022-01", .given = {{"a", "4"}}}),
                        "a", true));
    const auto flat = turns("xx/flat-levy", {.period = "2022-01", .given = {{"revenue", "1_000"}}});
    CHECK_FALSE(turn_at(flat, "revenue", true));
    CHECK_FALSE(turn_at(flat, "revenue", false));
}

TEST_CASE("where an output is no straight line a threshold is the latest, not the first",
          "[rule]") {
    const auto all = turns("oecd/globe-top-up",
                           {.period = "2024",
                            .given = {{"prior_revenues", "[750_000_000, 0, 0, 750_000_000]"},
                                      {"parent_state", "US"},
                                      {"income", "1_000_000"},
                                      {"covered_taxes", "120_000"}}});
    CHECK_FALSE(turn_at(all, "income", false)->is_first);
    CHECK(turn_at(all, "covered_taxes", true)->is_first);
}

TEST_CASE("an amount inside a list turns by itself", "[rule]") {
    const auto all =
        turns("xx/group-levy", {.period = "2021",
                                .given = {{"services",
                                           "[{name: search, revenue: 100, costs: 20}, "
                                           "{name: social, revenue: 50, costs: 70}]"}}});
    const auto down = turn_at(all, "services[1].revenue", false);
    REQUIRE(down);
    CHECK(at(down->to) < 100);
    CHECK(to(all, kind::choice, "services[1].name", feel::value{"social"}));
}

TEST_CASE("a choice that changes the answer is told, one that does not is not", "[rule]") {
    const auto all = turns("xx/threshold-levy", levied("750_000_000", "11_000_000"));
    const auto shop = to(all, kind::choice, "kind", feel::value{"shop"});
    REQUIRE(shop);
    CHECK(shop->under->reason == "exempt");
    CHECK(shop->because[0].what == "kind != \"shop\" does not hold");
    CHECK_FALSE(to(all, kind::choice, "kind", feel::value{"social"}));
    const auto book =
        to(turns("xx/exceptions-levy", {.date = "2021-05-05", .given = {{"price", "100"}}}),
           kind::choice, "book", feel::value{true});
    REQUIRE(book);
    CHECK(figure(book->under, "due") == 4);
    CHECK(book->because[0].what == "exception books holds");
    CHECK(book->because[0].cited->text() == "code s.31");
}

TEST_CASE("days on which the law changes the answer are told on both sides", "[rule]") {
    const auto all = turns("xx/flat-levy", {.period = "2024-06", .given = {{"revenue", "1_000"}}});
    const auto later = to(all, kind::day, "", feel::value{*read_day("2024-07-01")});
    REQUIRE(later);
    CHECK(figure(later->under, "due") == 45);
    REQUIRE_FALSE(later->because.empty());
    CHECK(later->because[0].what == "rate is 4.5%");
    CHECK(later->because[0].cited->text() == "gazette no. 12");
    CHECK(*later->because[0].since == *read_day("2024-07-01"));
    const auto before = to(all, kind::day, "", feel::value{*read_day("2019-12-31")});
    REQUIRE(before);
    CHECK(before->under->reason == "not_in_force");
    CHECK(before->because[0].cited->text() == "code s.1");
    const auto after =
        turns("xx/flat-levy", {.period = "2024-07", .given = {{"revenue", "1_000"}}});
    const auto until = to(after, kind::day, "", feel::value{*read_day("2024-06-30")});
    REQUIRE(until);
    CHECK(figure(until->under, "due") == 30);
    CHECK(until->because[0].what == "rate is 3%");
}

TEST_CASE("each other choice of a reading that changes the answer is told", "[rule]") {
    const auto all =
        turns("xx/open-reading",
              {.date = "2022-06-30", .currency = "EUR", .given = {{"price", "99.99"}}});
    std::vector<std::string> choices;
    for (const auto& t : all)
        if (t.is == kind::reading) choices.push_back(*t.to.get_if<std::string>());
    CHECK(choices == std::vector<std::string>{"within", "truncate"});
}

TEST_CASE("a change after which the rule cannot be assessed says why", "[rule]") {
    const auto all =
        turns("vn/foreign-supplier-tax",
              {.period = "2026-Q2",
               .given = {{"amount", "1000"}, {"customer", "consumer"}, {"registered", "true"}}});
    const auto monthly = to(all, kind::day, "", feel::value{*read_day("2026-07-01")});
    REQUIRE(monthly);
    CHECK_FALSE(monthly->under);
    CHECK(monthly->refused.front().id == code::period);
}
