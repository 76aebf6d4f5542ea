// SPDX-License-Identifier: Apache-2.0
#include <map>

#include <catch2/catch.hpp>

#include <levy/feel/check.hpp>
#include <levy/feel/parse.hpp>
#include <levy/feel/ranges.hpp>
#include <levy/text/document.hpp>

using namespace levy;
using feel::extent;
using feel::interval;
using feel::interval_end;
using feel::type;

namespace {

type number_within(std::optional<number> min, std::optional<number> max) {
    auto t = type::number_of();
    t.bounds = std::make_shared<const feel::limits>(feel::limits{std::move(min), std::move(max)});
    return t;
}

/// Some numbers of known range, and lists of them.
class some_names : public feel::scope, public feel::known_ranges {
public:
    some_names() {
        const auto share = number_within(0, 1);
        auto item = type::of_kind(type::kind::record);
        item.fields = {{"part", number_within(0, std::nullopt), nullptr},
                       {"rest", type::number_of(), nullptr}};
        names_ = {{"any", type::number_of()},
                  {"other", type::number_of()},
                  {"up", number_within(0, std::nullopt)},
                  {"more", number_within(0, std::nullopt)},
                  {"share", share},
                  {"few", number_within(1, 5)},
                  {"items", type::list_of(item)},
                  {"from", type::of_kind(type::kind::date)},
                  {"to", type::of_kind(type::kind::date)}};
    }
    std::optional<feel::symbol> find(std::string_view name) const override {
        for (std::size_t i = 0; i < names_.size(); ++i) {
            if (names_[i].first != name) continue;
            feel::symbol s;
            s.as = names_[i].second;
            s.slot = i;
            return s;
        }
        return std::nullopt;
    }
    std::vector<std::string> names() const override { return {}; }
    bool refuses_bare_numbers() const override { return false; }
    const extent& range_of(std::size_t slot) override {
        return known_[slot] = extent_of(names_[slot].second);
    }
    extent written_range_of(std::size_t) override { return {}; }
    extent range_of_call(std::size_t, std::span<const extent>) override { return {}; }
    const feel::expr* formula_of(std::size_t) override { return nullptr; }
    diagnostic::label origin_of(std::size_t) override { return {}; }
    std::string advice(const std::string&, const interval&) override { return {}; }

private:
    std::vector<std::pair<std::string, type>> names_;
    std::map<std::size_t, extent> known_;
};

struct found {
    interval is;
    diagnostics problems;
};

found range_of(const std::string& text) {
    found f;
    some_names names;
    auto formula = feel::parse(std::make_shared<const source_text>("f", text), f.problems);
    REQUIRE(formula);
    INFO(text << "\n" << to_text(f.problems));
    REQUIRE(feel::check(*formula, names, f.problems));
    f.is = feel::range_prover{names, f.problems}.of(*formula).is;
    return f;
}

void comes_to(const std::string& text, const std::string& in_words) {
    const auto f = range_of(text);
    INFO(text << "\n" << to_text(f.problems));
    CHECK(f.problems.ok());
    CHECK(to_text(f.is) == in_words);
}
void divides(const std::string& text) {
    const auto f = range_of(text);
    INFO(text << "\n" << to_text(f.problems));
    CHECK(f.problems.ok());
}
void may_not(const std::string& text, const std::string& divisor) {
    const auto f = range_of(text);
    INFO(text << "\n" << to_text(f.problems));
    REQUIRE(f.problems.size() == 1);
    CHECK(f.problems.front().id == code::divisor);
    CHECK(f.problems.front().primary.where.text() == divisor);
}

}  // namespace

