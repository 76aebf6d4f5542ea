// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <set>

#include <catch2/catch.hpp>

#include <levy/rule/rule.hpp>

using namespace levy;

namespace {

/// Every word that stands under `reason` in a case, for all charges or for one.
void gather(const node& n, bool is_reason, std::set<std::string>& found) {
    if (is_reason && n.is_text()) found.insert(n.text);
    for (const auto& item : n.items) gather(item, false, found);
    for (const auto& entry : n.entries)
        gather(entry.value, entry.key == "reason" || (is_reason && entry.value.is_text()), found);
}

}  // namespace

TEST_CASE("every reason for a zero has a case in the country that does not exist", "[rule]") {
    std::set<std::string> found;
    for (const auto& file : std::filesystem::directory_iterator{LEVY_ROOT "/rules/law/xx"}) {
        if (!file.path().string().ends_with(".cases.yaml")) continue;
        diagnostics problems;
        const auto document = read_yaml(open_source(file.path().string(), problems), problems);
        REQUIRE(document);
        gather(*document, false, found);
    }
    for (const auto& reason : rule::reason_codes()) {
        INFO(reason);
        CHECK(found.contains(reason));
    }
}
