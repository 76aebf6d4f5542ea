// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/feel/moving.hpp>
#include <levy/value/number_text.hpp>
#include <levy/value/rounding.hpp>

#include "builtins.hpp"

namespace levy::feel {

namespace {

using kind = type::kind;

/// The values of `f(a, b, c)` or of `f([a, b, c])`.
const std::vector<value>& spread(const std::vector<value>& arguments) {
    return arguments.size() == 1 && arguments.front().is<list_value>() ? arguments.front().items()
                                                                       : arguments;
}

typed spread_type(const std::vector<type>& arguments) {
    if (arguments.size() == 1 && arguments.front().is == kind::list) {
        if (arguments.front().optional) return wants(0, arguments.front(), "a list");
        return gives(arguments.front().element ? *arguments.front().element : type{});
    }
    type all = arguments.front();
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        mismatch why;
        auto next = unify(all, arguments[i], why);
        if (!next) return {std::nullopt, why, i, {}};
        all = *std::move(next);
    }
    return gives(std::move(all));
}

typed extreme_type(const std::vector<type>& arguments) {
    auto of = spread_type(arguments);
    if (!of.result) return of;
    if (of.result->optional || of.result->is == kind::null) {
        const auto missing = std::find_if(
            arguments.begin(), arguments.end(),
            [](const type& argument) { return argument.optional || argument.is == kind::null; });
        const auto at = missing == arguments.end() ? 0 : missing - arguments.begin();
        return wants(static_cast<std::size_t>(at), *of.result, "values that can be ordered");
    }
    const bool ordered = of.result->is != kind::list && of.result->is != kind::record &&
                         of.result->is != kind::boolean;
    if (!ordered) return wants(0, *of.result, "values that can be ordered");
    of.result->zero = false;
    if (of.result->of.currency() == unit::any_currency)
        return wants(0, *of.result, "money of one currency");
    return of;
}

typed total_type(const std::vector<type>& arguments) {
    auto of = extreme_type(arguments);
    if (of.result && of.result->is != kind::number && of.result->is != kind::unknown)
        return wants(0, *of.result, "numbers");
    return of;
}

/// Whether `a` is greater (less, for -1). Where two that move are equal, either will do.
template <int Sign>
bool beats(const value& a, const value& b, const call_site& at) {
    const bool moves = a.is<moving_handle>() || b.is<moving_handle>();
    if (moves && is_figure(a) && is_figure(b)) return Sign > 0 ? !up_to(a, b) : !up_to(b, a);
    return compared(a, b, at) * Sign > 0;
}

template <int Sign>
value extreme(const std::vector<value>& arguments, const call_site& at) {
    const auto& all = spread(arguments);
    if (all.empty()) {
        if (at.plain) return null_value{};
        at.fail(code::empty, "an empty list has no least or greatest value",
                "test the list first, or add a value that always counts");
    }
    const value* best = &all.front();
    if (all.size() == 1) (void)beats<Sign>(*best, *best, at);
    for (const auto& candidate : all)
        if (beats<Sign>(candidate, *best, at)) best = &candidate;
    return *best;
}

number as_number(const value& v, const call_site& at) {
    if (const auto* n = single(v, at).get_if<number>()) return *n;
    at.fail(v.is_null() ? code::null : code::type, "a number is expected here, not " + to_text(v));
}

value sum(const std::vector<value>& arguments, const call_site& at) {
    const auto& all = spread(arguments);
    if (all.empty() && at.plain) return null_value{};
    if (all.empty() && at.standard)
        at.fail(code::empty, "in the standard an empty list has no sum",
                "test the list first: if count(…) = 0 then 0 else sum(…)");
    if (!all.empty() && all.front().is<amount>()) {
        amount total{0, all.front().get_if<amount>()->unit};
        for (const auto& v : all) {
            const auto* part = v.get_if<amount>();
            if (!part || part->unit != total.unit)
                at.fail(code::currency, "cannot add sums of two currencies");
            total = total + *part;
        }
        return total;
    }
    number total;
    value moved;  // null while nothing does
    for (const auto& v : all) {
        if (const auto* n = v.get_if<number>())
            total += *n;
        else if (v.is<moving_handle>())
            moved = moved.is_null() ? v : added(moved, v);
        else
            total += as_number(v, at);
    }
    return moved.is_null() ? value{total} : added(moved, total);
}

value mean(const std::vector<value>& arguments, const call_site& at) {
    const auto& all = spread(arguments);
    if (all.empty()) {
        if (at.plain) return null_value{};
        at.fail(code::empty, "an empty list has no mean");
    }
    number total;
    for (const auto& v : all) total += as_number(v, at);
    return total / static_cast<std::int64_t>(all.size());
}

value median(const std::vector<value>& arguments, const call_site& at) {
    std::vector<number> all;
    for (const auto& v : spread(arguments)) all.push_back(as_number(v, at));
    if (all.empty()) {
        if (at.plain) return null_value{};
        at.fail(code::empty, "an empty list has no median");
    }
    std::sort(all.begin(), all.end());
    const auto middle = all.size() / 2;
    return all.size() % 2 == 1 ? all[middle] : (all[middle - 1] + all[middle]) / 2;
}

value product(const std::vector<value>& arguments, const call_site& at) {
    const auto& all = spread(arguments);
    if (all.empty()) {
        if (at.plain) return null_value{};
        at.fail(code::empty, "an empty list has no product");
    }
    number result{1};
    for (const auto& v : all) result *= as_number(v, at);
    return result;
}

/// Rounding functions keep the unit; the scale is a plain number.
typed kept_type(const std::vector<type>& arguments) {
    if (arguments[0].is != kind::number && arguments[0].is != kind::unknown)
        return wants(0, arguments[0], "a number");
    if (arguments[0].optional) return wants(0, arguments[0], "a number");
    for (std::size_t i = 1; i < arguments.size(); ++i)
        if (!is_plain_number(arguments[i])) return wants(i, arguments[i], "a plain number");
    auto result = arguments[0];
    result.zero = false;
    return gives(std::move(result));
}

/// The unit of a decimal scale: 0.01 for 2, 100 for -2.
number unit_of(std::int64_t digits, const call_site& at) {
    constexpr int most = 1000;
    if (digits > most || digits < -most)
        at.fail(code::range, "a scale is a whole number of at most 1,000 places");
    const auto places = static_cast<int>(digits);
    return places >= 0 ? number{1} / power(number{10}, places) : power(number{10}, -places);
}

/// The standard has scales up to 6,176 places, more than levy's numbers hold: a decimal with fewer
/// stays as it is.
bool fits_in(const value& v, std::int64_t scale) {
    constexpr std::int64_t held = 1000;
    constexpr std::int64_t most = 6176;
    const auto* n = v.get_if<number>();
    if (!n || scale <= held || scale > most) return false;
    const auto text = to_text(*n);
    const auto point = text.find('.');
    const auto places = point == std::string::npos ? 0 : text.size() - point - 1;
    return text.find('/') == std::string::npos && static_cast<std::int64_t>(places) <= scale;
}

template <rounding Mode>
value round_to(const std::vector<value>& arguments, const call_site& at) {
    const auto scale = arguments.size() > 1 ? whole_of(arguments[1], "a scale", at) : 0;
    if (at.plain && fits_in(arguments[0], scale)) return arguments[0];
    const auto unit = scale == 0 ? number{1} : unit_of(scale, at);
    if (const auto* money = arguments[0].get_if<amount>())
        return amount{rounded(money->units, unit, Mode), money->unit};
    return rounded(as_number(arguments[0], at), unit, Mode);
}

/// In plain FEEL floor and ceiling alone may do without a scale.
template <rounding Mode>
value round_to_scale(const std::vector<value>& arguments, const call_site& at) {
    if (at.plain && arguments.size() < 2)
        at.fail(code::arguments, "how many decimals to keep is not said", "write 0 for none");
    return round_to<Mode>(arguments, at);
}

value absolute(const std::vector<value>& arguments, const call_site& at) {
    if (const auto* d = arguments[0].get_if<days_duration>())
        return days_duration{d->days < 0 ? -d->days : d->days};
    if (const auto* d = arguments[0].get_if<months_duration>())
        return months_duration{d->months < 0 ? -d->months : d->months};
    if (const auto* money = arguments[0].get_if<amount>())
        return amount{abs(money->units), money->unit};
    if (arguments[0].is<moving_handle>())
        return up_to(arguments[0], number{}) ? scaled(arguments[0], number{-1}) : arguments[0];
    return abs(as_number(arguments[0], at));
}

typed absolute_type(const std::vector<type>& arguments) {
    const auto is = arguments[0].is;
    if ((is == kind::days || is == kind::months) && !arguments[0].optional)
        return gives(arguments[0]);
    return kept_type(arguments);
}

/// What is left of a sum after whole ones of another is of their unit.
typed remainder_type(const std::vector<type>& arguments) {
    for (std::size_t i = 0; i < 2; ++i)
        if (const auto alone = kept_type({arguments[i]}); !alone.result)
            return wants(i, arguments[i], "a number");
    mismatch why;
    auto both = unify(arguments[0], arguments[1], why);
    if (!both) return {std::nullopt, why, 1, {}};
    both->zero = false;
    return gives(*std::move(both));
}

value modulo(const std::vector<value>& arguments, const call_site& at) {
    const auto dividend = as_number(arguments[0], at);
    const auto divisor = as_number(arguments[1], at);
    if (divisor.is_zero()) at.fail(code::division, "modulo divides by zero");
    return dividend - divisor * floor(dividend / divisor);
}

template <bool Even>
value parity(const std::vector<value>& arguments, const call_site& at) {
    const auto n = as_number(arguments[0], at);
    if (!n.is_integer()) return Even ? value{false} : value{false};
    return value{(n / 2).is_integer() == Even};
}

typed parity_type(const std::vector<type>& arguments) {
    auto kept = kept_type(arguments);
    if (kept.result) kept.result = type::of_kind(kind::boolean);
    return kept;
}

typed product_type(const std::vector<type>& arguments) {
    auto of = total_type(arguments);
    if (of.result && !is_plain_number(*of.result)) return wants(0, *of.result, "plain numbers");
    return of;
}

builtin rounding_function(std::string_view name,
                          std::function<value(const std::vector<value>&, const call_site&)> apply,
                          std::size_t least = 1) {
    return {name, {"n", "scale"}, least, false, true, kept_type, std::move(apply)};
}

}  // namespace

