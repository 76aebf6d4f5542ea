// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <levy/feel/check.hpp>
#include <levy/feel/parse.hpp>
#include <levy/text/document.hpp>

using namespace levy;
using feel::type;
using kind = feel::type::kind;

namespace {

type money(const char* letters, feel::time_basis per = feel::time_basis::none) {
    return type::number_of(feel::unit{letters}, per);
}

/// A small rule's names.
class rule_names : public feel::scope {
public:
    std::optional<feel::symbol> find(std::string_view name) const override {
        feel::symbol s;
        const auto value = [&](type t) {
            s.as = std::move(t);
            return s;
        };
        if (name == "eur" || name == "price") return value(money("EUR"));
        if (name == "usd") return value(money("USD"));
        if (name == "yearly") return value(money("EUR", feel::time_basis::year));
        if (name == "monthly") return value(money("EUR", feel::time_basis::month));
        if (name == "any_sum") return value(type::number_of(feel::unit{feel::unit::any_currency}));
        if (name == "users") return value(type::number_of(feel::unit{"user"}));
        if (name == "a_head") return value(type::number_of(*feel::read_unit("EUR/user")));
        if (name == "rate" || name == "share") return value(type::number_of());
        if (name == "cap") return value(type::number_of().as_optional());
        if (name == "yes") return value(type::of_kind(kind::boolean));
        if (name == "maybe") return value(type::of_kind(kind::boolean).as_optional());
        if (name == "day") return value(type::of_kind(kind::date));
        if (name == "kind") return value(type::words({"search", "social"}));
        if (name == "lines") {
            auto line = type::of_kind(kind::record);
            line.fields = {{"kind", type::words({"search", "social"}), nullptr},
                           {"sum", money("EUR"), nullptr},
                           {"cap", money("EUR").as_optional(), nullptr}};
            return value(type::list_of(line));
        }
        if (name == "table") {
            s.is = feel::symbol::role::table;
            s.arguments = {type::words({"search", "social"})};
            s.as = type::number_of();
            return s;
        }
        if (name == "parameter") {
            s.is = feel::symbol::role::parameter;
            s.as = s.written = type::number_of();
            return s;
        }
        return std::nullopt;
    }
    std::vector<std::string> names() const override {
        return {"eur", "usd", "yearly", "users", "rate", "cap", "kind", "lines", "table"};
    }
};

struct checked {
    std::optional<feel::expr> formula;
    diagnostics problems;
};

checked check(const std::string& text) {
    checked c;
    c.formula = feel::parse(std::make_shared<const source_text>("f", text), c.problems);
    if (c.formula) feel::check(*c.formula, rule_names{}, c.problems);
    return c;
}

void gives(const std::string& text, const std::string& as) {
    const auto c = check(text);
    INFO(text << "\n" << to_text(c.problems));
    CHECK(c.problems.ok());
    if (c.formula) CHECK(c.formula->as.to_text() == as);
}

void refuses(const std::string& text, code id, const std::string& pointed_at) {
    const auto c = check(text);
    INFO(text << "\n" << to_text(c.problems));
    REQUIRE(c.problems.size() == 1);
    CHECK(c.problems.front().id == id);
    CHECK(c.problems.front().primary.where.text() == pointed_at);
}

}  // namespace

TEST_CASE("units follow the arithmetic", "[feel]") {
    gives("eur + eur", "money EUR");
    gives("eur * rate", "money EUR");
    gives("eur / eur", "number");
    gives("users * a_head", "money EUR");
    gives("eur / users", "number of EUR/user");
    gives("max(0, eur - eur)", "money EUR");
    gives("if yes then eur else 0", "money EUR");
    gives("sum(lines.sum)", "money EUR");
    gives("yearly / yearly", "number");
    gives("yearly * rate", "money EUR per year");
    gives("yearly + eur", "money EUR per year");
    gives("round half up(eur, 2)", "money EUR");
    gives("convert(usd, \"EUR\", day)", "money EUR");
    gives("convert(any_sum, \"EUR\", day)", "money EUR");
    gives("any_sum > 0", "boolean");
    gives("day + @\"P1M\" - @\"P1D\"", "date");
    gives("(day - day).days", "number");
    gives("count(lines[item.sum > 0])", "number");
}

