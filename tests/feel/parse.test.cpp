// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <levy/feel/parse.hpp>

using namespace levy;
using feel::dialect;

namespace {

source_handle formula(const std::string& text) {
    return std::make_shared<const source_text>("f", text);
}

std::string printed(const std::string& text, dialect as = dialect::rule) {
    diagnostics sink;
    const auto read = feel::parse(formula(text), sink, as);
    return read ? feel::to_text(*read) : "refused: " + to_text(sink);
}

void refused(const std::string& text, code id, const std::string& words, std::size_t column) {
    diagnostics sink;
    INFO(text);
    CHECK_FALSE(feel::parse(formula(text), sink));
    REQUIRE(sink.size() == 1);
    CHECK(sink.front().id == id);
    CHECK((sink.front().message + " | " + sink.front().help).find(words) != std::string::npos);
    CHECK(sink.front().primary.where.begin + 1 == column);
}

/// A random formula as text, for the round trip.
std::string any_formula(int depth) {
    const auto pick = depth <= 0 ? *rc::gen::inRange(0, 5) : *rc::gen::inRange(0, 16);
    const auto inner = [&] { return "(" + any_formula(depth - 1) + ")"; };
    switch (pick) {
        case 0:
            return "a";
        case 1:
            return std::to_string(*rc::gen::inRange(0, 999));
        case 2:
            return "\"text\"";
        case 3:
            return "@\"2024-02-29\"";
        case 4:
            return "true";
        case 5:
            return inner() + " + " + inner();
        case 6:
            return inner() + " - " + inner() + " * " + inner();
        case 7:
            return "-" + inner();
        case 8:
            return "if " + inner() + " then " + inner() + " else " + inner();
        case 9:
            return inner() + " <= " + inner() + " and " + inner() + " or " + inner();
        case 10:
            return "[" + any_formula(depth - 1) + ", b][item > " + inner() + "]";
        case 11:
            return "for x in " + inner() + ", y in 1..3 return " + inner();
        case 12:
            return "every x in " + inner() + " satisfies " + inner();
        case 13:
            return "{a: " + any_formula(depth - 1) + ", b: 2}.a";
        case 14:
            return inner() + " in (< 10, [1..5), not(7))";
        default:
            return "max(" + any_formula(depth - 1) + ", round half up(x, 2))";
    }
}

}  // namespace

TEST_CASE("operators hold as the standard says", "[feel]") {
    CHECK(printed("a + b * c - d") == "a + b * c - d");
    CHECK(printed("(a + b) * c") == "(a + b) * c");
    CHECK(printed("a - (b - c)") == "a - (b - c)");
    CHECK(printed("a - b - c") == "a - b - c");
    CHECK(printed("-a ** b") == "-a ** b");
    CHECK(printed("a or b and c") == "a or b and c");
    CHECK(printed("(a or b) and c") == "(a or b) and c");
    CHECK(printed("a between 1 and b and c") == "a between 1 and b and c");
    CHECK(printed("if a then b else c + d") == "if a then b else c + d");
    CHECK(printed("x in [1..5) and y in (a, b)") == "x in [1..5) and y in (a, b)");
    CHECK(printed("round half  up ( x , 2 ) // remark") == "round half up(x, 2)");
    CHECK(printed("/* why */ l[item.a > 1].b[1]") == "l[item.a > 1].b[1]");
    CHECK(printed("1e3 + .5", dialect::plain) == "1000 + 0.5");
    CHECK(printed("substring(string: \"abc\", start position: 2)", dialect::plain) ==
          "substring(string: \"abc\", start position: 2)");
    CHECK(printed("]1..5[", dialect::plain) == "(1..5)");
    CHECK(printed("\"\\u00e9\\n\\uD83D\\uDC0E\"", dialect::plain) == "\"é\\n🐎\"");
}

TEST_CASE("any formula printed and read again is the same formula", "[feel]") {
    CHECK(rc::check("print and parse", [] {
        const auto once = printed(any_formula(3));
        RC_ASSERT(once.find("refused") == std::string::npos);
        RC_ASSERT(printed(once) == once);
    }));
}

