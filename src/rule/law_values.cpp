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

}  // namespace levy::rule
