// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <levy/feel/protocol.hpp>

/// What plain FEEL answers, for tests that read as a list of formulas and their values.
namespace plain {

using nlohmann::json;

inline json answer_to(const json& request, bool checked = false) {
    return json::parse(levy::feel::eval_line(request.dump(), checked));
}

inline json answer(const std::string& expression) {
    return answer_to(json{{"expression", expression}});
}

inline void gives(const std::string& expression, const json& result) {
    const auto a = answer(expression);
    INFO(expression << " gave " << a.dump());
    CHECK(a.value("result", json{"error"}) == result);
}

inline void is_number(const std::string& expression, const std::string& digits) {
    gives(expression, json{{"number", digits}});
}

inline void is_text(const std::string& expression, const std::string& text) {
    gives(expression, json{{"string", text}});
}

inline void is_true(const std::string& expression) { gives(expression, json{{"boolean", true}}); }

inline void is_false(const std::string& expression) { gives(expression, json{{"boolean", false}}); }

inline void is_null(const std::string& expression) { gives(expression, nullptr); }

inline void fails(const std::string& expression, const std::string& code) {
    const auto a = answer(expression);
    INFO(expression << " gave " << a.dump());
    REQUIRE(a.contains("error"));
    CHECK(a["error"]["code"] == code);
    CHECK_FALSE(a["error"]["message"].get<std::string>().empty());
}

/// The formula as `string` shows it: for lists and contexts.
inline void shows(const std::string& expression, const std::string& text) {
    is_text("string(" + expression + ")", text);
}

}  // namespace plain