TEST_CASE("what is wrong is said in the author's words, at its place", "[feel]") {
    refused("if a > 25 then 2*a", code::syntax, "'if' needs 'else' here, but the formula ends", 19);
    refused("uk revenue * 2", code::syntax, "names cannot contain spaces; use '_'", 4);
    refused("100 < x < 200", code::syntax, "comparisons cannot be chained", 9);
    refused("(1 + 2", code::syntax, "this '(' is never closed", 1);
    refused("a + ", code::syntax, "the formula ends where a value is expected", 5);
    refused("1 + 2)", code::syntax, "closes nothing", 6);
    refused("'abc'", code::syntax, "double quotes", 1);
    refused("\"abc", code::syntax, "never ends", 1);
    refused("", code::syntax, "a formula is missing", 1);
    refused("a ? b", code::syntax, "expected an operator", 3);
    refused("round half up", code::syntax, "its arguments are missing", 1);
    refused("1__0", code::syntax, "expected an operator", 2);
    refused("tên + 1", code::syntax, "a-z, 0-9 and _", 1);
    refused("/* open", code::syntax, "never ends", 1);
}

TEST_CASE("what lies outside the profile is refused by name, with its replacement", "[feel]") {
    refused("now()", code::refused, "the day is an input", 1);
    refused("today()", code::refused, "the day is an input", 1);
    refused("matches(a, b)", code::refused, "contains", 1);
    refused("date and time(a)", code::refused, "use date", 1);
    refused("a instance of b", code::refused, "known when the file is loaded", 3);
    refused("function(x) x", code::refused, "under `define`", 1);
    refused("@\"10:00:00\"", code::refused, "law runs on days", 1);
    refused("@\"P1M3D\"", code::refused, "write a date", 1);
    refused("get value(a, b)", code::refused, "record.field", 1);
}

TEST_CASE("one run shows every error that is not a consequence of another", "[feel]") {
    diagnostics sink;
    CHECK_FALSE(feel::parse(formula("f(1, + , g(2 3), a b)"), sink));
    CHECK(sink.size() == 3);
}

TEST_CASE("depth and length are bounded", "[feel]") {
    for (const auto& text :
         {std::string(3000, '('), std::string(3000, '-') + "a", std::string(3000, '['), [] {
              std::string chain = "1";
              for (int i = 0; i < 1000; ++i) chain += "+1";
              return chain;
          }()}) {
        diagnostics sink;
        (void)feel::parse(formula(text), sink);
        CHECK(sink.size() <= 1);
        for (const auto& p : sink) CHECK(p.id == code::too_large);
    }
    diagnostics sink;
    CHECK_FALSE(feel::parse(formula(std::string(5000, 'a')), sink));
    CHECK(sink.front().id == code::too_large);
}

TEST_CASE("a table's cell is a list of tests; a bare word in it is a text", "[feel]") {
    const auto cell = [](const std::string& text) {
        node n;
        n.text = text;
        n.where = {formula(text), 0, text.size()};
        diagnostics sink;
        const auto tests = feel::parse_tests(n, sink);
        std::string out;
        if (!tests) return "refused: " + to_text(sink);
        for (const auto& t : *tests) out += (out.empty() ? "" : ", ") + feel::to_text(t);
        return out;
    };
    CHECK(cell("-") == "-");
    CHECK(cell("services, machinery_lease") == "\"services\", \"machinery_lease\"");
    CHECK(cell(">= 5") == ">= 5");
    CHECK(cell("(1_000..5_000]") == "(1000..5000]");
    CHECK(cell("not(goods)") == "not(\"goods\")");
    CHECK(cell("2024-01-01") == "@\"2024-01-01\"");
    CHECK(cell("< 2.5%") == "< 0.025");
    CHECK(cell("true") == "true");
    CHECK(cell("P30D") == "@\"P30D\"");
}
