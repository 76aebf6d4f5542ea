// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "fixture.hpp"
#include "process.hpp"

using namespace levy::pains;

// policyengine-us 3471, 4000 and 3311: an estimate has no interval and moves from run to run and
// release to release, and nobody can tell noise from law.
TEST_CASE("pain 25: an estimate has its interval and is the same bytes on each run", "[pains]") {
    const std::string words = "estimate examples/vietnam-2020.yaml --format json";
    const auto first = run(words, "2>/dev/null").out;
    CHECK(first == run(words, "2>/dev/null").out);
    const auto answer = nlohmann::json::parse(first);
    CHECK(answer["schema"].get<std::string>().starts_with("levy.estimate/"));
    const auto& lines = answer["lines"];
    REQUIRE_FALSE(lines.empty());
    for (const auto& line : lines) {
        if (!line.contains("revenue")) continue;  // refused, and said so
        INFO(line.dump());
        const auto at = [&](const char* quantile) {
            return std::stod(line["revenue"][quantile].get<std::string>());
        };
        CHECK(at("p5") < at("p50"));
        CHECK(at("p50") < at("p95"));
    }
    // What moves an answer is named: its law, its figures, its seed.
    CHECK(answer["receipt"]["files"].size() > 2);
}
