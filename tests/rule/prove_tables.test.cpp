// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <levy/rule/read.hpp>

using namespace levy;

namespace {

diagnostics problems_of_tables(const std::string& tables, const std::string& parameters = "") {
    const auto source = std::make_shared<const source_text>("rule.yaml", R"(levy: 1
rule: xx/sample
title: A sample
currency: EUR
assessed: per month
sources:
  act: {title: The Act, read: 2026-01-01}
in_force:
  2020-01-01: {value: true, source: act s.1}
)" + parameters + "tables:\n" + tables + R"(
inputs:
  revenue: {type: money, min: 0}
outputs:
  due: {value: revenue, source: act s.6}
)");
    diagnostics sink;
    if (const auto document = read_yaml(source, sink)) {
        const auto read = rule::read_rule(*document, source, {}, sink);
        CHECK(read.has_value() == sink.ok());
    }
    return sink;
}

/// A table `t` with those columns and rows.
diagnostics problems_of(const std::string& columns, const std::vector<std::string>& rows,
                        const std::string& more = "") {
    auto text = "  t:\n    columns: [" + columns + "]\n    gives: ratio\n" + more +
                "    values:\n      2020-01-01:\n        source: act s.4\n        rows:\n";
    for (const auto& row : rows) text += "          - [" + row + "]\n";
    return problems_of_tables(text);
}

std::vector<std::string> messages(const diagnostics& all) {
    std::vector<std::string> texts;
    for (const auto& one : all) texts.push_back(std::string{name_of(one.id)} + ": " + one.message);
    return texts;
}

using told = std::vector<std::string>;
const std::string sum = "{name: sum, type: money}";
const std::string kind = "{name: kind, type: text, one_of: [a, b, c]}";
const std::string users = "{name: users, type: count, unit: user, min: 0}";
const std::string on = "{name: on, type: date}";

}  // namespace

TEST_CASE("every gap of a table is told at once, in tests that can be pasted", "[rule][prove]") {
    const auto found = problems_of(kind + ", " + sum, {"a, '[1..5)', 1%", "b, '>= 5', 2%"});
    CHECK(messages(found) ==
          told{"gap: the table 't' says nothing for kind a, sum < 1 or >= 5; for kind b, sum < 5; "
               "for kind c"});
    CHECK(found.front().help ==
          "add what the law says, or `unknown` where it is not encoded:\n"
          "    - [\"a\", \"< 1, >= 5\", unknown]\n    - [\"b\", \"< 5\", unknown]\n    - [\"c\", "
          "\"-\", "
          "unknown]");
    SECTION("regions alike are one, whole columns are not named, an empty table is one gap") {
        CHECK(messages(problems_of(kind + ", " + sum, {"'a, c', '< 5', 1%", "b, '-', 2%"})) ==
              told{"gap: the table 't' says nothing for kind a or c, sum >= 5"});
        CHECK(messages(problems_of(kind + ", " + sum, {"'-', 'not([1..2])', 1%"})) ==
              told{"gap: the table 't' says nothing for sum [1..2]"});
    }
    SECTION("a long list is cut") {
        std::vector<std::string> rows;
        for (int i = 0; i < 9; ++i)
            rows.push_back("\"" + std::to_string(i) + "\", \"" + std::to_string(i) + "\", 1%");
        rows.emplace_back("'not(0, 1, 2, 3, 4, 5, 6, 7, 8)', '-', 1%");
        const auto all = problems_of(sum + ", {name: other, type: money}", rows);
        REQUIRE(all.size() == 1);
        CHECK(all.front().message.ends_with("for sum 5, other < 5 or > 5, and 3 more"));
    }
}

TEST_CASE("between whole things there is nothing, between sums there is", "[rule][prove]") {
    CHECK(problems_of(users, {"'<= 5', 1%", "'>= 6', 2%"}).empty());
    CHECK(problems_of(users, {"'[0..5]', 1%", "'> 5', 2%"}).empty());
    CHECK(messages(problems_of(users, {"'<= 4', 1%", "'>= 6', 2%"})) ==
          told{"gap: the table 't' says nothing for users 5"});
    CHECK(messages(problems_of(sum, {"'<= 5', 1%", "'>= 6', 2%"})) ==
          told{"gap: the table 't' says nothing for sum (5..6)"});
    CHECK(messages(problems_of("{name: sum, type: money, scale: million}",
                               {"'<= 5', 1%", "'>= 6.5', 2%"})) ==
          told{"gap: the table 't' says nothing for sum (5..6.5) million"});
    CHECK(messages(problems_of("{name: share, type: ratio, min: 0, max: 1}", {"'< 7.5%', 1%"})) ==
          told{"gap: the table 't' says nothing for share [7.5%..100%]"});
    CHECK(messages(problems_of("{name: late, type: duration}",
                               {"'< @\"P10D\"', 1%", "'> @\"P11D\"', 2%"})) ==
          told{"gap: the table 't' says nothing for late [@\"P10D\"..@\"P11D\"]"});
}