TEST_CASE("a formula's range follows from those of its names", "[feel]") {
    comes_to("1 - share", "from 0 to 1");
    comes_to("up + few", "1 or more");
    comes_to("any * any", "0 or more");
    comes_to("-few", "from -5 to -1");
    comes_to("few - few", "from -4 to 4");
    comes_to("few ** 2", "from 1 to 25");
    comes_to("few / 2", "from 0.5 to 2.5");
    comes_to("1 / few", "from 0.2 to 1");
    comes_to("if any > other then few else share", "from 0 to 5");
    comes_to("max(0, any)", "0 or more");
    comes_to("min(1, any, few)", "1 or less");
    comes_to("abs(any)", "0 or more");
    comes_to("sum(items.part)", "0 or more");
    comes_to("sum([few, few, share])", "from 0 to 15");
    comes_to("min([few, share])", "from 0 to 5");
    comes_to("mean([few, share])", "from 0 to 5");
    comes_to("count(items)", "0 or more");
    comes_to("count([1, 2])", "2");
    comes_to("floor(few / 2)", "from 0 to 2");
    comes_to("ceiling(few / 2)", "from 1 to 3");
    comes_to("round half up(few / 2, 0)", "from 1 to 3");
    comes_to("modulo(any, few)", "from 0 to 5, without 5");
    comes_to("{a: few, b: a + 1}.b", "from 2 to 6");
    comes_to("sum(for i in items return i.part + 1)", "0 or more");
    comes_to("(for i in [1, 2, 3] return i)[1]", "from 1 to 3");
    comes_to("from.month", "from 1 to 12");
    comes_to("string length(\"abc\")", "0 or more");
}

TEST_CASE("a part of a whole is at most one", "[feel]") {
    comes_to("share / (share + few)", "from 0 to 0.5");
    comes_to("share / (few + share)", "from 0 to 0.5");
    comes_to("up / (1 + up)", "from 0 to 1, without 1");
    divides("1 / (1 - up / (1 + up))");
    may_not("if any > -1 then 1 / (1 - up / (1 + any)) else 0", "(1 - up / (1 + any))");
}

TEST_CASE("a divisor that may be 0 is an error, at the very end of its range too", "[feel]") {
    may_not("1 / any", "any");
    may_not("1 / up", "up");
    may_not("1 / (1 - share)", "(1 - share)");
    divides("1 / (2 - share)");
    divides("1 / few");
    may_not("1 / (few - 1)", "(few - 1)");
    divides("1 / (few - 6)");
    may_not("modulo(few, up)", "up");
    divides("modulo(few, few)");
    may_not("any ** -1", "any");
    divides("any ** 2");
    divides("few ** -2");
    may_not("@\"P10D\" / any", "any");
    may_not("few / 0", "0");
    may_not("(to - from) / (to - from)", "(to - from)");
    may_not("few / sum(items.part)", "sum(items.part)");
}

TEST_CASE("a condition narrows what it compares", "[feel]") {
    divides("if any = 0 then 0 else few / any");
    divides("if any != 0 then few / any else 0");
    divides("if not(any = 0) then few / any else 0");
    divides("if any > 0 then few / any else 0");
    divides("if 0 < any then few / any else 0");
    divides("if any >= few then 1 / any else 0");
    divides("if any > up then 1 / any else 0");
    divides("if any between 1 and 2 then 1 / any else 0");
    divides("if any in [1..2] then 1 / any else 0");
    divides("if any in (0..2] then 1 / any else 0");
    divides("if any in [3, 4] then 1 / any else 0");
    divides("if any in (> 0) then 1 / any else 0");
    divides("any > 0 and few / any > 1");
    divides("any = 0 or few / any > 1");
    divides("if any > 0 and other > 0 then 1 / any + 1 / other else 0");
    divides("if any = 0 or other = 0 then 0 else 1 / any + 1 / other");
    may_not("if any >= 0 then few / any else 0", "any");
    may_not("if any > 0 then 0 else few / any", "any");
    may_not("if any >= up then 1 / any else 0", "any");
    may_not("if any in [0..2] then 1 / any else 0", "any");
    may_not("if any in [0..2) then 1 / any else 0", "any");
    may_not("if any in [0, 4] then 1 / any else 0", "any");
    may_not("if any between 0 and 2 then 1 / any else 0", "any");
    may_not("if any > 0 or other > 0 then 1 / any else 0", "any");
    may_not("any != 0 or few / any > 1", "any");
    may_not("if any != 0 and other != 0 then 0 else 1 / any", "any");
}

