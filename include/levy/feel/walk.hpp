// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <variant>

#include <levy/feel/expr.hpp>

namespace levy::feel {

template <class... Fs>
struct overloaded : Fs... {
    using Fs::operator()...;
};
template <class... Fs>
overloaded(Fs...) -> overloaded<Fs...>;

namespace detail {

template <class Expr, class Visitor>
void visit_box(Expr& box, Visitor& visit) {
    if (box) visit(*box);
}

template <class Syntax, class Visitor>
void visit_children(Syntax& is, Visitor& visit) {
    std::visit(
        overloaded{
            [](auto&) {},
            [&](std::conditional_t<std::is_const_v<Syntax>, const negate, negate>& n) {
                visit_box(n.of, visit);
            },
            [&](std::conditional_t<std::is_const_v<Syntax>, const binary, binary>& b) {
                visit_box(b.left, visit);
                visit_box(b.right, visit);
            },
            [&](std::conditional_t<std::is_const_v<Syntax>, const choose, choose>& c) {
                visit_box(c.condition, visit);
                visit_box(c.then, visit);
                visit_box(c.otherwise, visit);
            },
            [&](std::conditional_t<std::is_const_v<Syntax>, const between, between>& b) {
                visit_box(b.of, visit);
                visit_box(b.low, visit);
                visit_box(b.high, visit);
            },
            [&](std::conditional_t<std::is_const_v<Syntax>, const membership, membership>& m) {
                visit_box(m.of, visit);
                for (auto& t : m.tests) visit(t);
            },
            [&](std::conditional_t<std::is_const_v<Syntax>, const test, test>& t) {
                visit_box(t.with, visit);
                for (auto& inner : t.not_these) visit(inner);
            },
            [&](std::conditional_t<std::is_const_v<Syntax>, const path, path>& p) {
                visit_box(p.of, visit);
            },
            [&](std::conditional_t<std::is_const_v<Syntax>, const filter, filter>& f) {
                visit_box(f.of, visit);
                visit_box(f.predicate, visit);
            },
            [&](std::conditional_t<std::is_const_v<Syntax>, const loop, loop>& l) {
                for (auto& b : l.over) visit_box(b.in, visit);
                visit_box(l.body, visit);
            },
            [&](std::conditional_t<std::is_const_v<Syntax>, const quantified, quantified>& q) {
                for (auto& b : q.over) visit_box(b.in, visit);
                visit_box(q.body, visit);
            },
            [&](std::conditional_t<std::is_const_v<Syntax>, const list_of, list_of>& l) {
                for (auto& item : l.items) visit(item);
            },
            [&](std::conditional_t<std::is_const_v<Syntax>, const record_of, record_of>& r) {
                for (auto& entry : r.entries) visit_box(entry.is, visit);
            },
            [&](std::conditional_t<std::is_const_v<Syntax>, const range_of, range_of>& r) {
                visit_box(r.low, visit);
                visit_box(r.high, visit);
            },
            [&](std::conditional_t<std::is_const_v<Syntax>, const call, call>& c) {
                for (auto& a : c.arguments) visit_box(a.is, visit);
            },
        },
        is);
}

}  // namespace detail

/// Visits every direct child once, in the order written.
template <class Visitor>
void for_each_child(const expr& of, Visitor&& visit) {
    detail::visit_children(of.is, visit);
}
template <class Visitor>
void for_each_child(expr& of, Visitor&& visit) {
    detail::visit_children(of.is, visit);
}

}  // namespace levy::feel