TEST_CASE("days follow each other without a gap", "[rule][prove]") {
    const std::vector<std::string> halves{"'< 2024-01-01', 1%", "'[2024-01-01..2024-06-30]', 2%"};
    auto rows = halves;
    rows.emplace_back("'>= 2024-07-01', 3%");
    CHECK(problems_of(on, rows).empty());
    rows.back() = "'>= 2024-07-02', 3%";
    CHECK(messages(problems_of(on, rows)) ==
          told{"gap: the table 't' says nothing for on 2024-07-01"});
    rows.back() = "'>= 2024-06-30', 3%";
    CHECK(messages(problems_of(on, rows)) ==
          told{"overlap: two rows of the table 't' meet for on 2024-06-30"});
    rows.back() = "'>= 2024-08-01', 3%";
    CHECK(messages(problems_of(on, rows)) ==
          told{"gap: the table 't' says nothing for on [2024-07-01..2024-07-31]"});
}

TEST_CASE("null, truth and texts without a list are cases of their own", "[rule][prove]") {
    const std::string optional = "{name: sum, type: money, optional: true}";
    CHECK(messages(problems_of(optional, {"'<= 5', 1%", "'> 5', 2%"})) ==
          told{"gap: the table 't' says nothing for sum null"});
    CHECK(problems_of(optional, {"'null', 0%", "'<= 5', 1%", "'> 5', 2%"}).empty());
    CHECK(messages(problems_of("{name: net, type: boolean}", {"true, 1%"})) ==
          told{"gap: the table 't' says nothing for net false"});
    CHECK(messages(problems_of("{name: line, type: text}", {"ads, 1%", "games, 2%"})) ==
          told{"gap: the table 't' says nothing for line not(ads, games)"});
    CHECK(problems_of("{name: line, type: text}", {"ads, 1%", "'not(ads)', 2%"}).empty());
}

TEST_CASE("every pair of rows that meet is told, with both places", "[rule][prove]") {
    const auto found = problems_of(kind + ", " + sum, {"a, '<= 5', 1%", "'a, b', '>= 5', 2%",
                                                       "'b, c', '-', 3%", "a, '> 9', 3%"});
    CHECK(messages(found) == told{"overlap: two rows of the table 't' meet for kind a, sum 5",
                                  "overlap: two rows of the table 't' meet for kind b, sum >= 5",
                                  "overlap: two rows of the table 't' meet for kind a, sum > 9"});
    REQUIRE(found.size() == 3);
    CHECK(found.front().primary.where.text() == "['a, b', '>= 5', 2%]");
    CHECK(found.front().related.at(0).where.text() == "[a, '<= 5', 1%]");
    CHECK(found.front().help == "narrow one of them, or say `hit: first`");
    SECTION("a long list is cut") {
        const auto all = problems_of(sum, std::vector<std::string>(5, "'-', 1%"));
        REQUIRE(all.size() == 6);
        CHECK((--all.end())->message ==
              "two rows of the table 't' meet for anything, and 4 more pairs of rows");
    }
}

TEST_CASE("under `any` rows may meet as long as they agree", "[rule][prove]") {
    const std::string any = "    hit: any\n";
    CHECK(problems_of(sum, {"'<= 5', 1%", "'>= 5', 1%"}, any).empty());
    CHECK(messages(problems_of(sum, {"'<= 5', 1%", "'>= 5', 2%"}, any)) ==
          told{"overlap: two rows of the table 't' differ for sum 5"});
    CHECK(messages(problems_of(sum, {"'< 5', 1%", "'> 5', 1%"}, any)) ==
          told{"gap: the table 't' says nothing for sum 5"});
}

