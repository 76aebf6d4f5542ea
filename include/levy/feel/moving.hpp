// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include <levy/feel/value.hpp>
#include <levy/value/number.hpp>
#include <levy/value/rounding.hpp>

namespace levy::feel {

/// The amounts for which every decision of a run comes out as it did for one of them. A decision
/// narrows it, nothing widens it.
class stretch {
public:
    struct end {
        number at;
        bool inside = true;
    };

    /// `here` is the run's own amount; it lies in the stretch and stays there.
    stretch(number here, number low, std::optional<number> high);

    [[nodiscard]] const number& here() const noexcept { return here_; }
    [[nodiscard]] const end& low() const noexcept { return low_; }
    [[nodiscard]] const std::optional<end>& high() const noexcept { return high_; }

    /// Keeps the amounts for which `constant + slope × amount` is above zero, with `or_zero` also
    /// those for which it is zero. Where it is not so even here, nothing but here is kept.
    void keep(const number& constant, const number& slope, bool or_zero);
    void keep_only_here();

    /// Something was passed over that could come out otherwise elsewhere: the run proves nothing.
    void refuse() noexcept { refused_ = true; }
    [[nodiscard]] bool refused() const noexcept { return refused_; }

private:
    number here_;
    end low_;
    std::optional<end> high_;
    bool refused_ = false;
};

/// A number that moves with an amount: `constant + slope × amount`, or within `slack` of it where
/// something was rounded. Formulas reckon with it as with any number; what is no straight line of
/// the amount, and whatever knows nothing of such numbers, stops the run.
struct moving {
    struct step {
        number unit;
        rounding mode = rounding::half_up;
        number times{1};  // then multiplied by this, as a share of a rounded tax is
        friend bool operator==(const step&, const step&) = default;
    };

    number constant, slope;
    number here;  // what it is for the run's own amount, exactly
    number slack;
    std::optional<step> to;  // set: it is exactly its line before `times`, rounded once in this way
    std::shared_ptr<stretch> over;
};

/// The amount itself.
[[nodiscard]] value moving_amount(std::shared_ptr<stretch> over);
/// A number, whether it moves or not.
[[nodiscard]] inline bool is_figure(const value& v) noexcept {
    return v.is<number>() || v.is<moving_handle>();
}
/// The first number that moves in a value, its elements, its fields or its ends; null: none does.
[[nodiscard]] const moving* moving_in(const value& v) noexcept;

// Of figures. What no longer moves comes back as a plain number.
[[nodiscard]] value added(const value& a, const value& b);
[[nodiscard]] value scaled(const value& v, const number& by);
[[nodiscard]] value rounded(const value& v, const number& unit, rounding mode);

// Decisions between figures, each narrowing the stretch to the amounts for which it is the same.
[[nodiscard]] bool below(const value& a, const value& b);
[[nodiscard]] bool at_most(const value& a, const value& b);
[[nodiscard]] bool same(const value& a, const value& b);
/// `at_most` for a choice that makes no difference where the two are equal: both sides keep that.
[[nodiscard]] bool up_to(const value& a, const value& b);

}  // namespace levy::feel
