// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <levy/feel/protocol.hpp>

using namespace levy;
using json = nlohmann::ordered_json;

namespace {

json answer(const std::string& expression, const std::string& inputs, const std::string& types = "",
            const std::string& result = "") {
    json asked{{"expression", expression}, {"inputs", json::parse(inputs)}};
    if (!types.empty()) asked["input_types"] = json::parse(types);
    if (!result.empty()) asked["result_type"] = result;
    return json::parse(feel::eval_line(asked.dump(), true));
}

const std::string n_is_5 = R"({"n": {"number": "5"}})";
const std::string n_is_0 = R"({"n": {"number": "0"}})";

std::string code_of(const json& answered) {
    INFO(answered.dump());
    REQUIRE(answered.contains("error"));
    return answered["error"]["code"];
}

}  // namespace

TEST_CASE("type and range of a name are those of its value where none are stated", "[feel]") {
    CHECK(answer("10 / n", n_is_5)["result"] == json{{"number", "2"}});
    CHECK(code_of(answer("10 / n", n_is_0)) == "LV0211");
    CHECK(code_of(answer("n + \"a\"", n_is_5)) == "LV0203");
    CHECK(answer("l[1] + 1", R"({"l": {"list": [{"number": "1"}]}})")["result"] ==
          json{{"number", "2"}});
    CHECK(code_of(answer("l", R"({"l": {"list": [{"number": "1"}, {"string": "a"}]}})")) ==
          "LV0203");
}

TEST_CASE("a stated type counts, and not the value that happens to be given", "[feel]") {
    CHECK(code_of(answer("10 / n", n_is_5, R"({"n": "number"})")) == "LV0211");
    CHECK(answer("10 / n", n_is_5, R"({"n": {"type": "number", "min": 1}})")["result"] ==
          json{{"number", "2"}});
    CHECK(code_of(answer("n + 1", n_is_5, R"({"n": "optional number"})")) == "LV0208");
    CHECK(answer("if n = null then 0 else n", R"({"n": null})",
                 R"({"n": "optional number"})")["result"] == json{{"number", "0"}});
    CHECK(answer("n > 1", n_is_5, R"({"n": "Any"})")["result"] == json{{"boolean", true}});
}

TEST_CASE("types are stated in words", "[feel]") {
    const auto two = R"({"a": {"number": "12"}, "b": {"number": "1"}})";
    const auto sum = [&](const std::string& a, const std::string& b) {
        return answer("a + b", two, json{{"a", a}, {"b", b}}.dump());
    };
    CHECK(sum("money GBP", "money GBP")["result"] == json{{"money", "13"}, {"currency", "GBP"}});
    CHECK(code_of(sum("money GBP", "money EUR")) == "LV0204");
    CHECK(code_of(sum("money GBP per year", "money GBP per month")) == "LV0205");
    CHECK(code_of(sum("money per year", "money per month")) == "LV0205");
    CHECK(code_of(sum("count of user", "number")) == "LV0204");
    CHECK(code_of(sum("GBP/user", "money GBP")) == "LV0204");
    CHECK(code_of(sum("numbr", "number")) == "LV0203");
    CHECK(code_of(sum("money XYZ", "number")) == "LV0404");
    CHECK(code_of(sum("number per decade", "number")) == "LV0203");
    CHECK(sum("ratio", "number")["result"] == json{{"number", "13"}});
    CHECK(answer("d.years", R"({"d": {"duration": "P2Y"}})",
                 R"({"d": "years and months duration"})")["result"] == json{{"number", "2"}});
    CHECK(answer("sum(l)", R"({"l": {"list": [{"number": "2"}]}})",
                 R"({"l": "list<number>"})")["result"] == json{{"number", "2"}});
}

TEST_CASE("types are stated with the keys of a rule", "[feel]") {
    const auto types = R"({"k": {"type": "text", "one_of": ["search", "social"]}})";
    const auto given = R"({"k": {"string": "search"}})";
    CHECK(answer("k = \"social\"", given, types)["result"] == json{{"boolean", false}});
    CHECK(code_of(answer("k = \"serch\"", given, types)) == "LV0304");
    CHECK(
        answer(
            "r.x / r.y", R"({"r": {"context": {"x": {"number": "1"}, "y": {"number": "2"}}}})",
            R"({"r": {"record": {"x": "number", "y": {"type": "number", "min": 1}}}})")["result"] ==
        json{{"number", "0.5"}});
    CHECK(answer("y / users", R"({"y": {"number": "12"}, "users": {"number": "4"}})",
                 R"({"y": "money GBP", "users": {"type": "count", "unit": "user", "min": 1}})",
                 "GBP/user")["result"] == json{{"number", "3"}});
}

