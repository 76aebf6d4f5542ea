// SPDX-License-Identifier: Apache-2.0
// The schemas in rules/schema are those that the readers' own forms give.
#include <filesystem>
#include <set>

#include <catch2/catch.hpp>

#include <levy/report/schema.hpp>

#include "golden.hpp"

using namespace levy;

TEST_CASE("the schemas are printed from the forms of the readers", "[schema]") {
    std::set<std::string> known;
    for (const auto& kind : report::schema_kinds()) {
        const auto name = kind + ".schema.json";
        known.insert(name);
        INFO("rules/schema/" << name << ": LEVY_UPDATE_GOLDEN=1 writes it anew");
        tests::check_golden("../../rules/schema/" + name, report::schema_of(kind));
    }
    for (const auto& entry :
         std::filesystem::directory_iterator{std::string{LEVY_ROOT} + "/rules/schema"})
        CHECK(known.count(entry.path().filename().string()) == 1);
}
