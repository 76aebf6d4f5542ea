// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <levy/feel/protocol.hpp>

using nlohmann::json;

namespace {

json answer(const std::string& expression, bool checked = false) {
    return json::parse(levy::feel::eval_line(json{{"expression", expression}}.dump(), checked));
}

void is(const std::string& expression, const std::string& result) {
    const auto a = answer(expression);
    INFO(expression << " gave " << a.dump());
    CHECK(a.value("result", json{"error"}) == json::parse(result));
}

void number_is(const std::string& expression, const std::string& digits) {
    is(expression, R"({"number": ")" + digits + R"("})");
}

void fails(const std::string& expression, const std::string& code) {
    const auto a = answer(expression);
    INFO(expression << " gave " << a.dump());
    REQUIRE(a.contains("error"));
    CHECK(a["error"]["code"] == code);
}

}  // namespace

TEST_CASE("arithmetic is exact", "[feel]") {
    number_is("902500000 / 0.95", "950000000");
    number_is("floor(902500000 / 0.95)", "950000000");
    number_is("100 / 3 * 3", "100");
    number_is("0.1 + 0.2", "0.3");
    number_is("1 / 3", "0.3333333333333333333333333333333333");
    number_is("2 ** 10", "1024");
    number_is("-3 ** 2", "9");
    number_is("10 - 2 - 3", "5");
    number_is("2 ** -1", "0.5");
    fails("1 / 0", "LV0406");
    // A formula of a rule has no power that no fraction holds; plain FEEL rounds it.
    CHECK(answer("2 ** 0.5", true)["error"]["code"] == "LV0403");
    fails("2 ** 1000 * 2 ** 1000 * 2 ** 1000 * 2 ** 1000 * 2 ** 1000", "LV0419");
}

TEST_CASE("rounding functions keep to their mode", "[feel]") {
    number_is("round half up(2.5, 0)", "3");
    number_is("round half up(-2.5, 0)", "-3");
    number_is("round half down(2.5, 0)", "2");
    number_is("round up(1.121, 2)", "1.13");
    number_is("round down(-1.129, 2)", "-1.12");
    number_is("decimal(2.5, 0)", "2");
    number_is("floor(-1.5)", "-2");
    number_is("ceiling(1.21, 1)", "1.3");
    number_is("round half up(n: 1250, scale: -2)", "1300");
    number_is("modulo(-12, 5)", "3");
    number_is("abs(-1.5)", "1.5");
}

TEST_CASE("null, logic and comparison follow the standard in plain mode", "[feel]") {
    is("null = null", R"({"boolean": true})");
    is("1 = null", R"({"boolean": false})");
    is("true and null", "null");
    is("false and null", R"({"boolean": false})");
    is("true or null", R"({"boolean": true})");
    is("not(null)", "null");
    is("1 < null", "null");
    is("5 between 1 and 5", R"({"boolean": true})");
    is("5 in (1..5)", R"({"boolean": false})");
    is("5 in (< 3, > 4)", R"({"boolean": true})");
    is("\"a\" in [\"a\", \"b\"]", R"({"boolean": true})");
    fails("nobody", "LV0202");
    fails("1 < \"a\"", "LV0203");
}

TEST_CASE("lists, loops, filters and records", "[feel]") {
    number_is("sum([1, 2, 3])", "6");
    is("sum([])", "null");
    number_is("count([1, [2, 3]])", "2");
    number_is("median([8, 2, 5, 3, 4])", "4");
    number_is("[1, 2, 3][-1]", "3");
    is("[1, 2, 3][7]", "null");
    is("[1, 2, 3][item > 1]", R"({"list": [{"number": "2"}, {"number": "3"}]})");
    is("[{x: 1, y: 2}, {x: 3, y: 4}][x > 1].y", R"({"list": [{"number": "4"}]})");
    is("for i in 1..3 return i * i",
       R"({"list": [{"number": "1"}, {"number": "4"}, {"number": "9"}]})");
    is("for i in 3..1 return i",
       R"({"list": [{"number": "3"}, {"number": "2"}, {"number": "1"}]})");
    is("for i in [1, 2], j in [10] return i + j",
       R"({"list": [{"number": "11"}, {"number": "12"}]})");
    is("some x in [1, 2] satisfies x > 1", R"({"boolean": true})");
    is("every x in [1, 2] satisfies x > 1", R"({"boolean": false})");
    is("{a: 1, b: a * 2}.b", R"({"number": "2"})");
    is("distinct values([1, 2, 1])", R"({"list": [{"number": "1"}, {"number": "2"}]})");
    is("flatten([[1, [2]], 3])",
       R"({"list": [{"number": "1"}, {"number": "2"}, {"number": "3"}]})");
    is("insert before([1, 3], 2, 2)",
       R"({"list": [{"number": "1"}, {"number": "2"}, {"number": "3"}]})");
    is("remove([1, 2, 3], 2)", R"({"list": [{"number": "1"}, {"number": "3"}]})");
    is("sublist([1, 2, 3], 2)", R"({"list": [{"number": "2"}, {"number": "3"}]})");
    is("index of([1, 2, 1], 1)", R"({"list": [{"number": "1"}, {"number": "3"}]})");
    is("union([1, 2], [2, 3])", R"({"list": [{"number": "1"}, {"number": "2"}, {"number": "3"}]})");
    is("list contains([1, 2], 2)", R"({"boolean": true})");
    fails("for i in 1..2000000 return i", "LV0403");
}

