// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "builtins.hpp"

namespace levy::feel {

namespace {

using kind = type::kind;
using values = std::vector<value>;

const values& list_at(const values& arguments, std::size_t i, const call_site& at) {
    if (!arguments[i].is<list_value>())
        at.fail(code::type, "a list is expected here, not " + to_text(arguments[i]));
    return arguments[i].items();
}

bool is_list(const type& t) { return t.is == kind::unknown || (t.is == kind::list && !t.optional); }

typed same_list(const std::vector<type>& arguments) {
    if (!is_list(arguments[0])) return wants(0, arguments[0], "a list");
    return gives(arguments[0]);
}

typed may_have_null(std::size_t culprit, const type& given, const std::string& what) {
    return {std::nullopt,
            {code::optional, "this is " + given.to_text() + ", and null " + what},
            culprit,
            given.is == kind::list ? "keep what is there: [item != null]"
                                   : "say what null counts for: … = true"};
}

/// A record has no place in an order, and true none before false.
typed sorted_list(const std::vector<type>& arguments) {
    auto made = same_list(arguments);
    const auto* each = arguments[0].element.get();
    if (!made.result || !each) return made;
    const bool in_order = each->is == kind::number || each->is == kind::text ||
                          each->is == kind::date || each->is == kind::days ||
                          each->is == kind::months || each->is == kind::unknown;
    if (!in_order) return wants(0, arguments[0], "a list of values in an order");
    if (each->optional) return may_have_null(0, arguments[0], "has no place in an order");
    return made;
}

/// `f(list, element…)`: every element fits the list's.
typed list_and_elements(const std::vector<type>& arguments) {
    if (!is_list(arguments[0])) return wants(0, arguments[0], "a list");
    type all = arguments[0].element ? *arguments[0].element : type{};
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        mismatch why;
        auto next = unify(all, arguments[i], why);
        if (!next) return {std::nullopt, why, i, {}};
        all = *std::move(next);
    }
    return gives(type::list_of(std::move(all)));
}

typed all_lists(const std::vector<type>& arguments) {
    type all = arguments[0];
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (!is_list(arguments[i])) return wants(i, arguments[i], "a list");
        mismatch why;
        auto next = unify(all, arguments[i], why);
        if (!next) return {std::nullopt, why, i, {}};
        all = *std::move(next);
    }
    return gives(std::move(all));
}

typed truth_of_list(const std::vector<type>& arguments) {
    const auto is_truth = [](const type& t) {
        return t.is == kind::unknown || t.is == kind::boolean;
    };
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto& of = arguments[i];
        const bool fits = is_truth(of) || (is_list(of) && (!of.element || is_truth(*of.element)));
        if (!fits) return wants(i, of, "a list of booleans");
        if (of.optional || (of.is == kind::list && of.element && of.element->optional))
            return may_have_null(i, of, "is neither true nor false");
    }
    return gives(type::of_kind(kind::boolean));
}

typed flat_type(const std::vector<type>& arguments) {
    if (!is_list(arguments[0])) return wants(0, arguments[0], "a list");
    const type* element = arguments[0].element.get();
    while (element && element->is == kind::list) element = element->element.get();
    return gives(type::list_of(element ? *element : type{}));
}

typed position_type(const std::vector<type>& arguments) {
    if (!is_list(arguments[0])) return wants(0, arguments[0], "a list");
    for (std::size_t i = 1; i < arguments.size(); ++i)
        if (!is_plain_number(arguments[i])) return wants(i, arguments[i], "a position");
    return gives(arguments[0]);
}

typed insertion_type(const std::vector<type>& arguments) {
    if (!is_plain_number(arguments[1])) return wants(1, arguments[1], "a position");
    return list_and_elements({arguments[0], arguments[2]});
}

template <kind Result>
typed test_type(const std::vector<type>& arguments) {
    auto checked = list_and_elements(arguments);
    if (checked.result)
        checked.result =
            Result == kind::list ? type::list_of(type::number_of()) : type::of_kind(Result);
    return checked;
}

typed count_type(const std::vector<type>& arguments) {
    if (!is_list(arguments[0])) return wants(0, arguments[0], "a list");
    return gives(type::number_of());
}

/// A position from 1, or from the end where negative, as an index; nothing outside the list.
std::optional<std::size_t> index_of(const value& position, std::size_t size, const call_site& at) {
    const auto given = whole_of(position, "a position", at);
    const auto count = static_cast<std::int64_t>(size);
    const auto from_start = given < 0 ? count + given : given - 1;
    if (given == 0 || given < -count || from_start > count) return std::nullopt;
    return static_cast<std::size_t>(from_start);
}

value out_of_list(const call_site& at) {
    if (at.plain) return null_value{};
    at.fail(code::index, "there is no such position in the list");
}

value count(const values& a, const call_site& at) {
    return number{static_cast<std::int64_t>(list_at(a, 0, at).size())};
}

template <bool All>
value truth(const values& a, const call_site& at) {
    const auto& items = a.size() == 1 && a[0].is<list_value>() ? a[0].items() : a;
    bool unknown = false;
    for (const auto& item : items) {
        if (const auto* b = item.get_if<bool>()) {
            if (*b != All) return value{!All};
        } else if (!at.plain) {
            at.fail(code::type, "a boolean is expected here, not " + to_text(item));
        } else {
            unknown = true;
        }
    }
    return unknown ? value{} : value{All};
}

