// SPDX-License-Identifier: Apache-2.0
#include "builtins.hpp"

#include <iterator>
#include <map>

#include <levy/feel/moving.hpp>

namespace levy::feel {

namespace {

using table = std::map<std::string_view, builtin>;

const table& all() {
    static const table built = [] {
        table t;
        for (auto part : {number_builtins(), list_builtins(), text_builtins(), date_builtins()})
            for (auto& entry : part) t.emplace(entry.name, std::move(entry));
        return t;
    }();
    return built;
}

std::string_view kind_of(const value& v) {
    if (v.is_null()) return "null";
    if (v.is<bool>()) return "a boolean";
    if (is_figure(v)) return "a number";
    if (v.is<amount>()) return "money";
    if (v.is<std::string>()) return "a text";
    if (v.is<day>()) return "a date";
    if (v.is<days_duration>() || v.is<months_duration>()) return "a duration";
    if (v.is<list_value>()) return "a list";
    if (v.is<record_value>()) return "a record";
    return "a range";
}

template <class T>
int order(const T& a, const T& b) {
    return a < b ? -1 : b < a ? 1 : 0;
}

}  // namespace

const builtin* find_builtin(std::string_view name) {
    const auto found = all().find(name);
    return found == all().end() ? nullptr : &found->second;
}

std::vector<std::string> builtin_names() {
    std::vector<std::string> names;
    for (const auto& [name, entry] : all()) names.emplace_back(name);
    return names;
}

void call_site::fail(code id, std::string message, std::string help) const {
    diagnostic problem;
    problem.id = id;
    problem.message = std::move(message);
    problem.primary.where = at.where;
    problem.help = std::move(help);
    throw stopped{std::move(problem)};
}

typed gives(type result) { return {std::move(result), {}, 0, {}}; }

typed wants(std::size_t culprit, const type& given, std::string_view wanted) {
    const auto id = given.optional ? code::optional : code::type;
    return {std::nullopt,
            {id, "this is " + given.to_text() + ", and " + std::string{wanted} + " is wanted"},
            culprit,
            {}};
}

bool is_plain_number(const type& t) {
    return t.is == type::kind::unknown ||
           (t.is == type::kind::number && t.of.is_plain() && !t.optional);
}

namespace {

/// The order of two values of one kind; nothing where one is of another.
template <class Kind>
std::optional<int> order_as(const value& a, const value& b) {
    const auto* x = a.get_if<Kind>();
    const auto* y = b.get_if<Kind>();
    if (!x || !y) return std::nullopt;
    return order(*x, *y);
}

}  // namespace

int compared(const value& a, const value& b, const call_site& at) {
    if (const auto by = order_as<number>(a, b)) return *by;
    if (const auto by = order_as<day>(a, b)) return *by;
    if (const auto by = order_as<std::string>(a, b)) return *by;
    if (const auto by = order_as<days_duration>(a, b)) return *by;
    if (const auto by = order_as<months_duration>(a, b)) return *by;
    if (a.is<amount>() && b.is<amount>()) {
        const auto& x = *a.get_if<amount>();
        const auto& y = *b.get_if<amount>();
        if (x.unit != y.unit)
            at.fail(code::currency, "cannot compare " + std::string{x.unit.letters()} + " with " +
                                        std::string{y.unit.letters()});
        return order(x.units, y.units);
    }
    // Money of any currency may be held against 0.
    if (const auto* x = a.get_if<amount>();
        x && b.get_if<number>() && b.get_if<number>()->is_zero())
        return x->units.sign();
    if (const auto* y = b.get_if<amount>();
        y && a.get_if<number>() && a.get_if<number>()->is_zero())
        return -y->units.sign();
    if (a.is_null() || b.is_null()) at.fail(code::null, "null cannot be ordered");
    at.fail(code::type,
            "cannot compare " + std::string{kind_of(a)} + " with " + std::string{kind_of(b)});
}

bool in_order(const value& a, operation by, const value& b, const call_site& at) {
    const bool moves = a.is<moving_handle>() || b.is<moving_handle>();
    if (moves && is_figure(a) && is_figure(b)) {
        if (by == operation::less) return below(a, b);
        if (by == operation::at_most) return at_most(a, b);
        return by == operation::more ? below(b, a) : at_most(b, a);
    }
    const int order = compared(a, b, at);
    if (by == operation::less) return order < 0;
    if (by == operation::at_most) return order <= 0;
    return by == operation::more ? order > 0 : order >= 0;
}

}  // namespace levy::feel