TEST_CASE("a limit is exact, or it is refused", "[feel]") {
    const auto below = [](const std::string& max) {
        return answer("n", R"({"n": {"number": "9007199254740993.25"}})",
                      R"({"n": {"type": "number", "max": )" + max + "}}");
    };
    CHECK(below("\"9007199254740993.25\"").contains("result"));
    CHECK(code_of(below("\"9007199254740993.2\"")) == "LV0403");
    CHECK(below("9007199254740994").contains("result"));
    CHECK(code_of(below("9007199254740993")) == "LV0403");
    CHECK(below("\"12345678901234567890122\"").contains("result"));
    for (const std::string unquoted : {"9007199254740993.5", "12345678901234567890122", "1e30"})
        CHECK(below(unquoted)["error"]["message"] ==
              "'max' has a fraction or too many digits to be exact without quotes; "
              "write it as a text: \"max\": \"0.5\"");
    CHECK(below("true")["error"]["message"] ==
          "'max' is a number, and not true; "
          "write a whole number, or any number as a text: \"max\": \"0.5\"");
}

TEST_CASE("what is said of names is an object", "[feel]") {
    CHECK(answer("n", n_is_5, "[1]")["error"]["message"] ==
          "'input_types' is an object with the names as its keys, and here it is a value of type "
          "array; write {\"n\": \"number\"}");
    CHECK(answer("1", "[1]")["error"]["message"] ==
          "'inputs' is an object with the names as its keys, and here it is a value of type "
          "array; write {\"n\": {\"number\": \"5\"}}");
    CHECK(answer("1", "null", "null")["result"] == json{{"number", "1"}});
    const auto plain = feel::eval_line(R"({"expression": "1", "input_types": "number"})", false);
    CHECK(code_of(json::parse(plain)) == "LV0108");
}

TEST_CASE("values are held to the stated type", "[feel]") {
    const auto held = [](const std::string& value, const std::string& as) {
        return code_of(answer("n", "{\"n\": " + value + "}", "{\"n\": " + as + "}"));
    };
    CHECK(held(R"({"string": "a"})", R"("number")") == "LV0203");
    CHECK(held("null", R"("number")") == "LV0405");
    CHECK(held(R"({"number": "7"})", R"({"type": "number", "max": 5})") == "LV0403");
    CHECK(held(R"({"number": "0.5"})", R"("count of user")") == "LV0108");
    CHECK(held(R"({"string": "b"})", R"({"type": "text", "one_of": ["a"]})") == "LV0304");
    CHECK(held(R"({"money": "1", "currency": "EUR"})", R"("money GBP")") == "LV0204");
    CHECK(held(R"({"list": [{"string": "a"}]})", R"("list<number>")") == "LV0203");
}

TEST_CASE("the result is held to its stated type", "[feel]") {
    CHECK(code_of(answer("1 + 1", "{}", "", "string")) == "LV0203");
    CHECK(code_of(answer("if 1 > 2 then 1 else null", "{}", "", "number")) == "LV0208");
    CHECK(answer("1 + 1", "{}", "", "number")["result"] == json{{"number", "2"}});
}

TEST_CASE("what is checked as a number is never null, nor another number than the standard's",
          "[feel]") {
    const auto nothing = R"({"l": {"list": []}})";
    const auto types = R"({"l": "list<number>"})";
    for (const std::string expression : {"sum(l)", "sum(l) + 1", "if sum(l) > 0 then 1 else 2"})
        CHECK(answer(expression, nothing, types, "number")["error"]["message"] ==
              "in the standard an empty list has no sum; "
              "test the list first: if count(…) = 0 then 0 else sum(…)");
    CHECK(answer("if count(l) = 0 then 0 else sum(l)", nothing, types, "number")["result"] ==
          json{{"number", "0"}});
    CHECK(code_of(answer("1 in (null, 2)", "{}", "", "boolean")) == "LV0405");
    CHECK(answer("1 in (null, 1)", "{}", "", "boolean")["result"] == json{{"boolean", true}});
}

TEST_CASE("where the standard has no value the checked answer has none", "[feel]") {
    for (const std::string expression :
         {"sum([])", "max([])", "1 / 0", "[1][3]", "null + 1", "\"a\" > 1", "date(\"2024-13-01\")",
          "if null then 1 else 2", "product([])", "modulo(1, 0)", "{a: 1}.b", "0 ** -1"}) {
        const auto answered = answer(expression, "{}");
        INFO(expression << " gave " << answered.dump());
        CHECK((answered.contains("error") || answered["result"].is_null()));
    }
}
