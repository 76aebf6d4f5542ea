// SPDX-License-Identifier: Apache-2.0
// Plain FEEL: what looks like a value and is none.
#include "plain.hpp"

using namespace plain;

TEST_CASE("a number has one sign at most", "[feel]") {
    fails("number(\"--1\")", "LV0108");
    is_number("number(\"-1\")", "-1");
    is_number("number(\"-.5\")", "-0.5");
    is_number("number(\"-1.5e2\")", "-150");
    const auto read = [](const char* digits) {
        return answer_to({{"expression", "x"}, {"inputs", {{"x", {{"number", digits}}}}}});
    };
    CHECK(read("--5")["error"]["code"] == "LV0108");
    CHECK(read("-5")["result"]["number"] == "-5");
}

TEST_CASE("a separator of digits is one of the standard's, or null", "[feel]") {
    fails("number(\"1\", \"\")", "LV0210");
    fails("number(\"1\", \",\", \"\")", "LV0210");
    is_number("number(\"1,234\", \",\", null)", "1234");
    is_number("number(\"1,5\", null, \",\")", "1.5");
}

TEST_CASE("a duration has each of its parts once, and in order", "[feel]") {
    for (const auto* wrong : {"P1M1Y", "P1D1D", "P1Y1Y", "P1M2M", "PT0M24H", "PT12H12H", "P1DT"}) {
        fails("duration(\"" + std::string{wrong} + "\")", "LV0108");
        fails("@\"" + std::string{wrong} + "\"", "LV0206");
    }
    gives("duration(\"PT23H60M\")", json{{"duration", "P1D"}});
    gives("duration(\"-P1Y2M\")", json{{"duration", "-P1Y2M"}});
    gives("duration(\"P1DT24H\")", json{{"duration", "P2D"}});
}

TEST_CASE("points coincide with points, and ranges with ranges", "[feel]") {
    is_true("coincides(3, 3)");
    fails("coincides(3, (2..3])", "LV0203");
    fails("coincides([2..4], 1)", "LV0203");
}

TEST_CASE("arguments go by the names that the standard has for them", "[feel]") {
    fails("before(a: 1, b: 2)", "LV0210");
    is_true("before(point1: 1, point2: 2)");
    is_true("before(range2: [4..5], range1: [1..2])");
    is_true("before(point: 1, range: [4..5])");
    is_true("before(range: [4..5], point: 6)");
    is_true("after(point: 6, range: [4..5])");
    is_true("meets(range1: [1..2], range2: [2..5])");
    is_true("during(point: 2, range: [1..5])");
    is_true("includes(range: [1..5], point: 2)");
    fails("meets(point1: 1, point2: 2)", "LV0210");
    shows("context put(context: {a: 1}, key: \"b\", value: 2)", "{a: 1, b: 2}");
    shows("context put(context: {a: {}}, keys: [\"a\", \"b\"], value: 2)", "{a: {b: 2}}");
    fails("context put(context: {a: {}}, key: [\"a\", \"b\"], value: 2)", "LV0203");
    fails("not(foo: true)", "LV0210");
    is_false("not(negand: true)");
    CHECK(answer_to({{"expression", "not(foo: true)"}}, true)["error"]["code"] == "LV0210");
    CHECK(answer_to({{"expression", "not(negand: true)"}}, true)["result"]["boolean"] == false);
}

TEST_CASE("the four ways to round are told the scale; floor and ceiling need none", "[feel]") {
    for (const auto* way : {"round up", "round down", "round half up", "round half down"}) {
        fails(std::string{way} + "(5.5)", "LV0210");
        fails(std::string{way} + "(n: 5.5)", "LV0210");
        CHECK(answer(std::string{way} + "(7, 0)")["result"]["number"] == "7");
    }
    is_number("floor(5.5)", "5");
    is_number("ceiling(5.5)", "6");
}

TEST_CASE("a text shows a figure alike wherever it stands", "[feel]") {
    is_text("string(1 / 3)", "0.3333333333333333333333333333333333");
    shows("[1 / 3]", "[0.3333333333333333333333333333333333]");
    shows("{share: [2 / 3]}", "{share: [0.6666666666666666666666666666666667]}");
    shows("[1 / 3..2]", "[0.3333333333333333333333333333333333..2]");
}