TEST_CASE("under `first` a row that those before it cover together never counts", "[rule][prove]") {
    const std::string first = "    hit: first\n";
    CHECK(problems_of(sum, {"'< 5', 1%", "'< 9', 2%", "'-', 3%"}, first).empty());
    const auto found = problems_of(sum, {"'< 5', 1%", "'>= 4', 2%", "'[0..9]', 3%"}, first);
    CHECK(messages(found) == told{"masked: a row of the table 't' never counts: rows before it "
                                  "take sum [0..9]"});
    CHECK(found.front().primary.where.text() == "['[0..9]', 3%]");
    REQUIRE(found.front().related.size() == 2);
    CHECK(found.front().related[1].where.text() == "['>= 4', 2%]");
    CHECK(messages(problems_of(sum, {"'< 5', 1%", "'< 9', 2%"}, first)) ==
          told{"gap: the table 't' says nothing for sum >= 9"});
}

TEST_CASE("a test that nothing passes, or that says nothing new", "[rule][prove]") {
    const std::string few = "{name: share, type: ratio, min: 0, max: 1}";
    const auto found = problems_of(few, {"'> 1', 1%", "'<= 1', 2%"});
    CHECK(messages(found) == told{"never: no share passes `> 1` in the table 't'"});
    CHECK(found.front().primary.where.text() == "> 1");
    REQUIRE(found.front().related.size() == 1);
    CHECK(found.front().related[0].text == "its values go from 0% up to 100%");
    CHECK(messages(problems_of(sum, {"'[5..3]', 1%", "'-', 2%"})) ==
          told{"never: no sum passes `[5..3]` in the table 't'"});
    CHECK(messages(problems_of(users, {"'(5..6)', 1%", "'-', 2%"})) ==
          told{"never: no users passes `(5..6)` in the table 't'"});
    CHECK(messages(problems_of(kind, {"'a, b, a', 1%", "c, 2%"})) ==
          told{"masked: `a` adds no kind to what stands before it in the cell"});
    CHECK(messages(problems_of(sum, {"'[5..5)', 1%"}, "    hit: collect\n")) ==
          told{"never: no sum passes `[5..5)` in the table 't'"});
}

TEST_CASE("slices lie one after the other from 0 upward", "[rule][prove]") {
    const std::string slices = "    slices: true\n";
    CHECK(problems_of(sum, {"'<= 10', 1%", "'(10..20]', 2%", "'> 20', 3%"}, slices).empty());
    CHECK(problems_of(sum, {"'[0..10)', 1%", "'> 10', 3%"}, slices).empty());
    CHECK(messages(problems_of(sum, {"'<= 10', 1%", "'(11..20]', 2%"}, slices)) ==
          told{"gap: the slices of the table 't' leave out sum (10..11] or > 20"});
    CHECK(messages(problems_of(sum, {"'<= 10', 1%", "'>= 9', 2%"}, slices)) ==
          told{"overlap: two slices of the table 't' meet for sum [9..10]"});
    CHECK(messages(problems_of(sum, {"'< 10, > 20', 1%", "'[10..20]', 2%"}, slices)) ==
          told{"shape: a slice is one range of sum"});
    CHECK(messages(problems_of(sum, {"'[-5..10)', 1%", "'>= 10', 2%"}, slices)) ==
          told{"shape: a slice begins at 0 or above"});
}

TEST_CASE("each version of a table is proven, and the message says which", "[rule][prove]") {
    const auto found = problems_of_tables(R"(  t:
    columns: [{name: net, type: boolean}]
    gives: ratio
    values:
      2020-01-01: {source: act s.4, rows: [["-", 1%]]}
      2022-01-01: {source: act s.4, rows: [[true, 1%]]}
)");
    REQUIRE(messages(found) == told{"gap: the table 't' says nothing for net false"});
    REQUIRE(found.front().related.size() == 1);
    CHECK(found.front().related[0].text == "in force from 2022-01-01");
}

