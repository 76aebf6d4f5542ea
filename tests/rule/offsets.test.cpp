// SPDX-License-Identifier: Apache-2.0
// What a jurisdiction says that a charge gives back is an output of one of its steps.
#include "../the_law.hpp"
#include "slips.hpp"

using namespace levy;
using levy::tests::the_law;

namespace {

std::string told_of(const std::string& of) {
    diagnostics sink;
    auto text = open_source(the_law().path_of("xx/jurisdiction"), sink)->text();
    const std::string written = "of: gross.tax,";
    const auto at = text.find(written);
    REQUIRE(at != std::string::npos);
    text.replace(at, written.size(), "of: " + of + ",");
    const auto changed = the_law().replacing(
        "xx/jurisdiction", std::make_shared<const source_text>("planted.yaml", text));
    return slips::lines_of(changed.jurisdiction("xx").problems());
}

}  // namespace

TEST_CASE("an offset is of an output of a step", "[rule]") {
    CHECK(told_of("gross.tax").empty());
    CHECK(told_of("gros.tax") == "89:30 name: there is no step 'gros' | did you mean 'gross'?\n");
    CHECK(told_of("gross.taxx") ==
          "89:36 name: the rule 'xx/gross-up' has no output 'taxx' | did you mean 'tax'?\n");
    CHECK(told_of("gross") == "89:30 name: `of` names a step and its output | of: gross.tax\n");
    CHECK(told_of("untaxed.tax") ==
          "89:30 name: the step 'untaxed' assesses nothing that could be given back | name a step "
          "that has a `rule`\n");
}
