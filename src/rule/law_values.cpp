// SPDX-License-Identifier: Apache-2.0
#include "law_values.hpp"

#include <algorithm>

#include <levy/feel/evaluate.hpp>
#include <levy/feel/walk.hpp>

#include "run.hpp"

namespace levy::rule {

namespace {

using feel::value;
using slot_kind = instrument::slot::kind;

/// The law of one moment, to a formula of which `fixed` holds.
class figures final : public feel::environment {
public:
    figures(const instrument& of, const moment& at, const taken_readings& taken)
        : of_{of}, at_{at}, taken_{taken} {}

    /// Whether all that a formula reads is known without a run.
    [[nodiscard]] bool fixed(const feel::expr& e) {
        if (const auto* c = std::get_if<feel::call>(&e.is);
            c && (c->function == "spans" || c->function == "convert"))
            return false;
        if (e.slot && !fixed(*e.slot, e)) return false;
        bool all = true;
        feel::for_each_child(e, [&](const feel::expr& child) { all = all && fixed(child); });
        return all;
    }

    value get(std::size_t slot, const span& used) override {
        const auto& s = of_.slots[slot];
        if (s.is == slot_kind::parameter) return value_on(of_.parameters[s.index], at_.on, used);
        if (s.is == slot_kind::reading) {
            const auto& r = of_.readings[s.index];
            return r.open.holds(at_.on) ? taken_.at(r.name) : r.chosen_by_default;
        }
        const auto known = values_.find(slot);
        if (known != values_.end()) return known->second;
        return values_.emplace(slot, feel::evaluate(formula_of(s)->is.is, *this)).first->second;
    }
    value at(std::size_t slot, day on, const span& used) override {
        return value_on(of_.parameters[of_.slots[slot].index], on, used);
    }
    value call(std::size_t, std::span<const value>, const span& used) override { unmet(used); }
    value spans(std::size_t, day, day, const span& used) override { unmet(used); }
    value convert(const value&, std::string_view, std::string_view, day,
                  const span& used) override {
        unmet(used);
    }

private:
    [[noreturn]] static void unmet(const span& used) {
        stop(code::unknown, used, "this is not known without a run");
    }
    [[nodiscard]] const dated<feel::expr>::entry* formula_of(const instrument::slot& s) const {
        const auto& f = of_.definitions[s.index].is;
        return f.exceptions.empty() ? f.values.in_force(at_.on, at_.known) : nullptr;
    }
    [[nodiscard]] bool fixed(std::size_t slot, const feel::expr& e) {
        const auto& s = of_.slots[slot];
        switch (s.is) {
            case slot_kind::parameter:
                return fixed(of_.parameters[s.index], e);
            case slot_kind::reading:
                return !of_.readings[s.index].open.holds(at_.on) || taken_.contains(s.name);
            case slot_kind::definition: {
                const auto known = fixed_.find(slot);
                if (known != fixed_.end()) return known->second;
                const auto* entry = formula_of(s);
                return fixed_[slot] = entry && fixed(entry->is.is);
            }
            default:
                return false;
        }
    }
    /// A sum that is scaled to the period is another in each.
    [[nodiscard]] bool fixed(const parameter& p, const feel::expr& e) const {
        if (std::holds_alternative<feel::call>(e.is)) return true;  // of a day that is named
        if (p.prorate && *p.prorate != prorating::never) return false;
        const auto* entry = p.values.in_force(at_.on, at_.known);
        return entry && entry->is.is.is != written_value::state::unknown;
    }
    value value_on(const parameter& p, day on, const span& used) const {
        const auto* entry = p.values.in_force(on, at_.known);
        if (!entry || entry->is.is.is == written_value::state::unknown) unmet(used);
        return entry->is.is.is == written_value::state::none ? value{} : entry->is.is.given;
    }

    const instrument& of_;
    const moment& at_;
    const taken_readings& taken_;
    // Of definitions, which many places may name.
    std::map<std::size_t, bool> fixed_;
    std::map<std::size_t, value> values_;
};

}  // namespace

std::optional<value> fixed_value(const instrument& of, const feel::expr& e, const moment& at,
                                 const taken_readings& taken) {
    if (const auto* l = std::get_if<feel::literal>(&e.is)) return l->is;
    figures law{of, at, taken};
    if (!law.fixed(e)) return std::nullopt;
    try {
        return feel::evaluate(e, law);
    } catch (const stopped&) {
        return std::nullopt;
    }
}

namespace {

/// One cut for both; nothing where they are cut in two ways.
std::optional<cut_sum> joined(const std::optional<cut_sum>& a, const std::optional<cut_sum>& b,
                              const number& is) {
    if (a->by && b->by && *a->by != *b->by) return std::nullopt;
    return cut_sum{a->by ? a->by : b->by, is};
}

class cut_reader {
public:
    cut_reader(const instrument& of, const moment& at, const taken_readings& taken)
        : of_{of}, at_{at}, taken_{taken} {}

