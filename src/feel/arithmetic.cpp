// SPDX-License-Identifier: Apache-2.0
#include <type_traits>

#include <levy/feel/moving.hpp>

#include "evaluator.hpp"
#include "irrational.hpp"

namespace levy::feel {

namespace {

/// Plain FEEL's power where it is no fraction, or one too long to hold: to 34 digits.
value rounded_power(const number& base, const number& exponent, const call_site& at) {
    if (exponent.is_integer() && base.sign() < 0) {
        const auto size = real_power(-base, exponent);
        return (exponent / 2).is_integer() ? size : -size;
    }
    if (base.is_zero() && exponent.sign() > 0) return number{};
    if (base.sign() <= 0)
        at.fail(code::range, "only a number above 0 has a power that is no whole number");
    return real_power(base, exponent);
}

value power_of(const number& base, const number& exponent, const call_site& at) {
    constexpr int most = 1000;
    if (base.is_zero() && exponent.sign() < 0)
        at.fail(code::division, "zero has no negative power");
    if (at.plain && (!exponent.is_integer() || abs(exponent) > most))
        return rounded_power(base, exponent, at);
    if (!exponent.fits_int64() || abs(exponent) > most)
        at.fail(code::range, "an exponent is a whole number of at most 1,000");
    try {
        return power(base, static_cast<int>(exponent.to_int64()));
    } catch (const number_too_precise&) {
        if (!at.plain) throw;
    }
    return rounded_power(base, exponent, at);
}

value of_numbers(operation by, const number& a, const number& b, const call_site& at) {
    switch (by) {
        case operation::add:
            return a + b;
        case operation::subtract:
            return a - b;
        case operation::multiply:
            return a * b;
        case operation::divide:
            if (b.is_zero())
                at.fail(code::division, "this divides by zero",
                        "test the divisor first: if … = 0 then … else …");
            return a / b;
        default:
            return power_of(a, b, at);
    }
}

value of_amounts(operation by, const amount& a, const amount& b, const call_site& at) {
    if (a.unit != b.unit)
        at.fail(code::currency,
                std::string{a.unit.letters()} + " and " + std::string{b.unit.letters()} +
                    " do not meet",
                "convert one of them, on a named day");
    if (by == operation::add) return a + b;
    if (by == operation::subtract) return a - b;
    if (by == operation::divide) {
        if (b.units.is_zero()) at.fail(code::division, "this divides by zero");
        return a.units / b.units;
    }
    at.fail(code::unit, "money times money is no sum of money");
}

value of_amount_and_number(operation by, const amount& a, const number& b, const call_site& at) {
    if (by == operation::multiply) return a * b;
    if (by == operation::divide) {
        if (b.is_zero()) at.fail(code::division, "this divides by zero");
        return a / b;
    }
    if (b.is_zero() && (by == operation::add || by == operation::subtract)) return a;
    at.fail(code::unit, "money and a plain number do not add up",
            "say the currency: @\"" + std::string{a.unit.letters()} + " …\"");
}

constexpr std::int64_t most_days = 4'000'000;  // longer than the calendar

day moved(day from, std::int64_t days, const call_site& at) {
    const auto target = days > most_days || days < -most_days ? most_days * 2 : from.count() + days;
    if (target < first_day.count() || target > last_day.count())
        at.fail(code::range, "this day is outside the calendar");
    return day::at(static_cast<std::int32_t>(target));
}

value of_day(operation by, day a, const value& right, const call_site& at, const value& left) {
    const std::int64_t sign = by == operation::subtract ? -1 : 1;
    if (by == operation::add || by == operation::subtract) {
        if (const auto* d = right.get_if<days_duration>()) return moved(a, sign * d->days, at);
        if (const auto* m = right.get_if<months_duration>()) {
            if (m->months > most_days || m->months < -most_days)
                at.fail(code::range, "this day is outside the calendar");
            const auto year = a.year() + sign * m->months / 12;
            if (year < 1 || year > 9998) at.fail(code::range, "this day is outside the calendar");
            return plus_months(a, static_cast<int>(sign * m->months));
        }
        if (const auto* b = right.get_if<day>(); b && by == operation::subtract)
            return days_duration{a - *b};
    }
    at.fail(code::type, "cannot reckon with " + to_text(left) + " and " + to_text(right));
}

template <class Duration>
value of_durations(operation by, std::int64_t a, std::int64_t b, const call_site& at) {
    std::int64_t result = 0;
    if (by == operation::add && !__builtin_add_overflow(a, b, &result)) return Duration{result};
    if (by == operation::subtract && !__builtin_sub_overflow(a, b, &result))
        return Duration{result};
    if (by == operation::divide && b != 0) return number{a, b};
    at.fail(by == operation::divide ? code::division : code::type,
            "cannot reckon with these durations");
}

template <class Duration>
value scaled(operation by, std::int64_t size, const number& factor, const call_site& at) {
    if (by == operation::divide && factor.is_zero())
        at.fail(code::division, "this divides by zero");
    if (by != operation::multiply && by != operation::divide)
        at.fail(code::type, "a duration and a number do not add up");
    const auto exact = by == operation::multiply ? factor * size : number{size} / factor;
    // A part of a month is no duration; FEEL drops it. A part of a day is one that levy has not.
    if (std::is_same_v<Duration, days_duration> && !exact.is_integer())
        at.fail(code::range, "this is no whole number of days",
                "durations are of whole days here; reckon with the number: d.days");
    const auto whole = exact.sign() < 0 ? ceil(exact) : floor(exact);
    if (!whole.fits_int64()) at.fail(code::range, "this duration is too long");
    return Duration{whole.to_int64()};
}

/// What stays a straight line: sums, differences, multiples.
value of_moving(operation by, const value& left, const value& right, const call_site& at) {
    const auto* a = left.get_if<number>();
    const auto* b = right.get_if<number>();
    const bool figures = is_figure(left) && is_figure(right);
    if (figures && by == operation::add) return added(left, right);
    if (figures && by == operation::subtract) return added(left, scaled(right, number{-1}));
    if (a && by == operation::multiply) return scaled(right, *a);
    if (b && by == operation::multiply) return scaled(left, *b);
    if (b && by == operation::divide && !b->is_zero()) return scaled(left, number{1} / *b);
    at.fail(code::type, "this is no straight line of the amount");
}

}  // namespace

value arithmetic(operation by, const value& left, const value& right, const call_site& at) {
    if (left.is_null() || right.is_null()) {
        if (at.plain) return null_value{};
        at.fail(code::null, "null cannot be reckoned with");
    }
    const auto* a = left.get_if<number>();
    const auto* b = right.get_if<number>();
    if (a && b) return of_numbers(by, *a, *b, at);
    if (left.is<moving_handle>() || right.is<moving_handle>())
        return of_moving(by, left, right, at);
    const auto* money_a = left.get_if<amount>();
    const auto* money_b = right.get_if<amount>();
    if (money_a && money_b) return of_amounts(by, *money_a, *money_b, at);
    if (money_a && b) return of_amount_and_number(by, *money_a, *b, at);
    if (a && money_b && (by == operation::multiply || (by == operation::add && a->is_zero())))
        return of_amount_and_number(by, *money_b, *a, at);
    if (const auto* d = left.get_if<day>()) return of_day(by, *d, right, at, left);
    if (const auto* d = right.get_if<day>(); d && by == operation::add)
        return of_day(by, *d, left, at, right);
    const auto *days_a = left.get_if<days_duration>(), *days_b = right.get_if<days_duration>();
    if (days_a && days_b) return of_durations<days_duration>(by, days_a->days, days_b->days, at);
    if (days_a && b) return scaled<days_duration>(by, days_a->days, *b, at);
    if (a && days_b && by == operation::multiply)
        return scaled<days_duration>(by, days_b->days, *a, at);
    const auto *months_a = left.get_if<months_duration>(),
               *months_b = right.get_if<months_duration>();
    if (months_a && months_b)
        return of_durations<months_duration>(by, months_a->months, months_b->months, at);
    if (months_a && b) return scaled<months_duration>(by, months_a->months, *b, at);
    if (a && months_b && by == operation::multiply)
        return scaled<months_duration>(by, months_b->months, *a, at);
    const auto *text_a = left.get_if<std::string>(), *text_b = right.get_if<std::string>();
    if (text_a && text_b && by == operation::add) {
        if (text_a->size() + text_b->size() > most_text) at.give_up(text_too_long);
        return *text_a + *text_b;
    }
    at.fail(code::type, "cannot reckon with " + to_text(left) + " and " + to_text(right));
}

}  // namespace levy::feel