std::vector<builtin> number_builtins() {
    return {
        {"min", {"list"}, 1, true, false, extreme_type, extreme<-1>},
        {"max", {"list"}, 1, true, false, extreme_type, extreme<1>},
        {"sum", {"list"}, 1, true, false, total_type, sum},
        {"mean", {"list"}, 1, true, false, total_type, mean},
        {"median", {"list"}, 1, true, false, total_type, median},
        {"product", {"list"}, 1, true, false, product_type, product},
        {"abs", {"n"}, 1, false, false, absolute_type, absolute},
        rounding_function("floor", round_to<rounding::floor>),
        rounding_function("ceiling", round_to<rounding::ceiling>),
        rounding_function("decimal", round_to<rounding::half_even>, 2),
        rounding_function("round up", round_to_scale<rounding::up>),
        rounding_function("round down", round_to_scale<rounding::down>),
        rounding_function("round half up", round_to_scale<rounding::half_up>),
        rounding_function("round half down", round_to_scale<rounding::half_down>),
        {"modulo", {"dividend", "divisor"}, 2, false, true, remainder_type, modulo},
        {"even", {"number"}, 1, false, false, parity_type, parity<true>},
        {"odd", {"number"}, 1, false, false, parity_type, parity<false>},
    };
}

}  // namespace levy::feel