namespace {

/// A table of `share` whose cells read `gate`, with the rest of `parameters` after it.
diagnostics problems_under(const std::string& gate, const std::vector<std::string>& rows,
                           const std::string& more = "",
                           const std::string& versions = "2020-01-01") {
    auto text =
        "  t:\n    columns: [{name: share, type: ratio, min: 0, max: 1}]\n    gives: ratio\n" +
        more + "    values:\n      " + versions + ":\n        source: act s.4\n        rows:\n";
    for (const auto& row : rows) text += "          - [" + row + "]\n";
    return problems_of_tables(
        text, "parameters:\n  gate: {type: ratio, values: {" + gate + "}}\n" +
                  "  list: {list: {type: ratio}, values: {2020-01-01: {value: "
                  "[5%, 6%], source: act s.2}}}\n"
                  "  shares: {list: {kind: {type: text}, is: {type: ratio}}, values: "
                  "{2020-01-01: {value: [{kind: a, is: 3%}, {kind: b, is: 4%}], "
                  "source: act s.2}}}\n  ends: {record: {low: {type: ratio}}, "
                  "values: {2020-01-01: {value: {low: 2%}, source: act s.2}}}\n");
}

std::string figure(const std::string& from, const std::string& is, const std::string& more = "") {
    return from + ": {value: " + is + ", source: act s.2" + more + "}";
}

}  // namespace

TEST_CASE("rows that read a figure are proven for each figure in force", "[rule][prove]") {
    const std::vector<std::string> fixed{"'< gate', 1%", "'>= 7%', 2%"};
    SECTION("a gap on the days of one figure, an overlap on those of another") {
        const auto found =
            problems_under(figure("2020-01-01", "7%") + ", " + figure("2021-01-01", "5%") + ", " +
                               figure("2025-01-01", "8%"),
                           fixed);
        CHECK(messages(found) ==
              told{"gap: the table 't' says nothing for share [5%..7%), from 2021-01-01 to "
                   "2024-12-31",
                   "overlap: two rows of the table 't' meet for share [7%..8%), from 2025-01-01"});
        REQUIRE(found.size() == 2);
        CHECK(found.front().help ==
              "add what the law says, or `unknown` where it is not encoded:\n"
              "    - [\"[gate..7%)\", unknown]");
        REQUIRE(found.front().related.size() == 1);
        CHECK(found.front().related[0].where.text() == "5%");
        CHECK(found.front().related[0].text == "gate is 5%");
    }
    SECTION("to the day, at both ends of the rule's life and of the table's") {
        CHECK(messages(problems_under(
                  figure("2015-01-01", "5%") + ", " + figure("2020-01-02", "7%"), fixed)) ==
              told{"gap: the table 't' says nothing for share [5%..7%), on 2020-01-01"});
        CHECK(problems_under(figure("2015-01-01", "5%") + ", " + figure("2022-06-01", "7%"), fixed,
                             "", "2022-06-01")
                  .empty());
        CHECK(
            messages(problems_under(figure("2015-01-01", "5%") + ", " + figure("2022-06-02", "7%"),
                                    fixed, "", "2022-06-01")) ==
            told{"gap: the table 't' says nothing for share [5%..7%), on 2022-06-01"});
    }
    SECTION("the same gap before and after another figure is one finding") {
        CHECK(
            messages(problems_under(figure("2015-01-01", "5%") + ", " + figure("2021-01-01", "7%") +
                                        ", " + figure("2022-01-01", "5%"),
                                    fixed)) ==
            told{"gap: the table 't' says nothing for share [5%..7%), from 2020-01-01 to "
                 "2020-12-31 and from 2022-01-01"});
    }
    SECTION("a figure that two rows leave out is named in the row to paste") {
        const auto found =
            problems_under(figure("2020-01-01", "5%"), {"'< gate', 1%", "'> gate', 2%"});
        CHECK(messages(found) ==
              told{"gap: the table 't' says nothing for share 5%, from 2020-01-01"});
        CHECK(found.front().help.ends_with("- [\"= gate\", unknown]"));
    }
}

TEST_CASE("of a figure that is not known nothing is said, only there", "[rule][prove]") {
    const std::vector<std::string> fixed{"'< gate', 1%", "'>= 7%', 2%"};
    CHECK(messages(problems_under(
              figure("2020-01-01", "unknown") + ", " + figure("2021-01-01", "5%"), fixed)) ==
          told{"gap: the table 't' says nothing for share [5%..7%), from 2021-01-01"});
    SECTION("a figure from memory is a figure") {
        CHECK(
            messages(problems_under(figure("2020-01-01", "5%", ", confidence: recalled"), fixed)) ==
            told{"gap: the table 't' says nothing for share [5%..7%), from 2020-01-01"});
    }
    SECTION("what is open whatever the figure is found") {
        CHECK(messages(problems_under(figure("2020-01-01", "unknown"),
                                      {"'[1%..gate)', 1%", "'[2%..7%]', 2%", "'[6%..8%]', 2%"})) ==
              told{"overlap: two rows of the table 't' meet for share [6%..7%], from 2020-01-01"});
    }
}