TEST_CASE("dates and durations", "[feel]") {
    is("date(\"2024-01-31\") + duration(\"P1M\")", R"({"date": "2024-02-29"})");
    is("@\"2024-03-01\" - @\"2024-02-28\"", R"({"duration": "P2D"})");
    is("date(2024, 6, 30) + @\"P1D\"", R"({"date": "2024-07-01"})");
    number_is("@\"2024-06-30\".year", "2024");
    number_is("day of year(@\"2024-12-31\")", "366");
    is("day of week(@\"2024-06-30\")", R"({"string": "Sunday"})");
    is("month of year(@\"2024-06-30\")", R"({"string": "June"})");
    number_is("week of year(@\"2021-01-03\")", "53");
    is("years and months duration(@\"2020-01-15\", @\"2022-03-14\")", R"({"duration": "P2Y1M"})");
    is("@\"P1Y\" + @\"P3M\"", R"({"duration": "P1Y3M"})");
    is("@\"2024-01-01\" in [@\"2023-01-01\"..@\"2024-01-01\"]", R"({"boolean": true})");
    fails("date(\"2023-02-29\")", "LV0108");
}

TEST_CASE("texts", "[feel]") {
    is("upper case(\"đông việt\")", R"({"string": "ĐÔNG VIỆT"})");
    is("substring(\"foobar\", -3, 2)", R"({"string": "ba"})");
    is("substring before(\"foobar\", \"bar\")", R"({"string": "foo"})");
    is("substring after(\"foobar\", \"ob\")", R"({"string": "ar"})");
    number_is("string length(\"🐎ab\")", "3");
    is("contains(\"foobar\", \"of\")", R"({"boolean": false})");
    is("string(1.50)", R"({"string": "1.5"})");
    is("string join([\"a\", \"b\"], \"-\")", R"({"string": "a-b"})");
    number_is("number(\"1 000,5\", \" \", \",\")", "1000.5");
    fails("number(\"x\")", "LV0108");
}

TEST_CASE("money is a value of its own", "[feel]") {
    is("@\"GBP 12.50\" * 2", R"({"money": "25", "currency": "GBP"})");
    number_is("@\"GBP 10\" / @\"GBP 4\"", "2.5");
    fails("@\"GBP 1\" + @\"USD 1\"", "LV0404");
    CHECK(answer("@\"GBP 1\" + @\"USD 1\"", true)["error"]["code"] == "LV0204");
    CHECK(answer("@\"GBP 1\" + @\"GBP 2\"", true)["result"] ==
          json{{"money", "3"}, {"currency", "GBP"}});
}

TEST_CASE("an error says where in the expression it lies, and the next line goes on", "[feel]") {
    const auto a = answer("1 + unknown");
    CHECK(a["error"]["offset"] == 4);
    CHECK(a["error"]["length"] == 7);
    CHECK(json::parse(levy::feel::eval_line("not json", false)).contains("error"));
    const auto with_inputs = json::parse(levy::feel::eval_line(
        R"({"id": 7, "expression": "a * b", "inputs": {"a": {"number": "0.1"}, "b": {"number": "3"}}})",
        true));
    CHECK(with_inputs["id"] == 7);
    CHECK(with_inputs["result"]["number"] == "0.3");
}

TEST_CASE("decision tables keep to their hit policy", "[feel]") {
    const auto decide = [](const std::string& policy, const std::string& more,
                           const std::string& input) {
        const auto request =
            R"({"inputs": {"x": {"number": ")" + input + R"("}}, "table": {"hit_policy": ")" +
            policy + "\"" + more +
            R"(, "inputs": [{"expression": "x"}], "outputs": [{"name": "o", "values": "\"high\", \"low\""}], "rules": [)" +
            R"({"when": ["< 10"], "then": ["\"low\""]}, {"when": ["< 5"], "then": ["\"high\""]}, {"when": ["[20..30]"], "then": ["\"low\""]}]}})";
        return json::parse(levy::feel::eval_line(request, false));
    };
    CHECK(decide("UNIQUE", "", "7")["result"]["string"] == "low");
    CHECK(decide("UNIQUE", "", "3").contains("error"));
    CHECK(decide("FIRST", "", "3")["result"]["string"] == "low");
    CHECK(decide("PRIORITY", "", "3")["result"]["string"] == "high");
    CHECK(decide("RULE ORDER", "", "3")["result"]["list"].size() == 2);
    CHECK(decide("OUTPUT ORDER", "", "3")["result"]["list"][0]["string"] == "high");
    CHECK(decide("COLLECT", R"(, "aggregation": "COUNT")", "3")["result"]["number"] == "2");
    CHECK(decide("ANY", "", "3").contains("error"));
    CHECK(decide("UNIQUE", "", "15")["result"].is_null());
}
