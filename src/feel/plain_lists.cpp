// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/feel/parse.hpp>

#include "builtins.hpp"
#include "evaluator.hpp"
#include "named_type.hpp"

namespace levy::feel {

namespace {

using values = std::vector<value>;

value replaced(const values& a, const call_site& at) {
    if (!a[0].is<list_value>())
        at.fail(code::type, "a list is expected here, not " + to_text(a[0]));
    auto all = a[0].items();
    const auto size = static_cast<std::int64_t>(all.size());
    const auto position = whole_of(a[1], "a position", at);
    if (position == 0 || position > size || position < -size)
        at.fail(code::index, "there is no such position in the list");
    const auto index = position < 0 ? size + position : position - 1;
    all[static_cast<std::size_t>(index)] = a[2];
    return value::list(std::move(all));
}

/// The values met most often, in rising order.
value modes(const values& a, const call_site& at) {
    auto all = a.size() == 1 && a[0].is<list_value>() ? a[0].items() : a;
    for (const auto& v : all)
        if (!v.is<number>())
            at.fail(v.is_null() ? code::null : code::type,
                    "a number is expected here, not " + to_text(v));
    std::sort(all.begin(), all.end(),
              [&](const value& x, const value& y) { return compared(x, y, at) < 0; });
    std::size_t most = 0;
    values found;
    for (auto from = all.begin(); from != all.end();) {
        const auto to = std::find_if(from, all.end(), [&](const value& v) { return v != *from; });
        const auto times = static_cast<std::size_t>(to - from);
        if (times > most) found.clear();
        most = std::max(most, times);
        if (times == most) found.push_back(*from);
        from = to;
    }
    return value::list(std::move(found));
}

/// Same kind and same value, where `=` also knows what is equal beyond that.
value same_as(const values& a, const call_site& at) {
    (void)at;
    return value{a[0] == a[1]};
}

/// Ends of a range that is read from a text are written out: `1`, `-1`, `@"P1D"`, `date("…")`.
bool is_written(const expr_box& end) {
    if (!end) return false;
    if (const auto* n = std::get_if<negate>(&end->is)) return is_written(n->of);
    const auto* c = std::get_if<call>(&end->is);
    return std::holds_alternative<literal>(end->is) ||
           (c && std::all_of(c->arguments.begin(), c->arguments.end(), [](const argument& a) {
                return std::holds_alternative<literal>(a.is->is);
            }));
}

value range_from(const values& a, const call_site& at) {
    const auto* text = single(a[0], at).get_if<std::string>();
    if (!text) at.fail(code::type, "the text of a range is expected here, not " + to_text(a[0]));
    diagnostics sink;
    const auto read =
        parse(std::make_shared<const source_text>("range", *text), sink, dialect::plain);
    const auto* range = read ? std::get_if<range_of>(&read->is) : nullptr;
    if (!range || !is_written(range->low) || !is_written(range->high))
        at.fail(code::literal, to_text(a[0]) + " is no range");
    return evaluate_plain(*read, {});
}

value is_instance(const values& a, const call_site& at) {
    const auto asked = read_type(*a[1].get_if<std::string>());
    if (!asked) at.fail(code::type, to_text(a[1]) + " is no type");
    return value{is_of(a[0], *asked)};
}

}  // namespace

std::vector<builtin> plain_list_builtins() {
    return {
        {"list replace", {"list", "position", "newItem"}, 3, false, false, {}, replaced},
        {"mode", {"list"}, 1, true, false, {}, modes},
        {"is", {"value1", "value2"}, 2, false, false, {}, same_as},
        {"range", {"from"}, 1, false, false, {}, range_from},
        {"instance of", {"value", "type"}, 2, false, false, {}, is_instance},
    };
}

}  // namespace levy::feel