TEST_CASE("parts of figures, figures of a named day and what is reckoned of them count",
          "[rule][prove]") {
    const auto found = [](const std::string& test) {
        return messages(problems_under(
            figure("2015-01-01", "5%") + ", " + figure("2021-01-01", "6%"), {test + ", 1%"}));
    };
    CHECK(found("'>= gate'") ==
          told{"gap: the table 't' says nothing for share [0%..5%), from 2020-01-01 to 2020-12-31",
               "gap: the table 't' says nothing for share [0%..6%), from 2021-01-01"});
    CHECK(found("'>= at(gate, @\"2019-01-01\")'") ==
          told{"gap: the table 't' says nothing for share [0%..5%), from 2020-01-01"});
    CHECK(found("'>= gate * 2'") ==
          told{"gap: the table 't' says nothing for share [0%..10%), from 2020-01-01 to 2020-12-31",
               "gap: the table 't' says nothing for share [0%..12%), from 2021-01-01"});
    CHECK(found("'>= ends.low'") ==
          told{"gap: the table 't' says nothing for share [0%..2%), from 2020-01-01"});
    CHECK(found("'>= shares[item.kind = \"b\"][1].is'") ==
          told{"gap: the table 't' says nothing for share [0%..4%), from 2020-01-01"});
    CHECK(found("'>= max(list)'") ==
          told{"gap: the table 't' says nothing for share [0%..6%), from 2020-01-01"});
}

TEST_CASE("a figure has its own unit, a number in a cell that of its column", "[rule][prove]") {
    const auto found = [](const std::string& column, const std::string& gate) {
        return messages(problems_of_tables(
            "  t: {columns: [{name: base, " + column +
                "}], gives: ratio, values: {2020-01-01: {source: act s.4, rows: [['< gate', 1%], "
                "['> 1_000', 2%]]}}}\n",
            "parameters:\n  gate: {" + gate +
                ", values: {2020-01-01: {value: 1_000, source: act s.2}}}\n"));
    };
    CHECK(found("type: money", "type: money") ==
          told{"gap: the table 't' says nothing for base 1000, from 2020-01-01"});
    CHECK(found("type: count, unit: user", "type: count, unit: user") ==
          told{"gap: the table 't' says nothing for base 1000, from 2020-01-01"});
    CHECK(found("type: money", "type: count, unit: user") ==
          told{"unit: cannot test money EUR against count of user"});
    CHECK(found("type: money", "type: number") ==
          told{"unit: cannot test money EUR against number"});
}

TEST_CASE("a row or test is dead only if it is so for every figure", "[rule][prove]") {
    const auto two = figure("2020-01-01", "5%") + ", " + figure("2021-01-01", "6%");
    const std::string first = "    hit: first\n";
    CHECK(problems_under(two, {"'< 6%', 1%", "'< gate, < 6%', 2%", "'-', 3%"}, first).size() == 1);
    CHECK(messages(problems_under(two, {"'< 7%', 1%", "'< gate', 2%", "'-', 3%"}, first)) ==
          told{"masked: a row of the table 't' never counts: rows before it take all of it, "
               "whatever the figures"});
    CHECK(problems_under(two, {"'< 5.5%', 1%", "'< gate', 2%", "'-', 3%"}, first).empty());
    CHECK(messages(problems_under(two, {"'> gate + 1', 1%", "'-', 2%"})) ==
          told{"never: no share passes `> gate + 1` in the table 't'"});
    CHECK(problems_under(two, {"'> gate + 94.5%', 1%", "'<= gate + 94.5%', 2%"}).empty());
}

TEST_CASE("a reading that decides a figure is proven for each of its choices", "[rule][prove]") {
    const std::string parts =
        "readings:\n  mode:\n    question: Which one?\n    default: low\n    choices:\n      low: "
        "{text: a, source: act s.1}\n      high: {text: b, source: act s.1}\nparameters:\n  "
        "low_gate: "
        "{type: ratio, values: {2015-01-01: {value: 5%, source: act s.2}}}\n  high_gate: {type: "
        "ratio, values: {2015-01-01: {value: 7%, source: act s.2}}}\ndefine:\n  gate: 'if mode = "
        "\"low\" then low_gate else high_gate'\n";
    const auto found = problems_of_tables(
        "  t:\n    columns: [{name: share, type: ratio}]\n    gives: ratio\n    values: "
        "{2020-01-01: {source: act s.4, rows: [['< gate', 1%], ['>= 7%', 2%]]}}\n",
        parts);
    CHECK(messages(found) == told{"gap: the table 't' says nothing for share [5%..7%), from "
                                  "2020-01-01, where 'mode' is low"});
}

