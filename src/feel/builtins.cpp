// SPDX-License-Identifier: Apache-2.0
#include "builtins.hpp"

#include <iterator>
#include <map>

#include <levy/feel/moving.hpp>

namespace levy::feel {

namespace {

using table = std::map<std::string_view, builtin>;

table table_of(std::initializer_list<std::vector<builtin>> parts) {
    table t;
    for (const auto& part : parts)
        for (const auto& entry : part) t.emplace(entry.name, entry);
    return t;
}

const table& all() {
    static const table built =
        table_of({number_builtins(), list_builtins(), text_builtins(), date_builtins()});
    return built;
}

const table& plain_ones() {
    static const table built = table_of({plain_range_builtins(), plain_record_builtins(),
                                         plain_list_builtins(), plain_number_builtins()});
    return built;
}

std::string_view kind_of(const value& v) {
    if (v.is_null()) return "null";
    if (v.is<bool>()) return "a boolean";
    if (is_figure(v)) return "a number";
    if (v.is<amount>()) return "money";
    if (v.is<std::string>()) return "a text";
    if (v.is<day>() || v.is<far_day>()) return "a date";
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

const builtin* find_plain_builtin(std::string_view name) {
    const auto found = plain_ones().find(name);
    return found == plain_ones().end() ? nullptr : &found->second;
}

const value& single(const value& v, const call_site& at) {
    return at.plain && v.items().size() == 1 ? v.items().front() : v;
}

std::int64_t whole_of(const value& v, std::string_view what, const call_site& at) {
    const auto* n = single(v, at).get_if<number>();
    const auto whole = !n ? number{} : n->sign() < 0 ? ceil(*n) : floor(*n);
    if (!n || !whole.fits_int64() || (!at.plain && whole != *n))
        at.fail(code::index, std::string{what} + " is a whole number, not " + to_text(v));
    return whole.to_int64();
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

void call_site::give_up(std::string message) const {
    diagnostic problem;
    problem.id = code::range;
    problem.message = std::move(message);
    problem.primary.where = at.where;
    throw limit_met{{std::move(problem)}};
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

std::optional<int> order_of(const value& a, const value& b) {
    if (const auto by = order_as<number>(a, b)) return by;
    if (const auto by = order_as<day>(a, b)) return by;
    if (const auto by = order_as<std::string>(a, b)) return by;
    if (const auto by = order_as<days_duration>(a, b)) return by;
    if (const auto by = order_as<months_duration>(a, b)) return by;
    if (const auto by = order_as<far_day>(a, b)) return by;
    // A day of law's calendar lies after the years before 1 and before those after 9999.
    if (const auto* far = a.get_if<far_day>(); far && b.is<day>()) return far->year > 0 ? 1 : -1;
    if (const auto* far = b.get_if<far_day>(); far && a.is<day>()) return far->year > 0 ? -1 : 1;
    return std::nullopt;
}

int compared(const value& a, const value& b, const call_site& at) {
    if (const auto by = order_of(a, b)) return *by;
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