    [[nodiscard]] std::optional<cut_sum> read(const feel::expr& e) {
        if (e.as.is != feel::type::kind::number) return std::nullopt;
        if (const auto* of = figure(e)) return cut_sum{*of->prorate, *given(*of)};
        if (const auto* text = definition_of(e)) {
            const auto known = met_.find(text);  // many places may name one definition
            return known != met_.end() ? known->second : met_[text] = read(*text);
        }
        if (const auto* n = std::get_if<feel::negate>(&e.is)) {
            const auto of = read(*n->of);
            return of ? std::optional{cut_sum{of->by, -of->of_year}} : std::nullopt;
        }
        if (const auto* b = std::get_if<feel::binary>(&e.is)) return read(*b);
        const auto v = fixed_number(e);
        return v && v->is_zero() ? std::optional{cut_sum{std::nullopt, *v}} : std::nullopt;
    }

private:
    [[nodiscard]] std::optional<cut_sum> read(const feel::binary& b) {
        using feel::operation;
        const auto left = read(*b.left);
        if (b.by == operation::add || b.by == operation::subtract) {
            const auto right = left ? read(*b.right) : std::nullopt;
            if (!right) return std::nullopt;
            return joined(left, right,
                          b.by == operation::add ? left->of_year + right->of_year
                                                 : left->of_year - right->of_year);
        }
        if (b.by == operation::multiply) {
            const auto right = left ? std::nullopt : read(*b.right);
            const auto& sum = left ? left : right;
            const auto factor = sum ? fixed_number(left ? *b.right : *b.left) : std::nullopt;
            if (!factor) return std::nullopt;
            return cut_sum{sum->by, sum->of_year * *factor};
        }
        const auto divisor =
            b.by == operation::divide && left ? fixed_number(*b.right) : std::nullopt;
        if (!divisor || divisor->is_zero()) return std::nullopt;
        return cut_sum{left->by, left->of_year / *divisor};
    }
    /// A parameter that is cut to the period and known.
    [[nodiscard]] const parameter* figure(const feel::expr& e) const {
        if (!e.slot || !std::holds_alternative<feel::name>(e.is)) return nullptr;
        const auto& slot = of_.slots[*e.slot];
        if (slot.is != slot_kind::parameter) return nullptr;
        const auto& p = of_.parameters[slot.index];
        return p.prorate && *p.prorate != prorating::never && given(p) ? &p : nullptr;
    }
    [[nodiscard]] const number* given(const parameter& p) const {
        const auto* entry = p.values.in_force(at_.on, at_.known);
        const bool known = entry && entry->is.is.is == written_value::state::given;
        return known ? entry->is.is.given.get_if<number>() : nullptr;
    }
    [[nodiscard]] const feel::expr* definition_of(const feel::expr& e) const {
        if (!e.slot || !std::holds_alternative<feel::name>(e.is)) return nullptr;
        const auto& slot = of_.slots[*e.slot];
        if (slot.is != slot_kind::definition) return nullptr;
        const auto& f = of_.definitions[slot.index].is;
        const auto* entry = f.exceptions.empty() ? f.values.in_force(at_.on, at_.known) : nullptr;
        return entry ? &entry->is.is : nullptr;
    }
    [[nodiscard]] std::optional<number> fixed_number(const feel::expr& e) const {
        const auto v = fixed_value(of_, e, at_, taken_);
        const auto* n = v ? v->get_if<number>() : nullptr;
        return n ? std::optional{*n} : std::nullopt;
    }

    const instrument& of_;
    const moment& at_;
    const taken_readings& taken_;
    std::map<const feel::expr*, std::optional<cut_sum>> met_;
};

}  // namespace

std::optional<cut_sum> cut_to_period(const instrument& of, const feel::expr& e, const moment& at,
                                     const taken_readings& taken) {
    const bool cuts =
        std::any_of(of.parameters.begin(), of.parameters.end(),
                    [](const parameter& p) { return p.prorate && *p.prorate != prorating::never; });
    if (!cuts) return std::nullopt;
    try {
        return cut_reader{of, at, taken}.read(e);
    } catch (const stopped&) {  // figures that grow too long
        return std::nullopt;
    }
}

}  // namespace levy::rule