TEST_CASE("what does not meet is an error with both types", "[feel]") {
    refuses("eur + usd", code::unit, "usd");
    refuses("eur * eur", code::unit, "eur * eur");
    refuses("eur + rate", code::unit, "rate");
    refuses("eur > usd", code::unit, "usd");
    refuses("max(eur, usd)", code::unit, "usd");
    refuses("if yes then eur else usd", code::unit, "usd");
    refuses("[eur, usd]", code::unit, "usd");
    refuses("yearly + monthly", code::time_basis, "monthly");
    refuses("yearly > monthly", code::time_basis, "monthly");
    refuses("any_sum + any_sum", code::unit, "any_sum");
    refuses("any_sum * rate", code::unit, "any_sum * rate");
    refuses("eur + day", code::type, "day");
    refuses("eur and yes", code::type, "eur");
    refuses("sum(kind)", code::type, "kind");
    refuses("convert(rate, \"EUR\", day)", code::unit, "rate");
    refuses("eur.cents", code::name, "cents");
    refuses("lines.kid", code::name, "kid");
    refuses("table(eur)", code::type, "eur");
    refuses("table", code::type, "table");
    refuses("count(lines, 1)", code::arguments, "count(lines, 1)");
    refuses("at(rate, day)", code::arguments, "at(rate, day)");
}

TEST_CASE("a wrong currency offers the conversion", "[feel]") {
    const auto c = check("eur + usd");
    CHECK(c.problems.front().help.find("convert(usd, \"EUR\", period.end)") != std::string::npos);
    CHECK(c.problems.front().related.front().where.text() == "eur");
}

TEST_CASE("unknown names offer the nearest", "[feel]") {
    refuses("rat * eur", code::name, "rat");
    CHECK(check("rat * eur").problems.front().help == "did you mean 'rate'?");
    refuses("summ(lines.sum)", code::name, "summ");
    refuses("sum", code::name, "sum");
}

TEST_CASE("in a filter a bare name is never one that a field has too", "[feel]") {
    // The standard would take the field, a rule the name outside.
    refuses("count(lines[kind = \"search\"])", code::name, "kind");
    CHECK(check("count(lines[kind = \"search\"])")
              .problems.front()
              .help.starts_with("write item.kind for the field, or give the other another name"));
    refuses("count(lines[sum > 0])", code::name, "sum");
    CHECK(check("count(lines[sum > 0])").problems.front().help == "write item.sum");
    gives("count(lines[item.kind = kind and item.sum > eur])", "number");
}

TEST_CASE("bare figures, amounts and dates do not stand in formulas", "[feel]") {
    refuses("eur * 0.05", code::magic, "0.05");
    refuses("eur > @\"EUR 25\"", code::magic, "@\"EUR 25\"");
    refuses("day > @\"2024-01-01\"", code::magic, "@\"2024-01-01\"");
    gives("rate / 100 + 12 - 1", "number");
    gives("round half up(rate, 3)", "number");
}

TEST_CASE("an optional value is narrowed before it is used", "[feel]") {
    refuses("cap + 1", code::optional, "cap");
    refuses("cap > 1", code::optional, "cap");
    refuses("null + rate", code::null, "null");
    gives("if cap = null then rate else min(rate, cap)", "number");
    gives("if cap != null and cap > 1 then cap else 1", "number");
    gives("cap = null or cap > 1", "boolean");
    gives("not(cap = null) and cap > 1", "boolean");
    gives("cap = 0", "boolean");
    gives("if cap = 0 then cap + 1 else 1", "number");
    gives("if yes then null else rate", "optional number");
    gives("maybe = true and yes", "boolean");
    refuses("maybe and yes", code::optional, "maybe");
    gives("sum(for l in lines[item.cap != null] return l.sum)", "money EUR");
    gives("count(lines[item.cap != null and item.cap > 0])", "number");
}

TEST_CASE("what a test proves holds of that very value and nowhere else", "[feel]") {
    gives("if not(cap != null) then 0 else cap + 1", "number");
    gives("if cap = null or cap > 12 then 0 else cap", "number");
    gives("if cap in (1, 12) then cap + 1 else 0", "number");
    gives("for l in lines[item.cap != null] return l.cap + l.sum", "list of money EUR");
    gives("sum(lines[item.cap != null].cap)", "money EUR");
    gives("for l in lines return if l.cap = null then l.sum else l.cap", "list of money EUR");
    gives("if every l in lines satisfies l.cap != null then sum(lines.cap) else 0", "money EUR");
    gives("if some l in lines satisfies l.cap = null then 0 else sum(lines.cap)", "money EUR");
    gives("every l in lines satisfies l.cap = null or l.cap > l.sum", "boolean");
    refuses("if cap in [null, 1] then cap + 1 else 0", code::optional, "cap");
    refuses("if not(cap in (1, 12)) then cap + 1 else 0", code::optional, "cap");
    refuses("if cap != null or yes then cap + 1 else 0", code::optional, "cap");
    refuses("(if cap != null then 1 else 0) + cap", code::optional, "cap");
    refuses("for l in lines[item.sum > 0] return l.cap + l.sum", code::optional, "l.cap");
    refuses("if some l in lines satisfies l.cap != null then sum(lines.cap) else 0", code::optional,
            "lines.cap");
    // Of an empty list anything holds: what is said of others beside its elements need not be true.
    const std::string_view each = "if every l in lines satisfies (l.cap != null and cap != null) ";
    gives(std::string{each} + "then sum(lines.cap) else 0", "money EUR");
    refuses(std::string{each} + "then cap + 1 else 0", code::optional, "cap");
    refuses("if some l in lines satisfies (l.sum < 0 or cap = null) then 0 else cap + 1",
            code::optional, "cap");
    // Another `l`, and another `cap`, are others.
    refuses("for l in lines[item.cap != null] return (for l in lines return l.cap + l.sum)",
            code::optional, "l.cap");
    refuses("if cap != null then (for cap in [rate, null] return cap + 1) else [1]", code::optional,
            "cap");
}

