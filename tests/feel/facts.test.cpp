// SPDX-License-Identifier: Apache-2.0
// What random conditions prove of empty lists and of nulls never fails where it is relied on.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "plain.hpp"

namespace {

using plain::json;

std::string some_fact(bool of_element) {
    const auto element = *rc::gen::element<std::string>("i > 0", "i != null", "i = null",
                                                        "i != null and i > 0", "i in [0, 1]");
    const auto other = *rc::gen::element<std::string>("y = null", "y != null", "y in [0, 1]",
                                                      "y != null and y > 0");
    return of_element && *rc::gen::arbitrary<bool>() ? element : other;
}

std::string some_condition(int depth, bool of_element) {
    const auto pick = depth <= 0 ? 0 : *rc::gen::inRange(0, 6);
    const auto sub = [&](bool inside) { return "(" + some_condition(depth - 1, inside) + ")"; };
    if (pick == 1) return "not" + sub(of_element);
    if (pick == 2) return sub(of_element) + " or " + sub(of_element);
    if (pick == 3) return sub(of_element) + " and " + sub(of_element);
    if (pick >= 4) {
        const auto list = *rc::gen::element<std::string>("l", "m");
        return (pick == 4 ? "every i in " : "some i in ") + list + " satisfies " + sub(true);
    }
    return some_fact(of_element);
}

const json one{{"number", "1"}};

json list(const json& items) { return json{{"list", items}}; }

/// Lists that are empty, and values that are not there, with all that may stand beside them.
std::vector<json> all_inputs() {
    const auto none = json::array();
    std::vector<json> all;
    for (const auto& y : {json{}, one})
        for (const auto& l : {none, json::array({one})})
            for (const auto& m : {none, json::array({json{}}), json::array({one})})
                all.push_back({{"y", y}, {"l", list(l)}, {"m", list(m)}});
    return all;
}

}  // namespace

TEST_CASE("a formula that passes the check has the value that plain FEEL gives it", "[feel]") {
    const auto inputs = all_inputs();
    std::size_t relied_on = 0;
    const bool holds = rc::check([&] {
        const auto condition = some_condition(3, false);
        json asked;
        asked["input_types"] = {
            {"y", "optional number"}, {"l", "list<number>"}, {"m", "list<optional number>"}};
        for (const std::string formula :
             {" then y + 1 else 0", " then 0 else y + 1", " then (for i in m return i + 1) else []",
              " then [] else (for i in m return i + 1)"})
            for (const auto& given : inputs) {
                asked["expression"] = "if " + condition + formula;
                asked["inputs"] = given;
                const auto checked = plain::answer_to(asked, true);
                RC_LOG(asked.dump());
                if (checked.contains("error")) {
                    // Of what is written, and so for all inputs.
                    RC_ASSERT(checked["error"]["code"] == "LV0208");
                    break;
                }
                ++relied_on;
                RC_ASSERT(checked["result"] == plain::answer_to(asked)["result"]);
            }
    });
    CHECK(holds);
    CHECK(relied_on > 0);
}
