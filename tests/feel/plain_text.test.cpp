// SPDX-License-Identifier: Apache-2.0
// Plain FEEL: letters of either case, and blanks.
#include "plain.hpp"

using namespace plain;

namespace {

void are_cases(const std::string& lower, const std::string& upper) {
    is_text("upper case(\"" + lower + "\")", upper);
    is_text("lower case(\"" + upper + "\")", lower);
}

}  // namespace

TEST_CASE("letters of every script have their case", "[feel]") {
    are_cases("nguyễn thị hương", "NGUYỄN THỊ HƯƠNG");
    are_cases("ưu đãi", "ƯU ĐÃI");
    are_cases("žluťoučký kůň", "ŽLUŤOUČKÝ KŮŇ");
    are_cases("ĺ ľ ŀ ł ń ņ ň ź ż ž", "Ĺ Ľ Ŀ Ł Ń Ņ Ň Ź Ż Ž");
    are_cases("ÿ ά ώ հայ налог", "Ÿ Ά Ώ ՀԱՅ НАЛОГ");
    is_text("upper case(\"ı µ ς ß\")", "I Μ Σ SS");
    is_text("lower case(\"İ\")", "i\u0307");
    is_text("upper case(\"\")", "");
}

TEST_CASE("every blank of the standard parts words, and a comment does", "[feel]") {
    for (const auto* blank : {"\u00a0", "\u2003", "\u3000", "\u0085", "\u000b", "\u000c", "\u2028",
                              "\ufeff", "\u200b", "\u1680"}) {
        is_number("1" + std::string{blank} + "+ 1", "2");
        is_number("round" + std::string{blank} + "up(5.5, 0)", "6");
    }
    is_number("round /* to the next */ up(5.5, 0)", "6");
    is_number("round // to the next\n up(5.5, 0)", "6");
    fails("round /* up(5.5, 0)", "LV0201");
}

TEST_CASE("digits are read in one pass, whatever groups them", "[feel]") {
    const auto a = answer_to({{"expression", "number(s, \",\", \".\")"},
                              {"inputs", {{"s", {{"string", std::string(900'000, ',') + "1"}}}}}});
    CHECK(a["result"]["number"] == "1");
}
