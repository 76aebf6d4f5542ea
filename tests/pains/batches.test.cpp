// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include <levy/rule/schedule.hpp>

#include "fixture.hpp"
#include "process.hpp"

using namespace levy;
using namespace levy::pains;
using nlohmann::json;

// gorules jdm-editor 236: decimals become whole numbers in one binding and stay in another.
TEST_CASE("pain 4: a decimal is the same through every door", "[pains]") {
    const std::string rule = "xx/flat-levy";
    CHECK(output_of(the_law().assess(
              rule, {.period = "2024-06", .given = {{"revenue", "10.75"}}})) == "0.32");
    const auto value = [](const std::string& text) {
        return json::parse(text)["outputs"]["due"]["value"].get<std::string>();
    };
    const std::string assess = "assess " + rule;
    CHECK(value(run(assess + " --period 2024-06 --set revenue=10.75 --format json").out) == "0.32");
    const tests::own_folder folder;
    const auto given = folder.write("given.yaml", "period: 2024-06\ngiven: {revenue: 10.75}\n");
    CHECK(value(run(assess + " --given '" + given + "' --format json").out) == "0.32");
    const auto records =
        folder.write("lines", R"({"period": "2024-06", "given": {"revenue": "10.75"}})"
                              "\n"
                              R"({"period": "2024-06", "given": {"revenue": 10.75}})"
                              "\n");
    const auto lines = run(assess + " --jsonl < '" + records + "'").out;
    const auto second = lines.find('\n') + 1;
    CHECK(value(lines.substr(0, second)) == "0.32");
    CHECK(value(lines.substr(second)) == "0.32");
    CHECK(run("eval '10.75 * 0.03'").out == "0.3225\n");
    SECTION("and where only whole things are counted, half a one is refused and not cut") {
        CHECK(output_of(the_law().assess("xx/head-levy",
                                         {.period = "2024-05", .given = {{"users", "1000.5"}}})) ==
              "literal");
    }
}

// json-rules-engine 58, 324 and 364: a batch is slow, since each record builds its own objects.
TEST_CASE("pain 23: records in a row share one reading of the law", "[pains]") {
    const tests::own_folder folder;
    std::string lines;
    for (int i = 1; i <= 200; ++i)
        lines += R"({"id": )" + std::to_string(i) +
                 R"(, "period": "2024-06", "given": {"revenue": ")" + std::to_string(i * 100) +
                 "\"}}\n";
    const auto records = folder.write("lines", lines + "not a record\n" + lines);
    const auto out = run("assess xx/flat-levy --jsonl < '" + records + "'").out;
    std::istringstream answers{out};
    std::size_t count = 0;
    std::size_t wrong = 0;
    for (std::string line; std::getline(answers, line); ++count) {
        const auto answer = json::parse(line);
        CHECK(answer["schema"] == "levy.assessment/2");
        if (answer.contains("error")) {
            ++wrong;
            continue;
        }
        CHECK(answer["outputs"]["due"]["value"] == std::to_string(answer["id"].get<int>() * 3));
    }
    CHECK(count == 401);
    CHECK(wrong == 1);
}

TEST_CASE("pain 23: a thousand amounts of one flow cost one run of the rules", "[pains]") {
    const auto in = the_law().jurisdiction("xx");
    REQUIRE(in);
    rule::facts flow;
    flow.over = *read_period("2024-01");
    flow.currency = "EUR";
    flow.given = {{"stream", feel::value{std::string{"advertising"}}},
                  {"customer", feel::value{std::string{"business"}}},
                  {"amount", feel::value{number{5'000}}}};
    const auto schedule = rule::schedule_of(**in, flow);
    REQUIRE(schedule);
    REQUIRE(schedule->charges.size() == 1);
    for (int i = 1; i <= 1'000; ++i) {
        const number amount{i * 37, 4};
        REQUIRE(schedule->holds(amount));
        CHECK(schedule->charges.front().at(amount) ==
              rounded(amount * number{5, 100}, number{1, 100}, rounding::half_up));
    }
}
