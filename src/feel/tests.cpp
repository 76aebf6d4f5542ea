// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include <levy/feel/literal.hpp>

#include "parser.hpp"

namespace levy::feel {

namespace {

constexpr int above_comparison = 4;

std::optional<operation> comparison_of(std::string_view sign) {
    if (sign == "<") return operation::less;
    if (sign == "<=") return operation::at_most;
    if (sign == ">") return operation::more;
    if (sign == ">=") return operation::at_least;
    if (sign == "=") return operation::equal;
    if (sign == "!=") return operation::unequal;
    return std::nullopt;
}

}  // namespace

expr parser::unary_test(bool in_cell) {
    const auto first = peek();
    if (first.is == token::kind::word && first.text == "not" && at("(", 1))
        return negated_tests(in_cell);
    test t;
    t.is = test::kind::compare;
    if (first.is == token::kind::sign) {
        if (const auto by = comparison_of(first.text)) {
            take();
            t.by = *by;
            t.with = std::make_unique<expr>(expression(above_comparison));
            return made(std::move(t), first.begin);
        }
    }
    t.with = std::make_unique<expr>(tested(in_cell));
    return made(std::move(t), first.begin);
}

/// A value, range or list to compare with; in a cell of plain FEEL also a condition on `?`.
expr parser::tested(bool in_cell) {
    if (!in_cell) return expression(above_comparison);
    return dialect_ == dialect::rule ? bare_text() : expression(0);
}

/// In a rule's cell a bare word is one of the column's texts, not a name.
expr parser::bare_text() {
    const auto t = peek();
    const bool alone = t.is == token::kind::word && !at("(", 1) && !at(".", 1);
    if (!alone || t.text == "true" || t.text == "false" || t.text == "null")
        return expression(above_comparison);
    take();
    if (auto duration = read_duration(t.text)) return made(literal{*std::move(duration)}, t.begin);
    return made(literal{value{t.cooked}}, t.begin);
}

std::vector<expr> parser::tests_until_end() {
    std::vector<expr> tests;
    if (at("-") && peek(1).is == token::kind::end) {
        const auto begin = take().begin;
        tests.push_back(made(test{}, begin));
        return tests;
    }
    do tests.push_back(unary_test(true));
    while (take_if(","));
    return tests;
}

}  // namespace levy::feel
