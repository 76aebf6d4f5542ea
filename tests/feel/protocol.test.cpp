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
    CHECK(code("[1][item > 1][-1] + 1") == "LV0408");
    CHECK(answer_to({{"expression", "count(for i in 2..1 return i)"}}, true)["result"]["number"] ==
          "2");
}

TEST_CASE("a value of another shape than its tag is refused", "[feel]") {
    const auto refused = [](const char* given, const std::string& why) {
        const auto a = answer_to({{"expression", "x"}, {"inputs", {{"x", json::parse(given)}}}});
        INFO(given << " gave " << a.dump());
        REQUIRE(a.contains("error"));
        CHECK(a["error"]["code"] == "LV0108");
        CHECK(a["error"]["message"] == why);
    };
    refused(R"({"list": null})", R"('list' is written {"list": […]}, not null)");
    refused(R"({"list": {"number": "1"}})", R"('list' is written {"list": […]}, not an object)");
    refused(R"({"context": []})", R"('context' is written {"context": {…}}, not an array)");
    refused(R"({"context": null})", R"('context' is written {"context": {…}}, not null)");
    refused(R"({"range": null})",
            R"('range' is written {"range": {"low": …, "high": …}}, not null)");
    refused(R"({"range": {"low_closed": 1}})", "low_closed is true or false, not 1");
    refused(R"({"number": 5})", R"('number' is written {"number": "12.5"}, not 5)");
    refused(R"({"string": null})", R"('string' is written {"string": "…"}, not null)");
    refused(R"({"boolean": "true"})", R"('boolean' is written {"boolean": true}, not "true")");
    refused(R"({"date": 2024})", R"('date' is written {"date": "2025-01-31"}, not 2024)");
    refused(R"({"duration": 1})", R"('duration' is written {"duration": "P90D"}, not 1)");
    refused(R"({"money": "1"})",
            R"('money' is written {"money": "12.50", "currency": "GBP"}, not null)");
    refused(R"({"number": "5", "string": "x"})", "a value has one tag, not 'number' and 'string'");
    const auto listed = answer_to({{"expression", "1"}, {"inputs", json::array({one})}});
    CHECK(listed["error"]["message"].get<std::string>().starts_with("'inputs' is an object"));
    CHECK(answer_to({{"expression", "1"}, {"inputs", nullptr}})["result"] == one);
}

TEST_CASE("a request without an expression is told what one looks like", "[feel]") {
    const auto message = [](const std::string& line, bool checked = false) {
        const auto a = json::parse(levy::feel::eval_line(line, checked));
        CHECK(a["error"]["code"] == "LV0108");
        return a["error"]["message"].get<std::string>();
    };
    for (const auto* line : {"[1]", "5", "null", "{}", R"({"expression": 5})", R"({"expr": "1"})"})
        for (const bool checked : {false, true})
            CHECK(message(line, checked).starts_with("a request has an `expression`"));
    CHECK(message("{") ==
          "the line cannot be read: parse error at line 1, column 2: syntax error "
          "while parsing object key - unexpected end of input; expected string "
          "literal");
}

TEST_CASE("a request's id comes back as it was written", "[feel]") {
    const auto id_of = [](const std::string& id) {
        return levy::feel::eval_line(
            R"({"inputs": {"id": {"string": "id"}}, "id" : )" + id + R"( , "expression": "id"})",
            false);
    };
    for (const std::string id :
         {"1234567890123456789", "1.5", R"("a\":,}b")", "null", R"({"id":[7]})"}) {
        CHECK(id_of(id) == "{\"id\":" + id + R"(,"result":{"string":"id"}})");
    }
    CHECK(json::parse(levy::feel::eval_line(R"({"id": 7, "expression": "nobody"})", false))["id"] ==
          7);
}

TEST_CASE("contexts of many keys are read and compared by name", "[feel]") {
    json rising = json::object();
    json other = json::object();
    for (int i = 0; i < 20'000; ++i) {
        rising["k" + std::to_string(i)] = one;
        other["k" + std::to_string(i)] = {{"number", i == 19'999 ? "2" : "1"}};
    }
    const auto ask = [&](const json& y) {
        return answer_to(
            {{"expression", "x = y"},
             {"inputs",
              {{"x", {{"context", rising}}}, {"y", {{"context", y}}}}}})["result"]["boolean"];
    };
    CHECK(ask(rising) == true);
    CHECK(ask(other) == false);
    is_true("{a: 1, b: 2} = {b: 2, a: 1}");
    is_false("{a: 1, b: 2} = {a: 1, c: 2}");
    const auto again = levy::feel::eval_line(
        R"({"expression": "x", "inputs": {"x": {"context": {"b": null, "a": null}}}})", false);
    CHECK(again == R"({"result":{"context":{"b":null,"a":null}}})");
}
