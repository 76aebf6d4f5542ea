// SPDX-License-Identifier: Apache-2.0
#include <levy/rule/cases.hpp>

#include "fixture.hpp"
#include "process.hpp"

using namespace levy;
using namespace levy::pains;
namespace fs = std::filesystem;

namespace {

/// Bytes that this process has read from files so far; nothing where the machine does not tell.
std::optional<std::uint64_t> bytes_read() {
    std::ifstream io{"/proc/self/io"};
    std::string key;
    std::uint64_t count = 0;
    while (io >> key >> count)
        if (key == "rchar:") return count;
    return std::nullopt;
}

/// Bytes of the files of a folder, with those of cases or without.
std::uint64_t size_of(const fs::path& folder, bool with_cases) {
    std::uint64_t sum = 0;
    for (const auto& entry : fs::recursive_directory_iterator{folder})
        if (entry.is_regular_file() &&
            (with_cases || !entry.path().string().ends_with(".cases.yaml")))
            sum += entry.file_size();
    return sum;
}

/// Holds that the work reads no more bytes than there are; the little that libraries read is let
/// be.
template <class Work>
void reads_at_most(std::uint64_t size, Work work) {
    const auto before = bytes_read();
    work();
    const auto after = bytes_read();
    if (!before || !after) return;
    INFO(*after - *before << " bytes read of " << size);
    CHECK(*after - *before < size + 4'096);
}

}  // namespace

// policyengine-core 397 and 415, openfisca-core 535, openfisca-france 1311: seconds to load, and
// again for each reform.
TEST_CASE("pain 10: a file is read once, however many rules and reforms name it", "[pains]") {
    const own_rules rules;
    const auto under = law::open(rules.folder());
    REQUIRE(under);
    SECTION("nothing is read before it is needed") {
        fs::remove(rules.file("group-levy.yaml"));
        CHECK(under->instrument("xx/flat-levy"));
        CHECK_FALSE(under->instrument("xx/group-levy"));
    }
    SECTION("what was read is kept, also by a law made of it") {
        REQUIRE(under->jurisdiction("xx"));
        for (const auto& id : under->rules()) REQUIRE(under->instrument(id));
        fs::remove_all(rules.folder());
        const request asked{.period = "2024-06", .given = {{"revenue", "100"}}};
        CHECK(output_of(under->assess("xx/flat-levy", asked)) == "3");
        const auto edited = under->replacing("xx/new-levy", rule_text(R"(
inputs: {revenue: {type: money}}
outputs: {due: {value: revenue, source: code s.2}}
)",
                                                                      "new-levy"));
        CHECK(edited.instrument("xx/flat-levy"));
        CHECK(edited.instrument("xx/new-levy"));
        CHECK(output_of(edited.assess("xx/flat-levy", asked)) == "3");
        CHECK(output_of(edited.assess(
                  "xx/new-levy", {.period = "2024-06", .given = {{"revenue", "100"}}})) == "100");
    }
    SECTION("all rules together read each byte once") {
        reads_at_most(size_of(rules.folder(), false), [&] {
            for (const auto& id : under->rules()) CHECK(under->instrument(id));
            CHECK(under->jurisdiction("xx"));
            for (const auto& id : under->rules()) CHECK(under->instrument(id));
        });
    }
}

// openfisca-core 1027: the tests of a country take ten to twenty minutes.
TEST_CASE("pain 11: a country's cases share what was read", "[pains]") {
    const own_rules rules;
    const auto under = law::open(rules.folder());
    REQUIRE(under);
    reads_at_most(size_of(rules.folder(), true), [&] {
        std::size_t passed = 0;
        for (const auto& entry : fs::directory_iterator{rules.file("")}) {
            const auto path = entry.path().string();
            if (!path.ends_with(".cases.yaml")) continue;
            const auto report = rule::run_cases(*under, path);
            INFO(path);
            CHECK(report.ok());
            passed += report.passed;
        }
        CHECK(passed > 100);
    });
}