value sorted(const values& a, const call_site& at) {
    auto items = list_at(a, 0, at);
    std::stable_sort(items.begin(), items.end(),
                     [&](const value& x, const value& y) { return compared(x, y, at) < 0; });
    return value::list(std::move(items));
}

value concatenate(const values& a, const call_site& at) {
    values all;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto& items = list_at(a, i, at);
        all.insert(all.end(), items.begin(), items.end());
    }
    return value::list(std::move(all));
}

values distinct(const values& items, const call_site& at) {
    constexpr std::size_t most_compared = 100'000'000;
    std::size_t compared = 0;
    values all;
    for (const auto& item : items) {
        compared += all.size();
        if (compared > most_compared) at.give_up("this compares more than a hundred million pairs");
        if (std::find(all.begin(), all.end(), item) == all.end()) all.push_back(item);
    }
    return all;
}

value append(const values& a, const call_site& at) {
    auto all = list_at(a, 0, at);
    all.insert(all.end(), a.begin() + 1, a.end());
    return value::list(std::move(all));
}

void flatten_into(values& all, const values& items) {
    for (const auto& item : items) {
        if (item.is<list_value>())
            flatten_into(all, item.items());
        else
            all.push_back(item);
    }
}

value flatten(const values& a, const call_site& at) {
    values all;
    flatten_into(all, list_at(a, 0, at));
    return value::list(std::move(all));
}

value contains(const values& a, const call_site& at) {
    const auto& items = list_at(a, 0, at);
    return value{std::find(items.begin(), items.end(), a[1]) != items.end()};
}

value insert_before(const values& a, const call_site& at) {
    auto all = list_at(a, 0, at);
    const auto where = index_of(a[1], all.size(), at);
    if (!where) return out_of_list(at);
    all.insert(all.begin() + static_cast<std::ptrdiff_t>(*where), a[2]);
    return value::list(std::move(all));
}

value remove_at(const values& a, const call_site& at) {
    auto all = list_at(a, 0, at);
    const auto where = index_of(a[1], all.size(), at);
    if (!where || *where >= all.size()) return out_of_list(at);
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(*where));
    return value::list(std::move(all));
}

value sublist(const values& a, const call_site& at) {
    const auto& all = list_at(a, 0, at);
    const auto start = index_of(a[1], all.size(), at);
    if (!start || *start >= all.size()) return out_of_list(at);
    auto length = all.size() - *start;
    if (a.size() > 2) {
        const auto wanted = whole_of(a[2], "a length", at);
        if (wanted < 0) at.fail(code::index, "a length is a whole number from 0");
        if (static_cast<std::size_t>(wanted) > length) return out_of_list(at);
        length = static_cast<std::size_t>(wanted);
    }
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(*start);
    return value::list({first, first + static_cast<std::ptrdiff_t>(length)});
}

value reverse(const values& a, const call_site& at) {
    auto all = list_at(a, 0, at);
    std::reverse(all.begin(), all.end());
    return value::list(std::move(all));
}

value positions_of(const values& a, const call_site& at) {
    const auto& items = list_at(a, 0, at);
    values found;
    for (std::size_t i = 0; i < items.size(); ++i)
        if (items[i] == a[1]) found.emplace_back(number{static_cast<std::int64_t>(i) + 1});
    return value::list(std::move(found));
}

}  // namespace

std::vector<builtin> list_builtins() {
    return {
        {"count", {"list"}, 1, false, false, count_type, count},
        {"all", {"list"}, 1, true, false, truth_of_list, truth<true>},
        {"any", {"list"}, 1, true, false, truth_of_list, truth<false>},
        {"sort", {"list"}, 1, false, false, sorted_list, sorted},
        {"concatenate", {"list"}, 1, true, false, all_lists, concatenate},
        {"union",
         {"list"},
         1,
         true,
         false,
         all_lists,
         [](const values& a, const call_site& at) {
             return value::list(distinct(concatenate(a, at).items(), at));
         }},
        {"append", {"list", "item"}, 2, true, false, list_and_elements, append},
        {"flatten", {"list"}, 1, false, false, flat_type, flatten},
        {"distinct values",
         {"list"},
         1,
         false,
         false,
         same_list,
         [](const values& a, const call_site& at) {
             return value::list(distinct(list_at(a, 0, at), at));
         }},
        {"list contains", {"list", "element"}, 2, false, false, test_type<kind::boolean>, contains},
        {"insert before",
         {"list", "position", "newItem"},
         3,
         false,
         true,
         insertion_type,
         insert_before},
        {"remove", {"list", "position"}, 2, false, true, position_type, remove_at},
        {"sublist", {"list", "start position", "length"}, 2, false, true, position_type, sublist},
        {"reverse", {"list"}, 1, false, false, same_list, reverse},
        {"index of", {"list", "match"}, 2, false, false, test_type<kind::list>, positions_of},
    };
}

}  // namespace levy::feel
