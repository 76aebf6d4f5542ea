// SPDX-License-Identifier: Apache-2.0
// Signs of other languages are refused with the one that is meant.
#include <catch2/catch.hpp>

#include <levy/feel/parse.hpp>

using namespace levy;

namespace {

std::string told(const std::string& formula) {
    diagnostics sink;
    CHECK_FALSE(feel::parse(std::make_shared<const source_text>("formula", formula), sink));
    std::string all;
    for (const auto& p : sink) all += p.message + " | " + p.help + "\n";
    return all;
}

}  // namespace

TEST_CASE("a sign of another language names its own", "[feel]") {
    const auto [sign, instead] = GENERATE(table<std::string, std::string>({{"==", "="},
                                                                           {"=>", ">="},
                                                                           {"=<", "<="},
                                                                           {"<>", "!="},
                                                                           {"&&", "and"},
                                                                           {"||", "or"},
                                                                           {"&", "and"},
                                                                           {"|", "or"},
                                                                           {"^", "**"},
                                                                           {"×", "*"},
                                                                           {"·", "*"},
                                                                           {"÷", "/"},
                                                                           {"−", "-"},
                                                                           {"–", "-"},
                                                                           {"≤", "<="},
                                                                           {"≥", ">="},
                                                                           {"≠", "!="}}));
    CHECK(told("a " + sign + " b") ==
          "'" + sign + "' is no sign of FEEL | write `" + instead + "`\n");
}

TEST_CASE("a semicolon parts no arguments", "[feel]") {
    CHECK(told("max(a; b)") == "';' is no sign of FEEL | write `,`\n");
    CHECK(told("−a") == "'−' is no sign of FEEL | write `-`\n");
}
