// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <levy/rule/assess.hpp>
#include <levy/rule/read.hpp>
#include <levy/rule/request.hpp>
#include <levy/value/number_text.hpp>

using namespace levy;

namespace {

std::string rule_with(const std::string& instalment) {
    return "levy: 1\nrule: xx/a\ntitle: A\ncurrency: EUR\nassessed: per calendar_year\n"
           "sources: {code: {title: Code, read: 2026-01-01}}\n"
           "in_force: {2020-01-01: {value: true, source: code}}\n"
           "parameters: {rate: {type: ratio, values: {2020-01-01: {value: 3%, source: code}}}}\n"
           "inputs:\n"
           "  advances: {list: {until: {type: date}, gross: {type: money}}}\n"
           "outputs: {due: {charges: vat, value: sum(advances.gross) * rate, source: code}}\n"
           "filing:\n"
           "  supplier:\n"
           "    2020-01-01: {pay: 'period.next + @\"P3M\"', source: code, instalments: [" +
           instalment + "]}\n";
}

struct loaded {
    std::shared_ptr<const rule::instrument> is;
    std::string problems;
};

loaded load(const std::string& instalment) {
    const auto text = std::make_shared<const source_text>("a.yaml", rule_with(instalment));
    diagnostics sink;
    const auto document = read_yaml(text, sink);
    REQUIRE(document);
    auto read = rule::read_rule(*document, text, {}, sink);
    loaded made;
    for (const auto& p : sink) made.problems += p.message + " | " + p.help + "\n";
    if (read) made.is = std::make_shared<const rule::instrument>(*std::move(read));
    return made;
}

/// `2024-03-20 6`, one instalment a line.
std::string instalments_of(const std::string& instalment, const std::string& advances) {
    const auto by = load(instalment);
    INFO(by.problems);
    REQUIRE(by.is);
    request asked;
    asked.period = "2024";
    asked.given["advances"] = advances;
    const auto about = rule::facts_from(*by.is, asked);
    INFO(to_text(about.problems()));
    REQUIRE(about);
    const auto made = rule::assess(by.is, *about, nullptr);
    REQUIRE(made);
    INFO(to_text(made->problems));
    CHECK(made->problems.ok());
    REQUIRE(made->filing);
    std::string all;
    for (const auto& i : made->filing->instalments)
        all += (i.pay ? levy::to_text(*i.pay) : "unknown") + " " + levy::to_text(i.sum) + "\n";
    return all;
}

const std::string two = "[{until: 2024-02-29, gross: 200}, {until: 2024-04-30, gross: 100.5}]";
const std::string of_each =
    "{each: advances, pay: 'item.until + @\"P20D\"', amount: item.gross * rate}";

}  // namespace

TEST_CASE("`each` makes one instalment of each element of a list, in its order", "[rule]") {
    CHECK(instalments_of(of_each, two) == "2024-03-20 6\n2024-05-20 3.015\n");
    CHECK(instalments_of(of_each, "[]").empty());
}

TEST_CASE("`each` stands beside instalments of the period, and may leave elements out", "[rule]") {
    CHECK(instalments_of("{pay: period.end, amount: sum(advances.gross) * rate}, " + of_each,
                         two) == "2024-12-31 9.015\n2024-03-20 6\n2024-05-20 3.015\n");
    CHECK(
        instalments_of("{each: 'advances[item.until > @\"2024-03-31\"]', pay: item.until, amount: "
                       "item.gross}",
                       two) == "2024-04-30 100.5\n");
}

TEST_CASE("the day of an instalment may be unknown, and its sum is told all the same", "[rule]") {
    CHECK(instalments_of("{pay: unknown, amount: sum(advances.gross) * rate}", two) ==
          "unknown 9.015\n");
    CHECK(instalments_of("{each: advances, pay: unknown, amount: item.gross * rate}", two) ==
          "unknown 6\nunknown 3.015\n");
}

TEST_CASE("what `each` cannot go through is refused when the file is read", "[rule]") {
    CHECK(load(of_each).problems.empty());
    const auto problems = [](const std::string& instalment) { return load(instalment).problems; };
    CHECK(problems("{each: advancs, pay: item.until, amount: item.gross}")
              .find("there is no 'advancs' here | did you mean 'advances'?") != std::string::npos);
    CHECK(problems("{each: rate, pay: period.end, amount: rate}").find("list") !=
          std::string::npos);
    CHECK(problems("{each: advances, pay: item.gross, amount: item.gross}").find("date") !=
          std::string::npos);
    CHECK(problems("{each: advances, pay: item.untl, amount: item.gross}").find("untl") !=
          std::string::npos);
    // Without `each` there is no item.
    CHECK(problems("{pay: item.until, amount: rate}").find("there is no 'item' here") !=
          std::string::npos);
    CHECK(problems("{pay: 'for item in advances return item.until', amount: rate}")
              .starts_with("an instalment is one sum on one day | write `each:` with the list"));
    CHECK(problems("{pay: period.end, amount: 'for item in advances return item.gross'}")
              .starts_with("an instalment is one sum on one day | "));
    CHECK(problems("{pay: period.end, amount: 'true'}") ==
          "this is boolean, and money EUR is wanted | write a share of what is owed, such as "
          "due / 12\n");
    CHECK(problems("{each: advances, pay: unknown, amount: item.until}") ==
          "this is date, and money EUR is wanted | write a share of what is owed, such as due / "
          "12\n");
}
