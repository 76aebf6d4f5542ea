// SPDX-License-Identifier: Apache-2.0
// What is claimed of random tables is what trying every case finds. Between two neighbouring values
// that a test may name, below them all and above them all there is a case too.
#include <set>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <levy/feel/evaluate.hpp>
#include <levy/feel/parse.hpp>
#include <levy/rule/read.hpp>

using namespace levy;

namespace {

using feel::value;
using words = std::vector<std::string>;

/// A kind of column: how it is declared, which values its tests name, and a value in every cell
/// that such tests can tell apart.
struct sort {
    std::string declared;
    words named;
    std::vector<value> cases;
    bool ordered = true;
};

std::vector<value> numbers(const words& texts) {
    std::vector<value> all;
    for (const auto& one : texts) all.emplace_back(*read_number(one));
    return all;
}
std::vector<value> days(const words& texts) {
    std::vector<value> all;
    for (const auto& one : texts) all.emplace_back(*read_day(one));
    return all;
}

sort some_sort() {
    const auto figures = numbers({"-9", "-2.5", "-1", "-0.5", "-0.25", "0", "1", "1.5", "2", "9"});
    const words named{"-2.5", "-0.5", "0", "1.5"};
    auto made = *rc::gen::elementOf(std::vector<sort>{
        {"type: money", named, figures},
        {"type: money, min: -0.5, max: 1.5", named, numbers({"-0.5", "-0.25", "0", "1", "1.5"})},
        {"type: ratio, min: 0", named, numbers({"0", "1", "1.5", "2"})},
        {"type: count, unit: user, min: 0, max: 7",
         {"0", "1", "2.5", "5", "6"},
         numbers({"0", "1", "2", "3", "4", "5", "6", "7"})},
        {"type: date",
         {"2024-02-28", "2024-03-01", "2024-03-05"},
         days({"2024-01-01", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02", "2024-03-05",
               "2024-03-06"})},
        {"type: text, one_of: [a, b, c]",
         {"a", "b", "c"},
         {value{"a"}, value{"b"}, value{"c"}},
         false},
        {"type: text",
         {"a", "b", "c"},
         {value{"a"}, value{"b"}, value{"c"}, value{"other"}},
         false},
        {"type: boolean", {"true", "false"}, {value{true}, value{false}}, false},
    });
    if (*rc::gen::arbitrary<bool>()) {
        made.declared += ", optional: true";
        made.cases.emplace_back();
    }
    return made;
}

std::string one_test(const sort& of, int depth) {
    const bool optional = of.cases.back().is_null();
    const auto named = [&] { return *rc::gen::elementOf(of.named); };
    const auto pick = *rc::gen::inRange(0, 9);
    if (pick == 0 && optional) return "null";
    if (pick == 1 && depth > 0) {
        auto inner = one_test(of, 0);
        if (*rc::gen::arbitrary<bool>()) inner += ", " + one_test(of, 0);
        return "not(" + inner + ")";
    }
    if (!of.ordered || pick < 4) return named();
    if (pick < 7) return *rc::gen::element<std::string>("< ", "<= ", "> ", ">= ", "= ") + named();
    return *rc::gen::element<std::string>("[", "(") + named() + ".." + named() +
           *rc::gen::element<std::string>("]", ")");
}
std::string some_cell(const sort& of) {
    if (*rc::gen::inRange(0, 5) == 0) return "-";
    auto cell = one_test(of, 1);
    for (auto more = *rc::gen::inRange(0, 4); more > 1; --more) cell += ", " + one_test(of, 1);
    return cell;
}

struct sample {
    std::vector<sort> columns;
    std::vector<words> rows;  // cells
    words gives;
    std::string hit;
};
sample some_table() {
    sample made;
    const auto columns = *rc::gen::inRange(1, 4);
    for (int c = 0; c < columns; ++c) made.columns.push_back(some_sort());
    const auto rows = *rc::gen::inRange(1, 5);
    for (int r = 0; r < rows; ++r) {
        words cells;
        for (const auto& column : made.columns) cells.push_back(some_cell(column));
        made.rows.push_back(std::move(cells));
        made.gives.push_back(*rc::gen::element<std::string>("1%", "2%"));
    }
    made.hit = *rc::gen::element<std::string>("unique", "any", "first", "collect");
    return made;
}

diagnostics problems_of(const sample& of) {
    std::string text = R"(levy: 1
rule: xx/sample
title: A sample
currency: EUR
assessed: per month
sources: {act: {title: The Act, read: 2026-01-01}}
in_force: {2020-01-01: {value: true, source: act s.1}}
inputs: {revenue: {type: money, min: 0}}
outputs: {due: {value: revenue, source: act s.6}}
tables:
  t:
    gives: ratio
    hit: )" + of.hit + "\n    columns:\n";
    for (std::size_t c = 0; c < of.columns.size(); ++c)
        text += "      - {name: c" + std::to_string(c) + ", " + of.columns[c].declared + "}\n";
    text += "    values:\n      2020-01-01:\n        source: act s.4\n        rows:\n";
    for (std::size_t r = 0; r < of.rows.size(); ++r) {
        text += "          - [";
        for (const auto& cell : of.rows[r]) text += "\"" + cell + "\", ";
        text += of.gives[r] + "]\n";
    }
    diagnostics sink;
    const auto source = std::make_shared<const source_text>("rule.yaml", text);
    if (const auto document = read_yaml(source, sink))
        (void)rule::read_rule(*document, source, {}, sink);
    RC_LOG() << text << "\n" << to_text(sink);
    return sink;
}

