// SPDX-License-Identifier: Apache-2.0
#include <levy/feel/moving.hpp>

namespace levy::feel {

stretch::stretch(number here, number low, std::optional<number> high)
    : here_{std::move(here)}, low_{std::move(low)} {
    if (high) high_ = end{*std::move(high)};
    LEVY_EXPECTS(low_.at <= here_ && (!high_ || here_ <= high_->at));
}

void stretch::keep(const number& constant, const number& slope, bool or_zero) {
    const auto is_here = (constant + slope * here_).sign();
    if (is_here < 0 || (is_here == 0 && !or_zero)) return keep_only_here();
    if (slope.is_zero()) return;
    end root{-constant / slope, or_zero};
    if (slope.sign() > 0) {
        if (root.at > low_.at || (root.at == low_.at && !or_zero)) low_ = std::move(root);
    } else if (!high_ || root.at < high_->at || (root.at == high_->at && !or_zero)) {
        high_ = std::move(root);
    }
}

void stretch::keep_only_here() {
    low_ = end{here_};
    high_ = end{here_};
}

namespace {

moving line_of(const value& v) {
    if (const auto* m = v.get_if<moving_handle>()) return **m;
    const auto* n = v.get_if<number>();
    LEVY_EXPECTS(n != nullptr);
    return {*n, {}, *n, {}, {}, nullptr};
}

value as_value(moving m) {
    if (m.slope.is_zero() && m.slack.is_zero()) return m.here;
    return std::make_shared<const moving>(std::move(m));
}

moving times(moving m, const number& by) {
    m.constant *= by;
    m.slope *= by;
    m.here *= by;
    m.slack *= abs(by);
    if (by.is_zero()) m.to.reset();
    if (m.to) m.to->times *= by;
    return m;
}

moving plus(moving a, const moving& b) {
    a.constant += b.constant;
    a.slope += b.slope;
    a.here += b.here;
    a.slack += b.slack;
    a.to.reset();
    if (!a.over) a.over = b.over;
    return a;
}

/// `a - b`; exactly zero for one line rounded twice in one way.
moving difference(const value& left, const value& right) {
    const auto a = line_of(left);
    const auto b = line_of(right);
    const bool one = a.constant == b.constant && a.slope == b.slope;
    if (one && a.to && a.to == b.to) return {{}, {}, {}, {}, {}, a.over};
    return plus(a, times(b, number{-1}));
}

/// What the answer is where the two are equal.
enum class tie { is_false, is_true, either };

bool less(const value& a, const value& b, tie when_equal) {
    const auto d = difference(a, b);
    const bool truth = d.here.sign() < 0 || (d.here.is_zero() && when_equal != tie::is_false);
    if (!d.over) return truth;
    if (truth)
        d.over->keep(-d.constant - d.slack, -d.slope, when_equal != tie::is_false);
    else
        d.over->keep(d.constant - d.slack, d.slope, when_equal != tie::is_true);
    return truth;
}

}  // namespace

value moving_amount(std::shared_ptr<stretch> over) {
    const auto here = over->here();
    return std::make_shared<const moving>(moving{{}, number{1}, here, {}, {}, std::move(over)});
}

const moving* moving_in(const value& v) noexcept {
    if (const auto* m = v.get_if<moving_handle>()) return m->get();
    for (const auto& item : v.items())
        if (const auto* m = moving_in(item)) return m;
    if (const auto* fields = v.get_if<record_value>())
        for (const auto& field : **fields)
            if (const auto* m = moving_in(field.is)) return m;
    if (const auto* r = v.get_if<range_handle>()) {
        if (const auto* m = moving_in((*r)->low)) return m;
        return moving_in((*r)->high);
    }
    return nullptr;
}

value added(const value& a, const value& b) { return as_value(plus(line_of(a), line_of(b))); }

value scaled(const value& v, const number& by) { return as_value(times(line_of(v), by)); }

value rounded(const value& v, const number& unit, rounding mode) {
    auto m = line_of(v);
    m.here = levy::rounded(m.here, unit, mode);
    if (!m.over) return m.here;
    // A line rounded once is remembered as that; what was rounded before keeps the slack of both.
    m.to.reset();
    if (m.slack.is_zero()) m.to = moving::step{unit, mode, number{1}};
    m.slack += unit;
    return std::make_shared<const moving>(std::move(m));
}

bool below(const value& a, const value& b) { return less(a, b, tie::is_false); }

bool at_most(const value& a, const value& b) { return less(a, b, tie::is_true); }

bool up_to(const value& a, const value& b) { return less(a, b, tie::either); }

bool same(const value& a, const value& b) {
    const auto d = difference(a, b);
    const bool truth = d.here.is_zero();
    const bool still = d.slope.is_zero() && d.slack.is_zero();
    if (!d.over || still) return truth;
    if (truth)
        d.over->keep_only_here();
    else if (d.here.sign() > 0)
        d.over->keep(d.constant - d.slack, d.slope, false);
    else
        d.over->keep(-d.constant - d.slack, -d.slope, false);
    return truth;
}

}  // namespace levy::feel
