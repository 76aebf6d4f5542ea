// SPDX-License-Identifier: Apache-2.0
#include <levy/feel/parse.hpp>
#include <levy/feel/walk.hpp>

#include "joined.hpp"

namespace levy::feel {

namespace {

struct sign_entry {
    std::string_view sign;
    int power;
};

sign_entry sign_of(operation by) {
    switch (by) {
        case operation::disjunction:
            return {"or", 1};
        case operation::conjunction:
            return {"and", 2};
        case operation::equal:
            return {"=", 3};
        case operation::unequal:
            return {"!=", 3};
        case operation::less:
            return {"<", 3};
        case operation::at_most:
            return {"<=", 3};
        case operation::more:
            return {">", 3};
        case operation::at_least:
            return {">=", 3};
        case operation::add:
            return {"+", 4};
        case operation::subtract:
            return {"-", 4};
        case operation::multiply:
            return {"*", 5};
        case operation::divide:
            return {"/", 5};
        case operation::power:
            return {"**", 6};
    }
    return {};
}

constexpr int tightest = 8;

/// How tightly the printed form of `e` holds together.
int power_of(const expr& e) {
    return std::visit(
        overloaded{
            [](const binary& b) { return sign_of(b.by).power; },
            [](const between&) { return 3; },
            [](const membership&) { return 3; },
            [](const choose&) { return 0; },
            [](const loop&) { return 0; },
            [](const quantified&) { return 0; },
            [](const negate&) { return 7; },
            [](const literal& l) {
                const auto* n = l.is.get_if<number>();
                return n && (n->sign() < 0 || levy::to_text(*n).find('/') != std::string::npos)
                           ? 5
                           : tightest;
            },
            [](const auto&) { return tightest; },
        },
        e.is);
}

std::string printed(const expr& e);

std::string at_least(const expr& e, int power) {
    auto text = printed(e);
    return power_of(e) < power ? "(" + text + ")" : text;
}

std::string print_test(const test& t) {
    switch (t.is) {
        case test::kind::any:
            return "-";
        case test::kind::negated:
            return "not(" + joined(t.not_these, [](const expr& e) { return printed(e); }) + ")";
        case test::kind::compare:
        case test::kind::inside:
            break;
    }
    const auto sign =
        t.by == operation::equal ? std::string{} : std::string{sign_of(t.by).sign} + " ";
    return sign + at_least(*t.with, 4);
}

std::string print_binary(const binary& b) {
    const auto [sign, power] = sign_of(b.by);
    // Comparisons do not chain, so both of their sides are held tighter.
    const int left = power == 3 ? 4 : power;
    return at_least(*b.left, left) + " " + std::string{sign} + " " + at_least(*b.right, power + 1);
}

std::string print_bindings(const std::vector<binding>& over) {
    return joined(over, [](const binding& b) {
        if (const auto* r = std::get_if<range_of>(&b.in->is); r && r->iteration)
            return b.id + " in " + printed(*r->low) + ".." + printed(*r->high);
        return b.id + " in " + printed(*b.in);
    });
}

std::string print_range(const range_of& r) {
    if (r.point) return (r.low_closed ? "(= " : "(!= ") + at_least(*r.low, 4) + ")";
    if (!r.low || !r.high) {
        const bool closed = r.low ? r.low_closed : r.high_closed;
        return std::string{r.low ? "(>" : "(<"} + (closed ? "= " : " ") +
               at_least(r.low ? *r.low : *r.high, 4) + ")";
    }
    return (r.low_closed ? "[" : "(") + at_least(*r.low, 4) + ".." + at_least(*r.high, 4) +
           (r.high_closed ? "]" : ")");
}

std::string print_membership(const membership& m) {
    const auto tests = joined(m.tests, [](const expr& e) { return printed(e); });
    return at_least(*m.of, 4) + " in " + (m.tests.size() == 1 ? tests : "(" + tests + ")");
}

std::string print_call(const call& c) {
    if (c.function == "instance of" && c.arguments.size() == 2)
        if (const auto* type = std::get_if<literal>(&c.arguments[1].is->is))
            return at_least(*c.arguments[0].is, tightest) + " instance of " +
                   *type->is.get_if<std::string>();
    return c.function + "(" +
           joined(c.arguments,
                  [](const argument& a) {
                      return (a.id.empty() ? "" : a.id + ": ") + printed(*a.is);
                  }) +
           ")";
}

std::string print_record(const record_of& r) {
    return "{" +
           joined(r.entries, [](const record_entry& f) { return f.id + ": " + printed(*f.is); }) +
           "}";
}

std::string printed(const expr& e) {
    return std::visit(
        overloaded{
            [](const literal& l) { return to_text(l.is); },
            [](const name& n) { return n.id; },
            [](const negate& n) { return "-" + at_least(*n.of, tightest); },
            [](const binary& b) { return print_binary(b); },
            [](const choose& c) {
                return "if " + printed(*c.condition) + " then " + printed(*c.then) + " else " +
                       printed(*c.otherwise);
            },
            [](const between& b) {
                return at_least(*b.of, 4) + " between " + at_least(*b.low, 4) + " and " +
                       at_least(*b.high, 4);
            },
            [](const membership& m) { return print_membership(m); },
            [](const test& t) { return print_test(t); },
            [](const path& p) { return at_least(*p.of, tightest) + "." + p.field; },
            [](const filter& f) {
                return at_least(*f.of, tightest) + "[" + printed(*f.predicate) + "]";
            },
            [](const loop& l) {
                return "for " + print_bindings(l.over) + " return " + printed(*l.body);
            },
            [](const quantified& q) {
                return (q.every ? "every " : "some ") + print_bindings(q.over) + " satisfies " +
                       printed(*q.body);
            },
            [](const list_of& l) {
                return "[" + joined(l.items, [](const expr& i) { return printed(i); }) + "]";
            },
            [](const record_of& r) { return print_record(r); },
            [](const range_of& r) { return print_range(r); },
            [](const call& c) { return print_call(c); },
        },
        e.is);
}

}  // namespace

std::string to_text(const expr& formula) { return printed(formula); }

}  // namespace levy::feel