/// Cells hold literals only.
struct nothing final : feel::environment {
    [[noreturn]] static value none() { throw contract_violation{"a literal was expected"}; }
    value get(std::size_t, const span&) override { return none(); }
    value call(std::size_t, std::span<const value>, const span&) override { return none(); }
    value at(std::size_t, day, const span&) override { return none(); }
    value spans(std::size_t, day, day, const span&) override { return none(); }
    value convert(const value&, std::string_view, std::string_view, day, const span&) override {
        return none();
    }
};

/// Which cases of its column each test of a cell lets through, as the run evaluates it.
std::vector<std::vector<bool>> tried(const std::string& cell, const sort& column) {
    diagnostics sink;
    const auto source = std::make_shared<const source_text>("cell", "\"" + cell + "\"");
    const auto document = read_yaml(source, sink);
    RC_ASSERT(document.has_value());
    auto tests = feel::parse_tests(*document, sink);
    RC_ASSERT(tests.has_value());
    nothing names;
    std::vector<std::vector<bool>> all;
    for (auto& test : *tests) {
        std::vector<feel::expr> alone;
        alone.push_back(std::move(test));
        all.emplace_back();
        for (const auto& v : column.cases) all.back().push_back(feel::meets(v, alone, names));
    }
    return all;
}

/// What the tables of a sample say by trying.
struct verdict {
    std::size_t never = 0, said_already = 0, masked = 0, gaps = 0;
    std::set<std::pair<std::size_t, std::size_t>> overlaps;
};

class trying {
public:
    explicit trying(const sample& of) : of_{of} {
        for (const auto& row : of.rows) {
            rows_.emplace_back();
            for (std::size_t c = 0; c < of.columns.size(); ++c)
                rows_.back().push_back(cell(tried(row[c], of.columns[c])));
        }
    }
    verdict go() {
        first_.assign(rows_.size(), false);
        holds_.assign(rows_.size(), false);
        std::vector<std::size_t> point(of_.columns.size(), 0);
        each(point, 0);
        if (of_.hit == "first")
            for (std::size_t r = 0; r < rows_.size(); ++r)
                if (holds_[r] && !first_[r]) ++made_.masked;
        if (of_.hit == "collect") made_.gaps = 0;
        return made_;
    }
    /// The points that no row meets and the given cells do, and the other way round.
    [[nodiscard]] const std::set<std::vector<std::size_t>>& open() const { return open_; }

private:
    std::vector<bool> cell(const std::vector<std::vector<bool>>& tests) {
        std::vector<bool> any(tests.front().size(), false);
        for (const auto& passes : tests) {
            bool some = false;
            bool fresh = false;
            for (std::size_t i = 0; i < any.size(); ++i) {
                some = some || passes[i];
                fresh = fresh || (passes[i] && !any[i]);
                any[i] = any[i] || passes[i];
            }
            if (!some)
                ++made_.never;
            else if (!fresh)
                ++made_.said_already;
        }
        return any;
    }
    void each(std::vector<std::size_t>& point, std::size_t column) {
        if (column == point.size()) return at(point);
        for (std::size_t i = 0; i < of_.columns[column].cases.size(); ++i) {
            point[column] = i;
            each(point, column + 1);
        }
    }
    void at(const std::vector<std::size_t>& point) {
        std::vector<std::size_t> hits;
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            bool all = true;
            for (std::size_t c = 0; c < point.size(); ++c) all = all && rows_[r][c][point[c]];
            if (!all) continue;
            holds_[r] = true;
            if (hits.empty()) first_[r] = true;
            hits.push_back(r);
        }
        if (hits.empty()) {
            ++made_.gaps;
            open_.insert(point);
        }
        if (of_.hit == "first" || of_.hit == "collect") return;
        for (std::size_t i = 0; i < hits.size(); ++i)
            for (std::size_t j = i + 1; j < hits.size(); ++j)
                if (of_.hit == "unique" || of_.gives[hits[i]] != of_.gives[hits[j]])
                    made_.overlaps.emplace(hits[i], hits[j]);
    }

    const sample& of_;
    std::vector<std::vector<std::vector<bool>>> rows_;  // row, column, case
    std::vector<bool> first_, holds_;
    std::set<std::vector<std::size_t>> open_;
    verdict made_;
};

