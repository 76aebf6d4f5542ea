// SPDX-License-Identifier: Apache-2.0
// `levy eval --checked` holds words, periods and optional values to their stated types.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <levy/feel/protocol.hpp>

using namespace levy;
using json = nlohmann::ordered_json;

namespace {

json answer(const std::string& expression, const std::string& inputs, const std::string& types,
            const std::string& result = "") {
    json asked{{"expression", expression},
               {"inputs", json::parse(inputs)},
               {"input_types", json::parse(types)}};
    if (!result.empty()) asked["result_type"] = json::parse(result);
    return json::parse(feel::eval_line(asked.dump(), true));
}

std::string code_of(const json& answered) {
    return answered.contains("error") ? answered["error"]["code"].get<std::string>() : "none";
}
std::string message_of(const json& answered) {
    INFO(answered.dump());
    REQUIRE(answered.contains("error"));
    return answered["error"]["message"];
}

const std::string lines_given = R"({"k": {"string": "ads"}, "l": {"list": [{"string": "ads"}]}})";
const std::string lines_are =
    R"({"k": {"type": "text", "one_of": ["ads", "goods"]}, "l": {"list": {"type": "text", "one_of": ["ads", "goods"]}}})";

std::string of_lines(const std::string& expression, const std::string& result = "") {
    return code_of(answer(expression, lines_given, lines_are, result));
}

const std::string sums_given =
    R"({"y": {"number": "12"}, "m": {"number": "1"}, "o": null, "n": {"number": "4"}})";
const std::string sums_are =
    R"({"y": "money GBP per year", "m": {"type": "money GBP", "per": "month"}, "o": "optional number", "n": "number"})";

std::string of_sums(const std::string& expression) {
    return code_of(answer(expression, sums_given, sums_are));
}

}  // namespace

TEST_CASE("a checked formula writes none but the words stated", "[feel]") {
    for (const std::string wrong :
         {R"(k = "adz")", R"("adz" != k)", R"(k in ("ads", "adz"))", R"("adz" in l)",
          R"(list contains(l, "adz"))", R"(l = ["adz"])", R"(l[item = "adz"])",
          R"(k = (if 1 > 2 then "ads" else "adz"))", R"(some x in l satisfies x = "adz")"})
        CHECK(of_lines(wrong) == "LV0304");
    for (const std::string right :
         {R"(k = "goods")", R"(k in ("ads", "goods"))", R"("goods" in l)", R"(k + "adz")"})
        CHECK(of_lines(right) == "none");
    const std::string two = R"({"type": "text", "one_of": ["ads", "other"]})";
    CHECK(of_lines(R"(if k = "ads" then "ads" else "othr")", two) == "LV0304");
    CHECK(of_lines(R"(if k = "ads" then "ads" else "other")", two) == "none");
    CHECK(of_lines("k", two) == "LV0304");
    CHECK(of_lines("l", R"({"list": {"type": "text", "one_of": ["ads"]}})") == "LV0304");
}

TEST_CASE("a checked formula mixes no periods", "[feel]") {
    for (const std::string wrong : {"y + m", "y - m", "y > m", "y = m", "min(y, m)", "sum([y, m])",
                                    "if y > 0 then y else m", "y between 0 and m", "y / m"})
        CHECK(of_sums(wrong) == "LV0205");
    CHECK(of_sums("y * n") == "none");
    CHECK(code_of(answer("y", sums_given, sums_are, R"("money GBP per month")")) == "LV0205");
}

TEST_CASE("a checked formula narrows what may be null", "[feel]") {
    CHECK(of_sums("o + n") == "LV0208");
    CHECK(of_sums("if o = null then n else o + n") == "none");
    CHECK(of_sums("if o != null and o > n then o else n") == "none");
    CHECK(code_of(answer("l", R"({"l": {"list": [null]}})", R"({"l": "list<optional number>"})",
                         R"("list<number>")")) == "LV0208");
}

TEST_CASE("what may be null is pointed at, whichever argument it is", "[feel]") {
    const auto points_at = [](const std::string& expression, const std::string& at) {
        const auto error = answer(expression, sums_given, sums_are)["error"];
        INFO(error.dump());
        REQUIRE(error["code"] == "LV0208");
        CHECK(expression.substr(error["offset"], error["length"]) == at);
    };
    points_at("min(n, o)", "o");
    points_at("max(o, n)", "o");
    points_at("sum(n, n, o)", "o");
    points_at("max([n, o])", "[n, o]");
}

TEST_CASE("a type in words that are none says which there are", "[feel]") {
    const auto refused = [](const std::string& type, const std::string& id,
                            const std::string& words) {
        const auto answered = answer("n", R"({"n": {"number": "4"}})", "{\"n\": " + type + "}");
        INFO(type << " gave " << answered.dump());
        CHECK(code_of(answered) == id);
        CHECK(message_of(answered).find(words) != std::string::npos);
    };
    const std::string known = "is no type; number, ratio, string, boolean, date";
    refused(R"("numbr")", "LV0203", "'numbr' " + known);
    refused(R"("")", "LV0203", "'' " + known);
    refused(R"("list<numbr>")", "LV0203", "'list<numbr>' " + known);
    refused(R"("list<number")", "LV0203", "'list<number' " + known);
    refused(R"("number number")", "LV0203", "'number number' " + known);
    refused(R"("time")", "LV0203", "time of day");
    refused(R"({"type": "numbr"})", "LV0203", "'numbr' " + known);
    refused(R"("money XYZ")", "LV0404", "'XYZ' is no currency");
    refused(R"("count of")", "LV0204", "'' is no unit");
    refused(R"("number per decade")", "LV0203", "'decade' is no time basis; day, month");
    refused(R"({"type": "number", "per": "decade"})", "LV0203", "'decade' is no time basis");
    refused(R"("date per year")", "LV0203", "only a number or money is counted per year");
    refused(R"({"type": "number", "mx": 5})", "LV0106", "did you mean 'max'?");
    refused(R"({"unit": "user"})", "LV0106", "a type says its `type`");
}

TEST_CASE("types in words name all that a rule's types say", "[feel]") {
    const auto is = [](const std::string& type, const std::string& value) {
        return code_of(answer("v = v", "{\"v\": " + value + "}", "{\"v\": \"" + type + "\"}"));
    };
    const std::string four = R"({"number": "4"})";
    for (const std::string type :
         {"number", "ratio", "money", "money GBP", "money GBP per year", "optional number",
          "optional money GBP per month", "count of user", "count of user per month",
          "number of GBP/user", "GBP/user", "Any"})
        CHECK(is(type, four) == "none");
    CHECK(is("text", R"({"string": "a"})") == "none");
    CHECK(is("duration", R"({"duration": "P1D"})") == "none");
    CHECK(is("list<list<number>>", R"({"list": [{"list": [{"number": "1"}]}]})") == "none");
    CHECK(is("list<money GBP per year>", R"({"list": [{"number": "1"}]})") == "none");
    CHECK(is("context<a: number, b: optional text>",
             R"({"context": {"a": {"number": "1"}, "b": null}})") == "none");
    CHECK(is("context<a: number>", R"({"context": {"a": {"string": "1"}}})") == "LV0203");
    CHECK(is("context", R"({"context": {"a": {"string": "1"}}})") == "none");
    CHECK(is("range<number>", R"({"range": {"low": {"number": "1"}, "high": {"number": "2"}}})") ==
          "none");
}
