// SPDX-License-Identifier: Apache-2.0
#include <levy/feel/protocol.hpp>

#include "fixture.hpp"

using namespace levy;
using namespace levy::pains;

namespace {

/// A table of one column and these rows; what its author is told.
diagnostics table_of(const std::string& column, const std::string& rows,
                     const std::string& hit = "unique") {
    return problems_of("tables: {t: {hit: " + hit + ", columns: [{name: x, " + column +
                       "}], gives: ratio, values: {2020-01-01: {source: code s.2, rows: [" + rows +
                       "]}}}}\ninputs: {base: {type: money}, x: {" + column +
                       "}}\noutputs: {due: {value: base * t(x), source: code s.2}}\n");
}
code only(const diagnostics& problems) {
    INFO(to_text(problems));
    REQUIRE(problems.errors() == 1);
    return problems.front().id;
}

/// Rows that cut the money from 0 into pieces of 10, the first and last open.
std::string pieces(int count) {
    std::string rows;
    for (int i = 0; i < count; ++i) {
        const auto low = std::to_string(i * 10);
        const auto high = std::to_string(i * 10 + 10);
        const auto edge = i == 0           ? "'< " + high + "'"
                          : i == count - 1 ? "'>= " + low + "'"
                                           : "'[" + low + ".." + high + ")'";
        rows += (i == 0 ? "[" : ", [") + edge + ", " + std::to_string(i % 90 + 1) + "%]";
    }
    return rows;
}

}  // namespace

// catala 182 and 226: the prover tells of gaps that cannot be, since it knows no domains.
TEST_CASE("pain 18: no gap is told where no value can lie", "[pains]") {
    CHECK(table_of("type: money, min: 0", "['[0..10)', 1%], ['>= 10', 2%]").ok());
    CHECK(table_of("type: count, unit: user", "['<= 9', 1%], ['>= 10', 2%]").ok());
    CHECK(table_of("type: text, one_of: [a, b]", "[a, 1%], [b, 2%]").ok());
    CHECK(table_of("type: boolean", "[true, 1%], [false, 2%]").ok());
    SECTION("and one is told where a value can lie, with the value") {
        const auto money = table_of("type: money, min: 0", "['(0..10)', 1%], ['>= 10', 2%]");
        CHECK(only(money) == code::gap);
        CHECK(only(table_of("type: money", "['<= 9', 1%], ['>= 10', 2%]")) == code::gap);
        CHECK(only(table_of("type: count, unit: user", "['<= 9', 1%], ['>= 11', 2%]")) ==
              code::gap);
        CHECK(only(table_of("type: text, one_of: [a, b]", "[a, 1%]")) == code::gap);
        CHECK(only(table_of("type: boolean", "[true, 1%]")) == code::gap);
    }
}

// catala 344 and 458: dates are weak in proofs.
TEST_CASE("pain 18: days are proven like amounts", "[pains]") {
    CHECK(table_of("type: date", "['< 2024-01-01', 1%], ['>= 2024-01-01', 2%]").ok());
    CHECK(table_of("type: date", "['<= 2023-12-31', 1%], ['>= 2024-01-01', 2%]").ok());
    CHECK(only(table_of("type: date", "['< 2023-12-31', 1%], ['>= 2024-01-01', 2%]")) == code::gap);
    CHECK(only(table_of("type: date", "['<= 2024-01-01', 1%], ['>= 2024-01-01', 2%]")) ==
          code::overlap);
}

// camunda 62594, gorules zen 276, incubator-kie 6870: big tables are slow, since every row is
// tried, FIRST does not stop, and rows are appended in squares.
TEST_CASE("pain 22: the first row that holds is the last one tried", "[pains]") {
    const auto first = [](const std::string& rows) {
        return with(
            "tables: {t: {hit: first, columns: [{name: x, type: money}], gives: ratio, "
            "values: {2020-01-01: {source: code s.2, rows: [" +
            rows +
            "]}}}}\ninputs: {base: {type: money}}\noutputs: {due: {value: base * t(base), "
            "source: code s.2}}\n");
    };
    const auto encoded = first("['< 10', 1%], ['-', unknown]");
    CHECK(due(encoded, "5") == "0.05");
    CHECK(due(encoded, "10") == "unknown");
    CHECK(due(first("['< 10', unknown], ['-', 1%]"), "5") == "unknown");
    CHECK(due(first("['< 10', 1%], ['< 20', 2%], ['-', 3%]"), "5") == "0.05");
}

TEST_CASE("pain 22: a table of thousands of rows is read and proven", "[pains]") {
    const auto under = with(
        "tables: {t: {columns: [{name: x, type: money}], gives: ratio, values: {2020-01-01: "
        "{source: code s.2, rows: [" +
        pieces(3'000) +
        "]}}}}\ninputs: {base: {type: money}}\noutputs: {due: {value: base * t(base), source: code "
        "s.2}}\n");
    CHECK(due(under, "5") == "0.05");
    CHECK(due(under, "29995") == "8998.5");
    SECTION("the one gap, the one overlap among a thousand are found") {
        auto rows = pieces(1'000);
        rows.replace(rows.find("[5000..5010)"), 12, "[5001..5010)");
        CHECK(only(table_of("type: money", rows)) == code::gap);
        rows.replace(rows.find("[5001..5010)"), 12, "[5000..5011)");
        CHECK(only(table_of("type: money", rows)) == code::overlap);
    }
}

TEST_CASE("pain 22: FIRST stops at the first row that holds", "[pains]") {
    // The second row cannot be tried without an error: its test meets a limit.
    const auto answer = [](const std::string& policy, const std::string& x) {
        return feel::eval_line(
            R"j({"table": {"hit_policy": ")j" + policy +
                R"j(", "inputs": [{"expression": "x"}], "outputs": [{"name": "y"}], "rules": [)j" +
                R"j({"when": ["< 10"], "then": ["1"]}, {"when": ["> count(for i in 0..x * 1000000 return i)"], "then": ["2"]})j" +
                R"j(]}, "inputs": {"x": {"number": ")j" + x + R"j("}}})j",
            false);
    };
    CHECK(answer("FIRST", "5").find(R"({"number":"1"})") != std::string::npos);
    CHECK(answer("FIRST", "50").find("LV0403") != std::string::npos);
    CHECK(answer("RULE ORDER", "5").find("LV0403") != std::string::npos);
}