TEST_CASE("a condition speaks of whole formulas and of differences", "[feel]") {
    divides("if any + other > 0 then 1 / (any + other) else 0");
    divides("if sum(items.part) = 0 then 0 else few / sum(items.part)");
    divides("if any > other then 1 / (any - other) else 0");
    divides("if any = other then 0 else 1 / (other - any)");
    divides("if to > from then 1 / (to - from).days else 0");
    may_not("if to >= from then 1 / (to - from).days else 0", "(to - from).days");
    may_not("if any + other > 0 then 1 / (any + up) else 0", "(any + up)");
    divides("if count(items) > 0 then 1 / count(items) else 0");
    may_not("if count(items) >= 0 then 1 / count(items) else 0", "count(items)");
}

TEST_CASE("filters and quantifiers narrow the elements", "[feel]") {
    divides("for i in items[item.rest > 0] return 1 / i.rest");
    divides("for i in items return if i.rest = 0 then 0 else 1 / i.rest");
    divides("items[item.rest != 0 and 1 / item.rest > 2]");
    divides(
        "if every i in items satisfies i.rest > 0 then (for j in items return 1 / j.rest) "
        "else []");
    divides(
        "if some i in items satisfies i.rest = 0 then [] else "
        "(for j in items return 1 / j.rest)");
    divides("every i in items satisfies i.rest = 0 or 1 / i.rest > 2");
    may_not("for i in items return 1 / i.rest", "i.rest");
    may_not("for i in items[item.rest >= 0] return 1 / i.rest", "i.rest");
    may_not(
        "if some i in items satisfies i.rest > 0 then (for j in items return 1 / j.rest) "
        "else []",
        "j.rest");
    may_not("for i in items[item.part > 0] return 1 / i.rest", "i.rest");
}

TEST_CASE("a sum is no less than a part of it that is at hand", "[feel]") {
    divides("for i in items[item.part > 0] return i.part / sum(items.part)");
    divides("for i in items return if i.part = 0 then 0 else i.part / sum(items.part)");
    divides("for i in items return 1 / count(items)");
    may_not("for i in items return i.part / sum(items.part)", "sum(items.part)");
    may_not("for i in items[item.rest > 0] return i.rest / sum(items.rest)", "sum(items.rest)");
}

TEST_CASE("what is known of one name is not known of another of the same letters", "[feel]") {
    may_not("if any > 0 then (for any in [0, 1] return 1 / any) else []", "any");
    may_not("for i in items[item.rest > 0] return (for i in items return 1 / i.rest)", "i.rest");
    may_not("for i in items return if i.rest > 0 then (for i in items return 1 / i.rest) else []",
            "i.rest");
    may_not("(if any > 0 then 1 else 0) / any", "any");
}

TEST_CASE("a divisor's message gives its range and what to write", "[feel]") {
    const auto f = range_of("few / (1 - share)");
    const auto& p = f.problems.front();
    CHECK(p.message == "'1 - share' may be 0, and nothing is divided by 0");
    CHECK(p.primary.text == "this is from 0 to 1");
    CHECK(p.help == "say what holds then: if 1 - share = 0 then … else few / (1 - share)");
    CHECK(range_of("few / (1 - 1)").problems.front().message ==
          "'1 - 1' is 0, and nothing is divided by 0");
}

TEST_CASE("a range too long to reckon with is no range, and no crash", "[feel]") {
    divides("few ** 1000 + (few + 100) ** 64 * few");
    may_not("1 / (any ** 999)", "(any ** 999)");
}