TEST_CASE("slices may end at a figure", "[rule][prove]") {
    const std::string slices = "    slices: true\n";
    const auto two = figure("2020-01-01", "5%") + ", " + figure("2021-01-01", "6%");
    CHECK(problems_under(two, {"'< gate', 1%", "'>= gate', 2%"}, slices).empty());
    CHECK(messages(problems_under(two, {"'< gate', 1%", "'>= 6%', 2%"}, slices)) ==
          told{"gap: the slices of the table 't' leave out share [5%..6%), from 2020-01-01 to "
               "2020-12-31"});
    CHECK(messages(problems_of(sum, {"'<= -5', 1%", "'>= 0', 2%"}, slices)) ==
          told{"shape: a slice begins at 0 or above"});
}

namespace {
std::string some_test(int column) {
    const auto digit = [](int below) { return std::to_string(*rc::gen::inRange(0, below)); };
    if (column == 1) return *rc::gen::element<std::string>("-", "a", "b", "c", "a, c", "not(b)");
    if (column == 2) return *rc::gen::element<std::string>("-", "true", "false");
    if (column == 3) {
        const auto a = "2024-01-0" + std::to_string(*rc::gen::inRange(1, 5));
        return *rc::gen::element<std::string>("-", "< " + a, ">= " + a, a, "not(" + a + ")");
    }
    const int low = *rc::gen::inRange(0, 6);
    const auto range = std::to_string(low) + ".." + std::to_string(low + 1);
    return *rc::gen::element<std::string>("-", "< " + digit(7), "<= " + digit(7), "> " + digit(7),
                                          ">= " + digit(7), digit(7), "[" + range + ")",
                                          "(" + range + "]", "not([" + range + "])");
}

}  // namespace

TEST_CASE("the rows that a message gives fill the gaps and nothing else", "[rule][prove]") {
    CHECK(rc::check("pasted until nothing is left", [] {
        std::vector<std::string> rows;
        const auto count = *rc::gen::inRange(1, 5);
        for (int r = 0; r < count; ++r) {
            std::string row;
            for (int c = 0; c < 4; ++c) row += "\"" + some_test(c) + "\", ";
            rows.push_back(row + "1%");
        }
        const auto columns = sum + ", " + kind + ", {name: net, type: boolean}, " + on;
        const auto overlaps = [](const diagnostics& all) {
            std::size_t n = 0;
            for (const auto& one : all) n += one.id == code::overlap ? 1 : 0;
            return n;
        };
        auto found = problems_of(columns, rows);
        for (const auto& one : found) RC_PRE(one.id == code::gap || one.id == code::overlap);
        const auto before = overlaps(found);
        for (int pasted = 0; pasted < 40; ++pasted) {
            if (found.empty() || found.front().id != code::gap) break;
            std::string help = found.front().help;
            for (auto at = help.find("\n    - ["); at != std::string::npos;
                 at = help.find("\n    - [")) {
                help = help.substr(at + 8);
                rows.push_back(help.substr(0, help.find(']', help.find("unknown"))));
            }
            found = problems_of(columns, rows);
            RC_ASSERT(overlaps(found) == before);
        }
        RC_ASSERT(found.size() == before);
    }));
}

TEST_CASE("each test of a long cell is held against all before it", "[rule][prove]") {
    std::string cell = "1";
    for (int i = 2; i < 450; ++i) cell.append(", ").append(std::to_string(2 * i));
    CHECK(problems_of(sum, {"'" + cell + "', 1%", "'not(" + cell + ")', 2%"}).empty());
    CHECK(
        messages(problems_of(sum, {"'" + cell + ", 4, [3..3)', 1%", "'not(" + cell + ")', 2%"})) ==
        told{"masked: `4` adds no sum to what stands before it in the cell",
             "never: no sum passes `[3..3)` in the table 't'"});
}
