// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <levy/feel/ranges.hpp>

namespace levy::feel {

using kind = type::kind;

namespace {

const interval zero_or_more = interval::from(number{});

/// The numbers between the ends, 0 among them where it lies inside.
interval filled(const interval& a) {
    return a.is_empty() ? a : interval::between(a.low(), a.high());
}

/// The elements of `f(a, b, c)`, or of `f([a, b, c])`.
bool is_one_list(const call& c) {
    return c.arguments.size() == 1 && c.arguments.front().is->as.is == kind::list;
}

extent extreme_of(const call& c, const std::vector<extent>& arguments,
                  interval (*of)(const interval&, const interval&)) {
    if (is_one_list(c)) return arguments[0].each();
    auto all = arguments[0].is;
    for (std::size_t i = 1; i < arguments.size(); ++i) all = of(all, arguments[i].is);
    return extent::of_number(all);
}

/// Between the least and the greatest.
extent middle_of(const call& c, const std::vector<extent>& arguments) {
    auto all = arguments[0];
    if (is_one_list(c))
        all = arguments[0].each();
    else
        for (const auto& a : arguments) all = hull(all, a);
    return extent::of_number(filled(all.is));
}

extent product_of(const call& c, const std::vector<extent>& arguments) {
    if (!is_one_list(c)) {
        auto all = interval::only(number{1});
        for (const auto& a : arguments) all = all * a.is;
        return extent::of_number(all);
    }
    const auto each = arguments[0].each().is;
    const bool positive = meet(each, zero_or_more) == each;
    if (each.holds(number{})) return positive ? extent::of_number(zero_or_more) : extent{};
    return extent::of_number(positive ? interval::above(number{}) : interval::not_zero());
}

/// Elements of the lists and values that a list is put together from.
extent joined(const call& c, const std::vector<extent>& arguments) {
    extent made;
    auto count = interval::only(number{});
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto is = c.arguments[i].is->as.is;
        const bool list = is == kind::list;
        if (!list && c.function == "insert before" && i == 1) continue;  // the position
        const auto one = list ? arguments[i].each() : arguments[i];
        const auto many = list ? arguments[i].count : interval::only(number{1});
        if (many == interval::only(number{})) continue;
        count = count + many;
        made.element =
            std::make_shared<const extent>(made.element ? hull(*made.element, one) : one);
    }
    made.count = c.function == "union" ? zero_or_more : count;
    return made;
}

}  // namespace

/// A sum of what is never below 0 is no less than any of its parts, such as the one at hand in a
/// loop over the same list.
extent range_prover::sum_of(const call& c, const std::vector<extent>& arguments) const {
    if (!is_one_list(c)) {
        auto all = interval::only(number{});
        for (const auto& a : arguments) all = all + a.is;
        return extent::of_number(all);
    }
    const auto each = filled(arguments[0].each().is);
    auto all = each * arguments[0].count;
    const auto* part = std::get_if<path>(&c.arguments[0].is->is);
    if (meet(each, zero_or_more) != each) return extent::of_number(all);
    const expr& list = part ? *part->of : *c.arguments[0].is;
    for (std::size_t i = 0; i < locals_.size(); ++i) {
        const auto* from = locals_[i].element_of;
        while (const auto* picked = from ? std::get_if<filter>(&from->is) : nullptr)
            from = picked->of.get();
        if (!from || !same(*from, list, i)) continue;
        const auto here = refined(locals_[i].is, i);
        const auto low = (part ? here.at(part->field) : here).is.low();
        if (low) all = meet(all, interval::between(low, {}));
    }
    return extent::of_number(all);
}

extent range_prover::rounded_call(const call& c, const std::vector<extent>& arguments,
                                  rounding mode) {
    auto unit = number{1};
    if (c.arguments.size() > 1) {
        const auto places = arguments[1].is.single();
        constexpr int most = 30;
        if (!places || !places->fits_int64() || abs(*places) > most) {
            const auto& is = arguments[0].is;  // to an unknown grid: the sign stays
            if (meet(is, zero_or_more) == is) return extent::of_number(zero_or_more);
            return {};
        }
        unit = power(number{10}, static_cast<int>(-places->to_int64()));
    }
    return extent::of_number(rounded(arguments[0].is, unit, mode));
}

extent range_prover::of_builtin(const expr& e, const call& c,
                                const std::vector<extent>& arguments) {
    static const std::array<std::pair<std::string_view, rounding>, 7> roundings{
        {{"floor", rounding::floor},
         {"ceiling", rounding::ceiling},
         {"decimal", rounding::half_even},
         {"round up", rounding::up},
         {"round down", rounding::down},
         {"round half up", rounding::half_up},
         {"round half down", rounding::half_down}}};
    for (const auto& [word, mode] : roundings)
        if (word == c.function) return rounded_call(c, arguments, mode);
    const auto& f = c.function;
    if (arguments.empty()) return {};
    if (f == "sum") return sum_of(c, arguments);
    if (f == "min") return extreme_of(c, arguments, least);
    if (f == "max") return extreme_of(c, arguments, greatest);
    if (f == "mean" || f == "median") return middle_of(c, arguments);
    if (f == "product") return product_of(c, arguments);
    if (f == "abs") return extent::of_number(absolute(arguments[0].is));
    if (f == "count") return extent::of_number(arguments[0].count);
    if (f == "modulo" && arguments.size() == 2) {
        if (arguments[1].is.holds(number{})) may_be_zero(*c.arguments[1].is, arguments[1].is, e);
        return extent::of_number(remainder(arguments[0].is, arguments[1].is));
    }
    if (f == "sort" || f == "reverse") return arguments[0];
    if (f == "append" || f == "concatenate" || f == "union" || f == "insert before")
        return joined(c, arguments);
    if (f == "sublist" || f == "remove" || f == "distinct values")
        return extent::list_of(arguments[0].each());
    if (f == "string length") return extent::of_number(zero_or_more);
    if (f == "day of year" || f == "week of year")
        return extent::of_number(interval::between(interval_end{1}, interval_end{366}));
    return {};
}

extent range_prover::of_call(const expr& e, const call& c) {
    std::vector<extent> arguments;
    arguments.reserve(c.arguments.size());
    const bool of_parameter = e.slot && (c.function == "at" || c.function == "spans");
    for (std::size_t i = 0; i < c.arguments.size(); ++i)
        arguments.push_back(i == 0 && of_parameter ? extent{} : of(*c.arguments[i].is));
    if (of_parameter) {
        auto value = names_.written_range_of(*e.slot);
        if (c.function == "at") return value;
        extent span;
        span.fields = {{"days", extent::of_number(interval::from(number{1}))},
                       {"value", std::move(value)}};
        return extent::list_of(std::move(span));
    }
    if (e.slot) return names_.range_of_call(*e.slot, arguments);
    if (c.function == "convert" && !arguments.empty())  // rates are above 0
        return extent::of_number(arguments[0].is * interval::above(number{}));
    return of_builtin(e, c, arguments);
}

}  // namespace levy::feel
