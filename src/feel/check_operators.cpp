// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/feel/parse.hpp>
#include <levy/value/number_text.hpp>

#include "checker.hpp"

namespace levy::feel {

using kind = type::kind;

namespace {

std::string_view verb_of(operation by) {
    switch (by) {
        case operation::add:
            return "add";
        case operation::subtract:
            return "subtract";
        case operation::multiply:
            return "multiply";
        case operation::divide:
            return "divide";
        default:
            return "compare";
    }
}

bool is_duration(const type& t) { return t.is == kind::days || t.is == kind::months; }

/// Two currencies on top, or one twice: no sum of money in the world has such a unit.
bool money_times_money(const unit& u) {
    int above = 0;
    for (const auto& [name, power] : u.powers()) {
        const unit alone{name};
        if (power > 0 && alone.has_currency()) above += power;
    }
    return above > 1;
}

}  // namespace

std::optional<type> checker::meet(const expr& a, const type& as_a, const expr& b, const type& as_b,
                                  std::string_view verb, span sign) {
    mismatch why;
    if (auto both = unify(as_a, as_b, why)) return both;
    std::string help;
    if (why.id == code::unit && as_a.of.has_currency() && as_b.of.has_currency() &&
        !as_a.of.currency().empty() && !as_b.of.currency().empty()) {
        const auto currency =
            as_b.of.currency() == unit::own_currency ? std::string{"…"} : as_b.of.currency();
        help = "convert it first, and say on which day: convert(" + to_text(a) + ", \"" + currency +
               "\", period.end)";
    }
    if (why.id == code::time_basis)
        help = "scale one of the two with `prorate`, or say `per: none` for a stock";
    (void)sign;
    report(why.id,
           "cannot " + std::string{verb} + " " + as_b.as_present().to_text() + " and " +
               as_a.as_present().to_text(),
           {a.where, "this is " + as_a.to_text()}, help, {{b.where, "this is " + as_b.to_text()}});
    return std::nullopt;
}

type checker::of_logic(binary& b) {
    is_boolean(*b.left, check(*b.left));
    const facts_mark mark{*this};
    prove(*b.left, b.by == operation::conjunction);
    is_boolean(*b.right, check(*b.right));
    return type::of_kind(kind::boolean);
}

type checker::of_binary(expr& e, binary& b) {
    if (b.by == operation::conjunction || b.by == operation::disjunction) return of_logic(b);
    const auto left = check(*b.left);
    const auto right = check(*b.right);
    switch (b.by) {
        case operation::add:
        case operation::subtract:
            return of_sum(e, b, left, right);
        case operation::multiply:
        case operation::divide:
            return of_product(e, b, left, right);
        case operation::power:
            return of_power(b, left, right);
        default:
            return of_comparison(e, b, left, right);
    }
}

type checker::of_comparison(const expr&, binary& b, const type& left, const type& right) {
    const bool equality = b.by == operation::equal || b.by == operation::unequal;
    const auto yes_or_no = type::of_kind(kind::boolean);
    if (!equality) {
        const bool left_there = present(*b.left, left, "null cannot be ordered");
        const bool right_there = present(*b.right, right, "null cannot be ordered");
        const bool ordered = left_there && right_there;
        if (!ordered) return yes_or_no;
    }
    const auto is_any = [](const type& t) { return t.of.currency() == unit::any_currency; };
    if (left.is == kind::number && right.is == kind::number && (is_any(left) || is_any(right)) &&
        !left.zero && !right.zero) {
        report(code::unit, "money of any currency can only be held against 0", {b.right->where, ""},
               "convert it first: convert(…, \"EUR\", day)");
        return yes_or_no;
    }
    if (!meet(*b.right, right, *b.left, left, "compare", b.sign)) return yes_or_no;
    compare_words(*b.right, *b.left);
    const auto is = left.is == kind::unknown ? right.is : left.is;
    if (!equality &&
        (is == kind::boolean || is == kind::list || is == kind::record || is == kind::range))
        report(code::type, left.to_text() + " has no order", {b.left->where, ""});
    return yes_or_no;
}

type checker::of_sum(const expr&, const binary& b, const type& left, const type& right) {
    const bool left_there = present(*b.left, left, "nothing can be added to null");
    const bool right_there = present(*b.right, right, "null cannot be added");
    const bool both_present = left_there && right_there;
    if (!both_present) return {};
    if (left.is == kind::unknown || right.is == kind::unknown)
        return left.is == kind::unknown ? right : left;
    if (left.is == kind::date) {
        if (is_duration(right)) return left;
        if (right.is == kind::date && b.by == operation::subtract) return type::of_kind(kind::days);
    }
    if (is_duration(left) && right.is == kind::date && b.by == operation::add) return right;
    const bool addable = left.is == kind::number || is_duration(left) ||
                         (left.is == kind::text && b.by == operation::add);
    auto both = meet(*b.right, right, *b.left, left, verb_of(b.by), b.sign);
    if (!both) return {};
    if (!addable) {
        report(code::type, "cannot " + std::string{verb_of(b.by)} + " " + left.to_text(),
               {b.left->where, ""});
        return {};
    }
    if (both->of.currency() == unit::any_currency) {
        report(code::unit, "money of any currency cannot be added", {b.right->where, ""},
               "convert it first: convert(…, \"EUR\", day)");
        return {};
    }
    both->one_of.clear();
    both->listed = nullptr;
    both->zero = false;
    return *both;
}

type checker::of_scaled_duration(const binary& b, const type& left, const type& right) {
    if (is_duration(left) && is_plain_number(right)) return left;
    if (is_duration(right) && is_plain_number(left) && b.by == operation::multiply) return right;
    if (is_duration(left) && right.is == left.is && b.by == operation::divide)
        return type::number_of();
    report(
        code::type,
        "cannot " + std::string{verb_of(b.by)} + " " + left.to_text() + " and " + right.to_text(),
        {b.right->where, "this is " + right.to_text()}, "",
        {{b.left->where, "this is " + left.to_text()}});
    return {};
}

type checker::of_product(const expr& e, const binary& b, const type& left, const type& right) {
    const bool left_there = present(*b.left, left, "null has no multiple");
    const bool right_there = present(*b.right, right, "null is no factor");
    const bool both_present = left_there && right_there;
    if (!both_present || left.is == kind::unknown || right.is == kind::unknown) return {};
    if (left.is != kind::number || right.is != kind::number)
        return of_scaled_duration(b, left, right);
    const bool times = b.by == operation::multiply;
    const auto u = times ? left.of * right.of : left.of / right.of;
    if (money_times_money(u)) {
        report(code::unit, "money times money is no sum of money",
               {e.where, "this would be " + u.to_text()}, "divide first: charged * (part / total)");
        return {};
    }
    if (left.of.powers().contains(unit::any_currency) ||
        right.of.powers().contains(unit::any_currency)) {
        report(code::unit, "money of any currency must be converted before it is reckoned with",
               {e.where, ""}, "convert(…, \"EUR\", day)");
        return {};
    }
    auto result = type::number_of(u);
    time_basis met = time_basis::none;
    if (!labels_meet(left.per, right.per, met)) {
        report(code::time_basis,
               "cannot " + std::string{verb_of(b.by)} + " " + left.to_text() + " and " +
                   right.to_text(),
               {b.right->where, "per " + std::string{name_of(right.per)}}, "",
               {{b.left->where, "per " + std::string{name_of(left.per)}}});
        return {};
    }
    result.per = times ? met : right.per == time_basis::none ? left.per : time_basis::none;
    result.ratio = left.ratio && right.ratio && times;
    result.whole = left.whole && right.whole && times;
    return result;
}

type checker::of_power(const binary& b, const type& left, const type& right) {
    const bool left_there = present(*b.left, left, "null has no power");
    const bool right_there = present(*b.right, right, "null is no exponent");
    const bool both_present = left_there && right_there;
    if (!both_present || left.is == kind::unknown) return {};
    if (!is_plain_number(right) || left.is != kind::number) {
        report(code::type, "a power needs a number and a plain whole exponent",
               {b.right->where, ""});
        return {};
    }
    const auto* exponent = std::get_if<literal>(&b.right->is);
    if (left.of.is_plain()) return type::number_of();
    const auto* n = exponent ? exponent->is.get_if<number>() : nullptr;
    if (!n || !n->fits_int64()) {
        report(code::unit, "a unit can be raised to a written whole number only",
               {b.right->where, ""});
        return {};
    }
    return type::number_of(left.of.to_power(static_cast<int>(n->to_int64())));
}

}  // namespace levy::feel