/// The cells of the rows that a help gives to paste.
std::vector<words> pasted(const std::string& help, std::size_t columns) {
    std::vector<words> rows;
    for (auto at = help.find("\n    - ["); at != std::string::npos;
         at = help.find("\n    - [", at + 1)) {
        rows.emplace_back();
        auto from = at + 8;
        for (std::size_t c = 0; c < columns; ++c) {
            const auto end = help.find('"', from + 1);
            rows.back().push_back(help.substr(from + 1, end - from - 1));
            from = help.find('"', end + 1);
        }
    }
    return rows;
}

}  // namespace

TEST_CASE("claims about tables are what trying every case finds", "[rule][prove]") {
    CHECK(rc::check("gap, overlap, masked, never", [] {
        const auto of = some_table();
        const auto found = problems_of(of);
        trying by_hand{of};
        const auto wanted = by_hand.go();
        const auto told = [&](code id) {
            return static_cast<std::size_t>(std::count_if(
                found.begin(), found.end(), [&](const diagnostic& one) { return one.id == id; }));
        };
        // A test of a cell, or the row with its result.
        const auto masked_rows = static_cast<std::size_t>(
            std::count_if(found.begin(), found.end(), [](const diagnostic& one) {
                const auto row = one.primary.where.text().find('%') != std::string_view::npos;
                return one.id == code::masked && row;
            }));
        RC_ASSERT(told(code::never) == wanted.never);
        RC_ASSERT(told(code::masked) - masked_rows == wanted.said_already);
        RC_ASSERT(masked_rows == wanted.masked);
        RC_ASSERT(told(code::overlap) == wanted.overlaps.size());
        RC_ASSERT(told(code::gap) == (wanted.gaps == 0 ? 0U : 1U));
        RC_ASSERT(found.size() ==
                  told(code::never) + told(code::masked) + told(code::overlap) + told(code::gap));
        RC_CLASSIFY(found.empty(), "clean");
        RC_CLASSIFY(wanted.gaps != 0, "gap");
        RC_CLASSIFY(!wanted.overlaps.empty(), "overlap");
        RC_CLASSIFY(wanted.masked != 0, "masked");
        RC_CLASSIFY(wanted.never != 0, "never");
        for (const auto& one : found) {
            if (one.id != code::gap || one.message.find(" more") != std::string::npos) continue;
            auto filled = of;
            filled.rows = pasted(one.help, of.columns.size());
            filled.gives.assign(filled.rows.size(), "1%");
            trying again{filled};
            (void)again.go();
            // Every case is met either by the rows that were there or by those to paste.
            std::size_t cases = 1;
            for (const auto& column : of.columns) cases *= column.cases.size();
            std::size_t both = 0;
            for (const auto& point : again.open()) both += by_hand.open().count(point);
            RC_ASSERT(both == 0U);
            RC_ASSERT(again.open().size() + by_hand.open().size() == cases);
        }
    }));
}