TEST_CASE("null is held against no range, for it lies neither inside nor outside", "[feel]") {
    refuses("cap in [1..12]", code::optional, "cap");
    refuses("cap in (> 1)", code::optional, "cap");
    refuses("cap in (0, > 1)", code::optional, "cap");
    refuses("cap in not(> 1)", code::optional, "cap");
    gives("cap in (1, 12)", "boolean");
    gives("cap in (null, > 1)", "boolean");
    gives("cap in not(null, > 1)", "boolean");
    gives("cap != null and cap in (> 1)", "boolean");
    gives("if cap = null then false else cap in [1..12]", "boolean");
    refuses("rate in (> cap)", code::optional, "cap");
    refuses("rate in [true..false]", code::type, "true");
}

TEST_CASE("what is left of a sum is of the unit of both", "[feel]") {
    gives("modulo(eur, price)", "money EUR");
    gives("modulo(rate, 2)", "number");
    refuses("modulo(eur, 2)", code::unit, "2");
    refuses("modulo(rate, price)", code::unit, "price");
    refuses("modulo(eur, usd)", code::unit, "usd");
    refuses("modulo(yearly, monthly)", code::time_basis, "monthly");
    refuses("modulo(cap, 2)", code::optional, "cap");
    refuses("modulo(2, cap)", code::optional, "cap");
}

TEST_CASE("null has no place in an order, no truth and no text", "[feel]") {
    refuses("sort(lines.cap)", code::optional, "lines.cap");
    refuses("sort(lines)", code::type, "lines");
    refuses("sort([yes, true])", code::type, "[yes, true]");
    refuses("any([maybe, yes])", code::optional, "[maybe, yes]");
    refuses("all(lines.cap)", code::type, "lines.cap");
    refuses("upper case(string(cap))", code::optional, "string(cap)");
    gives("sort(lines[item.cap != null].cap)", "list of money EUR");
    gives("any([maybe = true, yes])", "boolean");
    gives("string(cap)", "optional text");
    gives("string(rate)", "text");
}

TEST_CASE("a label of time meets no other label, wherever the two stand", "[feel]") {
    refuses("yearly < monthly", code::time_basis, "monthly");
    refuses("yearly - monthly", code::time_basis, "monthly");
    refuses("yearly = monthly", code::time_basis, "monthly");
    refuses("min(yearly, monthly)", code::time_basis, "monthly");
    refuses("[yearly, monthly]", code::time_basis, "monthly");
    refuses("if yes then yearly else monthly", code::time_basis, "monthly");
    refuses("monthly in [yearly..yearly]", code::time_basis, "[yearly..yearly]");
    refuses("monthly in (> yearly)", code::time_basis, "yearly");
    refuses("monthly between yearly and 0", code::time_basis, "yearly");
    refuses("yearly / monthly", code::time_basis, "monthly");
    refuses("list contains([yearly], monthly)", code::time_basis, "monthly");
    gives("yearly / yearly", "number");
    gives("min(yearly, eur)", "money EUR per year");
    gives("yearly > 0", "boolean");
}

TEST_CASE("a text is compared with its allowed values only", "[feel]") {
    gives("kind = \"search\"", "boolean");
    gives("every l in lines satisfies l.kind = \"social\"", "boolean");
    gives("kind in [\"search\", \"social\"]", "boolean");
    refuses("kind = \"serch\"", code::one_of, "\"serch\"");
    refuses("kind in [\"search\", \"shop\"]", code::one_of, "\"shop\"");
    refuses("table(\"shop\")", code::one_of, "\"shop\"");
    refuses("kind != \"serch\"", code::one_of, "\"serch\"");
    refuses("\"serch\" = kind", code::one_of, "\"serch\"");
    refuses("kind in \"serch\"", code::one_of, "\"serch\"");
    refuses("list contains([\"search\", \"serch\"], kind)", code::one_of, "\"serch\"");
    refuses("list contains(lines.kind, \"serch\")", code::one_of, "\"serch\"");
    refuses("count(lines[item.kind = \"serch\"])", code::one_of, "\"serch\"");
    refuses("if kind = \"search\" or kind = \"serch\" then 1 else 0", code::one_of, "\"serch\"");
}

TEST_CASE("all errors of a formula come in one run", "[feel]") {
    CHECK(check("(eur + usd) * 0.3 + unknown_name").problems.size() == 3);
}
