// SPDX-License-Identifier: Apache-2.0
// Requests of `levy eval --jsonl`: stated types, decision tables, bounds.
#include "../sanitized.hpp"
#include "plain.hpp"

using namespace plain;

namespace {

json typed(const std::string& expression, const std::string& type) {
    return answer_to({{"expression", expression}, {"result_type", type}})["result"];
}

json with_input(const json& given, const std::string& type) {
    return answer_to({{"expression", "x"},
                      {"inputs", {{"x", given}}},
                      {"input_types", {{"x", type}}}})["result"];
}

const json one{{"number", "1"}};

/// `x` through a table of one column.
json decided(const std::string& more, const std::string& rules, const json& x) {
    const auto table = json::parse(R"({"inputs": [{"expression": "x"}], "rules": [)" + rules +
                                   R"(], )" + more + "}");
    return answer_to({{"table", table}, {"inputs", {{"x", x}}}});
}

std::string rule(const std::string& when, const std::string& then) {
    return json{{"when", {when}}, {"then", {then}}}.dump();
}

}  // namespace

TEST_CASE("a result is of the type that is stated, or null", "[feel]") {
    CHECK(typed("1", "number") == one);
    CHECK(typed("1", "string").is_null());
    CHECK(typed("[1]", "number") == one);
    CHECK(typed("[1, 2]", "number").is_null());
    CHECK(typed("1", "list<number>") == json{{"list", {one}}});
    CHECK(typed("[1, \"a\"]", "list<number>").is_null());
    CHECK(typed("{a: 1}", "context<a: number, b: number>").is_null());
    CHECK(typed("null", "number").is_null());
    CHECK(typed("1", "tLoan") == one);
    CHECK(typed("1", "Any") == one);
    CHECK(typed("1", "list<") == one);
}

TEST_CASE("an input that is not of its stated type is null", "[feel]") {
    CHECK(with_input(one, "number") == one);
    CHECK(with_input(one, "date").is_null());
    CHECK(with_input({{"list", {one}}}, "number") == one);
    CHECK(with_input({{"duration", "P3D"}}, "days and time duration") == json{{"duration", "P3D"}});
    CHECK(with_input({{"duration", "P3D"}}, "years and months duration").is_null());
}

TEST_CASE("a table's cells hold lists, ranges and conditions; its default answers for none",
          "[feel]") {
    const std::string output = R"("outputs": [{"name": "o", "default": "0"}])";
    const auto rules = rule("[1..3], 7", "10") + "," + rule("? > 20 and ? < 30", "20") + "," +
                       rule("not(< 100)", "30");
    CHECK(decided(output, rules, {{"number", "7"}})["result"]["number"] == "10");
    CHECK(decided(output, rules, {{"number", "25"}})["result"]["number"] == "20");
    CHECK(decided(output, rules, {{"number", "100"}})["result"]["number"] == "30");
    CHECK(decided(output, rules, {{"number", "50"}})["result"]["number"] == "0");
    // No test is known to hold for null, nor is its opposite.
    CHECK(decided(output, rules, nullptr)["result"]["number"] == "0");
    const auto collect = output + R"(, "hit_policy": "COLLECT", "aggregation": "SUM")";
    CHECK(decided(collect, rules, {{"number", "50"}})["result"]["number"] == "0");
    CHECK(decided(collect, rules + "," + rule("7", "5"), {{"number", "7"}})["result"]["number"] ==
          "15");
}

TEST_CASE("a table's columns hold values of their stated type", "[feel]") {
    const std::string text = R"("outputs": [{"name": "o", "type": "string"}])";
    CHECK(decided(text, rule("-", "\"a\""), one)["result"]["string"] == "a");
    CHECK(decided(text, rule("-", "1"), one)["result"].is_null());
}

TEST_CASE("no line is too much: what grows without end is refused", "[feel]") {
    fails("for i in 1..60 return [partial[-1], partial[-1]]", "LV0403");
    fails("for i in 1..300 return [partial[-1]]", "LV0403");
    fails("for i in 1..100 return if i = 1 then \"ab\" else partial[-1] + partial[-1]", "LV0403");
    fails("for i in 1..5000 return partial", "LV0403");
    if (!levy::tests::sanitized) {  // half a minute there, on the same paths
        fails(
            "string join(for i in 1..1000 return string join(for j in 1..900 return \"abc\"), "
            "\"\")",
            "LV0403");
        fails("(for i in 1..600000 return i)[item > 0]", "LV0403");
        fails("distinct values(for i in 1..100000 return i)", "LV0403");
    }
    is_number("count(distinct values(for i in 1..900 return modulo(i, 7)))", "7");
    is_number("count(for i in 1..400000 return i)", "400000");
    const auto deep = [](int levels) {
        std::string line = R"({"expression": "1", "inputs": {"x": )";
        for (int i = 0; i < levels; ++i) line += R"({"list": [)";
        line += "null";
        for (int i = 0; i < levels; ++i) line += "]}";
        return json::parse(levy::feel::eval_line(line + "}}", false));
    };
    CHECK(deep(100)["result"] == one);
    CHECK(deep(100'000)["error"]["code"] == "LV0108");
    CHECK(with_input({{"number", std::string(5000, '9')}}, "Any").is_null());
    fails(std::string(2000, '9'), "LV0201");
    fails("@\"" + std::string(2000, '9') + "\"", "LV0206");
}

TEST_CASE("a wrong argument's name is an error in either mode", "[feel]") {
    for (const auto* wrong :
         {"modulo(dividend: 10, foo: 4)", "round up(scale: 0)", "floor(n: 1, scale: 1, more: 2)"}) {
        INFO(wrong);
        CHECK(answer(wrong)["error"]["code"] == "LV0210");
        CHECK(answer_to({{"expression", wrong}}, true)["error"]["code"] == "LV0210");
    }
    const auto a = answer_to({{"expression", "round up(scale: 0)"}}, true);
    CHECK(a["error"]["message"].get<std::string>().find("name 'n' as well") != std::string::npos);
}

TEST_CASE("a checked formula does not take null or a range that runs down for an answer",
          "[feel]") {
    const auto code = [](const std::string& formula) {
        return answer_to({{"expression", formula}}, true)["error"]["code"];
    };
    CHECK(code("null in [1..10]") == "LV0405");
    CHECK(code("for i in [2..1] return i") == "LV0403");
    CHECK(code("product([])") == "LV0407");
    CHECK(answer_to({{"expression", "count(for i in 2..1 return i)"}}, true)["result"]["number"] ==
          "2");
}
