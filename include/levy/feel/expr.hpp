// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <levy/feel/type.hpp>
#include <levy/feel/value.hpp>
#include <levy/text/span.hpp>

namespace levy::feel {

struct expr;
using expr_box = std::unique_ptr<expr>;

enum class operation {
    add,
    subtract,
    multiply,
    divide,
    power,
    equal,
    unequal,
    less,
    at_most,
    more,
    at_least,
    conjunction,
    disjunction
};

struct literal {
    value is;
};  // also @"…"
struct name {
    std::string id;
};
struct negate {
    expr_box of;
};
struct binary {
    operation by;
    expr_box left, right;
    span sign;
};
struct choose {
    expr_box condition, then, otherwise;
};
struct between {
    expr_box of, low, high;
};
/// `of in tests`. Each test is a unary test: see `test`. Several tests are joined by or.
struct membership {
    expr_box of;
    std::vector<expr> tests;
};
/// A unary test, meaningful only inside `membership` and table cells: `< 10`, `[1..2)`, `"a"`, `-`,
/// `not(…)`.
struct test {
    enum class kind { any, compare, inside, negated };
    kind is = kind::any;              // any: `-`
    operation by = operation::equal;  // compare: against `with`; equal also accepts a list or range
                                      // that contains it
    expr_box with;                    // compare: an expression; inside: a range or list
    std::vector<expr> not_these;      // negated
};
struct path {
    expr_box of;
    std::string field;
    span field_where;
};
struct filter {
    expr_box of;
    expr_box predicate;
};  // by condition (sees `item`) or by position
struct binding {
    std::string id;
    span where;
    expr_box in;
};
struct loop {
    std::vector<binding> over;
    expr_box body;
};
struct quantified {
    bool every = false;
    std::vector<binding> over;
    expr_box body;
};
struct list_of {
    std::vector<expr> items;
};
struct record_entry {
    std::string id;
    span where;
    expr_box is;
};
struct record_of {
    std::vector<record_entry> entries;
};
struct range_of {
    expr_box low, high;
    bool low_closed = true, high_closed = true;
    bool iteration = false;  // `1..5` after `for x in`, which may also run down
    bool point = false;      // plain FEEL's (= x), or (!= x) with open ends: `low` is x
};                           // an end may be absent
struct argument {
    std::string id;
    span where;
    expr_box is;
};  // id empty: by position
struct call {
    std::string function;
    span function_where;
    std::vector<argument> arguments;
};

using syntax = std::variant<literal, name, negate, binary, choose, between, membership, test, path,
                            filter, loop, quantified, list_of, record_of, range_of, call>;

/// The one tree: parse makes it, check writes `as` and `slot` into it, evaluate reads it. Nothing
/// is folded.
struct expr {
    syntax is;
    span where;
    type as;  // after check; kind::unknown in plain FEEL
    std::optional<std::size_t>
        slot;  // name, call: the scope's slot (a table, a parameter of at and spans);
               // none for loop variables, `item`, entries of a record, and built-ins
};

}  // namespace levy::feel
