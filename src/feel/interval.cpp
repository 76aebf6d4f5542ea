// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <levy/feel/interval.hpp>
#include <levy/value/number_text.hpp>

namespace levy::feel {

namespace {

using end = std::optional<interval_end>;

/// An end as it is multiplied: infinite ends have a sign.
struct corner {
    int infinite = 0;
    number at;
    bool closed = false;
};

corner low_corner(const interval& a) {
    return a.low() ? corner{0, a.low()->at, a.low()->closed} : corner{-1, {}, false};
}
corner high_corner(const interval& a) {
    return a.high() ? corner{0, a.high()->at, a.high()->closed} : corner{1, {}, false};
}

bool is_zero(const corner& c) { return c.infinite == 0 && c.at.is_zero(); }
int sign_of(const corner& c) { return c.infinite != 0 ? c.infinite : c.at.sign(); }

/// A zero that belongs to its interval makes zero of anything, however large the other grows.
corner times(const corner& a, const corner& b) {
    if (is_zero(a) || is_zero(b))
        return {0, {}, (is_zero(a) && a.closed) || (is_zero(b) && b.closed)};
    if (a.infinite != 0 || b.infinite != 0) return {sign_of(a) * sign_of(b), {}, false};
    return {0, a.at * b.at, a.closed && b.closed};
}

bool less(const corner& a, const corner& b) {
    if (a.infinite != b.infinite) return a.infinite < b.infinite;
    return a.infinite == 0 && a.at < b.at;
}

end end_of(const corner& c) {
    if (c.infinite != 0) return std::nullopt;
    return interval_end{c.at, c.closed};
}

/// Of two lower ends the lower one; at one place the one that holds it.
end lower(const end& a, const end& b) {
    if (!a || !b) return std::nullopt;
    if (a->at != b->at) return a->at < b->at ? a : b;
    return interval_end{a->at, a->closed || b->closed};
}
/// Of two upper ends the lower one; at one place the one that leaves it out.
end lower_top(const end& a, const end& b) {
    if (!a || !b) return a ? a : b;
    if (a->at != b->at) return a->at < b->at ? a : b;
    return interval_end{a->at, a->closed && b->closed};
}
end negative(const end& a) {
    if (!a) return std::nullopt;
    return interval_end{-a->at, a->closed};
}
end sum(const end& a, const end& b) {
    if (!a || !b) return std::nullopt;
    return interval_end{a->at + b->at, a->closed && b->closed};
}

}  // namespace

interval interval::normal() && {
    if (empty_) return nothing();
    if (low_ && high_) {
        const bool one = low_->at == high_->at;
        if (low_->at > high_->at || (one && !(low_->closed && high_->closed))) return nothing();
    }
    if (!without_zero_) return std::move(*this);
    if (low_ && low_->at.is_zero()) low_->closed = false;
    if (high_ && high_->at.is_zero()) high_->closed = false;
    const bool inside = (!low_ || low_->at.sign() < 0) && (!high_ || high_->at.sign() > 0);
    if (!inside) {
        without_zero_ = false;
        return std::move(*this).normal();
    }
    return std::move(*this);
}

interval interval::nothing() {
    interval made;
    made.empty_ = true;
    return made;
}
interval interval::only(const number& n) {
    return between(interval_end{n, true}, interval_end{n, true});
}
interval interval::between(end low, end high) {
    interval made;
    made.low_ = std::move(low);
    made.high_ = std::move(high);
    return std::move(made).normal();
}
interval interval::from(const number& low) { return between(interval_end{low, true}, {}); }
interval interval::above(const number& low) { return between(interval_end{low, false}, {}); }
interval interval::up_to(const number& high) { return between({}, interval_end{high, true}); }
interval interval::below(const number& high) { return between({}, interval_end{high, false}); }
interval interval::not_zero() {
    interval made;
    made.without_zero_ = true;
    return made;
}

bool interval::holds(const number& n) const {
    if (empty_ || (without_zero_ && n.is_zero())) return false;
    if (low_ && (n < low_->at || (n == low_->at && !low_->closed))) return false;
    return !high_ || n < high_->at || (n == high_->at && high_->closed);
}

std::optional<number> interval::single() const {
    if (empty_ || !low_ || !high_ || low_->at != high_->at) return std::nullopt;
    return low_->at;
}

interval operator+(const interval& a, const interval& b) {
    if (a.empty_ || b.empty_) return interval::nothing();
    if (b == interval::only(number{})) return a;
    if (a == interval::only(number{})) return b;
    return interval::between(sum(a.low_, b.low_), sum(a.high_, b.high_));
}
interval operator-(const interval& a) {
    interval made = a;
    made.low_ = negative(a.high_);
    made.high_ = negative(a.low_);
    return made;
}
interval operator-(const interval& a, const interval& b) { return a + -b; }

interval operator*(const interval& a, const interval& b) {
    if (a.empty_ || b.empty_) return interval::nothing();
    const auto l = low_corner(a);
    const auto h = high_corner(a);
    const std::array all{times(l, low_corner(b)), times(l, high_corner(b)), times(h, low_corner(b)),
                         times(h, high_corner(b))};
    auto lowest = all[0];
    auto highest = all[0];
    for (const auto& c : all) {
        if (less(c, lowest) || (!less(lowest, c) && c.closed)) lowest = c;
        if (less(highest, c) || (!less(c, highest) && c.closed)) highest = c;
    }
    interval made;
    made.low_ = end_of(lowest);
    made.high_ = end_of(highest);
    made.without_zero_ = !a.holds(number{}) && !b.holds(number{});
    return std::move(made).normal();
}

interval operator/(const interval& a, const interval& b) {
    const auto by = meet(b, interval::not_zero());
    if (a.empty_ || by.empty_) return interval::nothing();
    const auto turned = [](const end& e) -> end {
        if (!e) return interval_end{number{}, false};  // one over what has no end
        if (e->at.is_zero()) return std::nullopt;
        return interval_end{number{1} / e->at, e->closed};
    };
    interval over;  // 1 / by
    if (by.without_zero_)
        over = interval::not_zero();
    else
        over = interval::between(turned(by.high_), turned(by.low_));
    return a * over;
}

interval hull(const interval& a, const interval& b) {
    if (a.empty_) return b;
    if (b.empty_) return a;
    interval made;
    made.low_ = lower(a.low_, b.low_);
    made.high_ = negative(lower(negative(a.high_), negative(b.high_)));
    made.without_zero_ = !a.holds(number{}) && !b.holds(number{});
    return std::move(made).normal();
}

interval meet(const interval& a, const interval& b) {
    if (a.empty_ || b.empty_) return interval::nothing();
    interval made;
    made.low_ = negative(lower_top(negative(a.low_), negative(b.low_)));
    made.high_ = lower_top(a.high_, b.high_);
    made.without_zero_ = a.without_zero_ || b.without_zero_;
    return std::move(made).normal();
}

interval least(const interval& a, const interval& b) {
    if (a.is_empty() || b.is_empty()) return interval::nothing();
    auto made = interval::between(lower(a.low(), b.low()), lower_top(a.high(), b.high()));
    const bool without_zero = !a.holds(number{}) && !b.holds(number{});
    return without_zero ? meet(made, interval::not_zero()) : made;
}
interval greatest(const interval& a, const interval& b) { return -least(-a, -b); }

interval absolute(const interval& a) {
    if (a.is_empty()) return a;
    const auto size = hull(meet(a, interval::from(number{})), -meet(a, interval::up_to(number{})));
    return a.holds(number{}) ? size : meet(size, interval::not_zero());
}

interval to_power(const interval& base, int exponent) {
    constexpr int most = 64;  // ends beyond would cost more than they tell
    if (base.is_empty()) return base;
    if (exponent < 0) return interval::only(number{1}) / to_power(base, -exponent);
    if (exponent == 0) return interval::only(number{1});
    const bool even = exponent % 2 == 0;
    const auto of = even ? absolute(base) : base;
    const auto raised = [&](const end& e) -> end {
        if (!e) return std::nullopt;
        if (exponent > most && !e->at.is_zero()) return std::nullopt;
        return interval_end{power(e->at, exponent), e->closed};
    };
    auto made = interval::between(raised(of.low()), raised(of.high()));
    if (exponent > most && of.low() && of.low()->at.sign() > 0) made = interval::above(number{});
    if (exponent > most && of.high() && of.high()->at.sign() < 0) made = interval::below(number{});
    return of.holds(number{}) ? made : meet(made, interval::not_zero());
}

interval remainder(const interval& a, const interval& b) {
    if (a.is_empty() || b.is_empty()) return interval::nothing();
    const auto zero = interval_end{number{}, true};
    const auto open = [](const end& e) -> end {
        if (!e) return std::nullopt;
        return interval_end{e->at, false};
    };
    const auto positive = meet(b, interval::above(number{}));
    const auto negatives = meet(b, interval::below(number{}));
    interval made = interval::nothing();
    if (!positive.is_empty()) made = interval::between(zero, open(positive.high()));
    if (!negatives.is_empty()) made = hull(made, interval::between(open(negatives.low()), zero));
    return made;
}

interval rounded(const interval& a, const number& unit, rounding mode) {
    if (a.is_empty()) return a;
    // What lies beyond an open end is never rounded to the end itself by a mode that goes on.
    const auto moved = [&](const end& e, rounding away, const number& step) -> end {
        if (!e) return std::nullopt;
        const bool on_grid = (e->at / unit).is_integer();
        if (!e->closed && on_grid && mode == away) return interval_end{e->at + step, true};
        return interval_end{levy::rounded(e->at, unit, mode), true};
    };
    return interval::between(moved(a.low(), rounding::ceiling, unit),
                             moved(a.high(), rounding::floor, -unit));
}

std::string to_text(const interval& a) {
    if (a.is_empty()) return "no number";
    if (const auto one = a.single()) return levy::to_text(*one);
    const auto& low = a.low();
    const auto& high = a.high();
    const bool hole =
        !a.holds(number{}) && (!low || low->at.sign() < 0) && (!high || high->at.sign() > 0);
    const std::string but = hole ? " but 0" : "";
    if (!low && !high) return "any number" + but;
    if (!high)
        return (low->closed ? "" : "more than ") + levy::to_text(low->at) +
               (low->closed ? " or more" : "") + but;
    if (!low)
        return (high->closed ? "" : "less than ") + levy::to_text(high->at) +
               (high->closed ? " or less" : "") + but;
    auto text = "from " + levy::to_text(low->at) + " to " + levy::to_text(high->at);
    if (!low->closed && !high->closed) text += ", without either";
    if (low->closed != high->closed)
        text += ", without " + levy::to_text(low->closed ? high->at : low->at);
    return text + but;
}

}  // namespace levy::feel
