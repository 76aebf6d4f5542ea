// SPDX-License-Identifier: Apache-2.0
#include "fixture.hpp"
#include "process.hpp"

using namespace levy;
using namespace levy::pains;

namespace {

/// Words of the languages and libraries beneath, which no author should ever meet.
void is_for_people(const std::string& text) {
    for (const auto* word : {"std::", "YAML::", "yaml-cpp", "terminate", "exception:", "Traceback",
                             "bad_", "0x", "nullptr", "segmentation"}) {
        INFO(text);
        CHECK(text.find(word) == std::string::npos);
    }
}

}  // namespace

// openfisca-core 599 and 755: messages print a structure of the language beneath; a misspelt key
// gives a traceback.
TEST_CASE("pain 12: a misspelt key is named with its place and the key that was meant", "[pains]") {
    const own_rules rules;
    const auto path = rules.file("flat-levy.yaml");
    auto text = read_file(path);
    text.replace(text.find("inputs:"), 7, "input:");
    text.replace(text.find("round:"), 6, "ruond:");
    write_file(path, text);
    const auto said = run("--rules '" + rules.folder() + "' check '" + path.string() + "'");
    CHECK(said.status == 1);
    CHECK(said.out.find("flat-levy.yaml:18:1") != std::string::npos);
    CHECK(said.out.find("did you mean 'inputs'?") != std::string::npos);
    CHECK(said.out.find("flat-levy.yaml:22:") != std::string::npos);  // both in one run
    CHECK(said.out.find("did you mean 'round'?") != std::string::npos);
    is_for_people(said.out);
}

TEST_CASE("pain 12: a shape that is not meant is told in the words of the file", "[pains]") {
    const own_rules rules;
    const auto path = rules.file("flat-levy.yaml");
    const auto good = read_file(path);
    for (const auto& [from, to] :
         {std::pair{"{type: money, min: 0, about: revenue of the month}", "[money, 0]"},
          {"2020-01-01: {value: true, source: code s.1}", "[true]"},
          {"2020-01-01: {value: 3%, source: code s.2}", "3%"},
          {"{charges: turnover_tax, value: revenue * rate, round: half up "
           "to 0.01, source: code s.2}",
           "revenue * rate"},
          {"EUR", "{a: [b]}"}}) {
        auto text = good;
        text.replace(text.find(from), std::string{from}.size(), to);
        write_file(path, text);
        const auto said = run("--rules '" + rules.folder() + "' check '" + path.string() + "'");
        INFO(to << "\n" << said.out);
        CHECK(said.status == 1);
        CHECK(said.out.find("flat-levy.yaml:") != std::string::npos);
        is_for_people(said.out);
    }
}

// policyengine-us 8010, policyengine-core 133: a merge that went wrong breaks a file, and the whole
// country can no longer be loaded.
TEST_CASE("pain 13: one file that a merge broke stops that file alone", "[pains]") {
    const own_rules rules;
    const auto path = rules.file("flat-levy.yaml");
    auto text = read_file(path);
    const std::string later = "      2024-07-01: {value: 4.5%, source: gazette no. 12}\n";
    text.replace(text.find(later), later.size(),
                 "<<<<<<< ours\n" + later + "=======\n" + later + ">>>>>>> theirs\n");
    write_file(path, text);
    const auto under = law::open(rules.folder());
    REQUIRE(under);
    SECTION("the others answer") {
        const auto made =
            under->assess("xx/new-levy", {.period = "2025-01", .given = {{"revenue", "1100"}}});
        REQUIRE(made);
        CHECK(output_of(made) == "30");
    }
    SECTION("the broken one says where") {
        const auto made =
            under->assess("xx/flat-levy", {.period = "2025-01", .given = {{"revenue", "1100"}}});
        REQUIRE_FALSE(made);
        CHECK(to_text(made.problems().front().primary.where).find("flat-levy.yaml:1") !=
              std::string::npos);
        CHECK(made.problems().front().id == code::yaml);
        is_for_people(to_text(made.problems()));
    }
    SECTION("and levy check tells it once, with nothing of the rest") {
        const auto said = run("--rules '" + rules.folder() + "' check '" + rules.folder() + "'");
        CHECK(said.status == 1);
        CHECK(said.out.find("flat-levy.yaml") != std::string::npos);
        CHECK(said.out.find("new-levy.yaml") == std::string::npos);
    }
    SECTION("a key that a merge wrote twice is not read by its first") {
        auto twice = read_file(LEVY_ROOT "/rules/law/xx/flat-levy.yaml");
        twice.insert(twice.find(later), later);
        write_file(path, twice);
        const auto made =
            under->assess("xx/flat-levy", {.period = "2025-01", .given = {{"revenue", "1100"}}});
        REQUIRE_FALSE(made);
        CHECK(made.problems().front().related.size() == 1);
    }
}
