// SPDX-License-Identifier: Apache-2.0
// Ranges of all that a rule names, and the proof that nothing in it is divided by 0.
#include <levy/feel/ranges.hpp>
#include <levy/value/number_text.hpp>

#include "reader.hpp"
#include "stages.hpp"

namespace levy::rule {

namespace {

using feel::extent;
using feel::interval;
using feel::interval_end;
using kind = feel::type::kind;
using slot_kind = instrument::slot::kind;

/// What a formula may give grows by what each of its texts may give.
class widening {
public:
    void add(const extent& one) {
        all_ = any_ ? hull(all_, one) : one;
        any_ = true;
    }
    /// Where nothing was added there is never a value.
    [[nodiscard]] extent result() const {
        return any_ ? all_ : extent::of_number(interval::nothing());
    }

private:
    extent all_;
    bool any_ = false;
};

class rule_ranges : public feel::known_ranges {
public:
    rule_ranges(const instrument& of, diagnostics& sink)
        : of_{of},
          stages_{of},
          root_{*this, sink},
          known_(of.slots.size()),
          with_zero_(of.slots.size()) {}

    void run() {
        if (of_.dated_by) (void)fresh(0).of(*of_.dated_by);
        for (const auto& c : of_.carry) (void)fresh(0).of(c.start);
        for (std::size_t i = 0; i < of_.applies.size(); ++i) (void)fresh(i).of(of_.applies[i].when);
        for (std::size_t i = 0; i < of_.slots.size(); ++i) {
            const auto is = of_.slots[i].is;
            if (is == slot_kind::definition || is == slot_kind::output || is == slot_kind::liable)
                (void)range_of(i);
        }
        applied_ = true;
        for (const auto& c : of_.checks) (void)fresh(stages_.settled()).of(c);
        for (const auto& entries : of_.filing)
            for (const auto& entry : entries.second.entries()) terms(entry.is.is);
        applied_ = false;
        for (const auto& c : of_.carry) (void)fresh(0).of(c.next);
    }

    const extent& range_of(std::size_t slot) override {
        auto& known = known_[slot];
        if (!known) {
            const bool was_applied = applied_;
            applied_ = stages_.of_slot(slot) == stages_.settled();
            auto is = computed(slot);
            applied_ = was_applied;
            known_[slot] = std::make_shared<const extent>(std::move(is));
        }
        // An output of a rule that does not apply is 0.
        const auto& s = of_.slots[slot];
        if (s.is != slot_kind::output || applied_ || of_.outputs[s.index].as.optional)
            return *known_[slot];
        auto& outside = with_zero_[slot];
        if (!outside) {
            const auto zero = extent::of_number(interval::only(number{}));
            outside = std::make_shared<const extent>(hull(*known_[slot], zero));
        }
        return *outside;
    }

    extent written_range_of(std::size_t slot) override {
        widening all;
        for (const auto& entry : of_.parameters[of_.slots[slot].index].values.entries())
            if (entry.is.is.is == written_value::state::given)
                all.add(extent_of(entry.is.is.given));
        return all.result();
    }

    extent range_of_call(std::size_t slot, std::span<const extent> arguments) override {
        const auto& t = of_.tables[of_.slots[slot].index];
        if (t.slices) return slices(t, arguments[0].is);
        auto is = t.gives.is == kind::record ? extent{} : results(t, 0);
        for (std::size_t i = 0; i < t.gives.fields.size(); ++i)
            is.fields.push_back({t.gives.fields[i].name, results(t, i)});
        return t.hit == table::policy::collect ? extent::list_of(std::move(is)) : is;
    }

    const feel::expr* formula_of(std::size_t slot) override {
        const auto& s = of_.slots[slot];
        if (s.is != slot_kind::definition) return nullptr;
        const auto& f = of_.definitions[s.index].is;
        const bool one = f.values.entries().size() == 1 && f.exceptions.empty();
        return one ? &f.values.entries().front().is.is : nullptr;
    }

    diagnostic::label origin_of(std::size_t slot) override {
        const auto& s = of_.slots[slot];
        const auto is = to_text(range_of(slot).is);
        switch (s.is) {
            case slot_kind::input: {
                const auto& i = of_.inputs[s.index];
                if (i.as.is != kind::number) return {i.where, "declared here"};
                const bool free = !i.as.bounds || !i.as.bounds->min;
                return {i.where,
                        "'" + s.name + "' is " + is + (free ? ": no `min` is declared" : "")};
            }
            case slot_kind::parameter:
                return {of_.parameters[s.index].where, "the values of '" + s.name + "': " + is};
            case slot_kind::table:
                return {of_.tables[s.index].where, "'" + s.name + "' is read here"};
            case slot_kind::carry:
                return {of_.carry[s.index].where, "'" + s.name + "' is carried on: any number"};
            case slot_kind::definition:
                return {of_.definitions[s.index].where, "'" + s.name + "' is " + is};
            case slot_kind::output:
                return {of_.outputs[s.index].where, "'" + s.name + "' is " + is};
            default:
                return {};
        }
    }

    std::string advice(const std::string& name, const interval& found) override {
        if (of_.outputs.empty()) return {};  // a jurisdiction has no `applies`
        const bool positive = found.low() && found.low()->at.sign() >= 0;
        return "let the rule not apply: {when: " + name + (positive ? " > 0" : " != 0") +
               ", otherwise: zero_base, source: …}";
    }

private:
    feel::range_prover fresh(std::size_t lines) const {
        auto made = root_.apart();
        for (const auto& a : stages_.holding(lines)) made.assume(*a.condition, a.truth);
        return made;
    }

    extent computed(std::size_t slot) {
        const auto& s = of_.slots[slot];
        const auto i = s.index;
        switch (s.is) {
            case slot_kind::parameter:
                return of_parameter(of_.parameters[i], written_range_of(slot));
            case slot_kind::input:
                return of_input(of_.inputs[i]);
            case slot_kind::definition: {
                auto at = fresh(stages_.of_slot(slot));
                if (const auto* guard = guard_of(of_, of_.definitions[i])) at.assume(*guard);
                return of_formula(of_.definitions[i].is, at);
            }
            case slot_kind::output: {
                auto at = fresh(stages_.of_slot(slot));
                if (!of_.outputs[i].shares)
                    return rounded_output(of_.outputs[i], of_formula(of_.outputs[i].is, at));
                (void)at.of(of_.outputs[i].shares->by);
                return {};
            }
            case slot_kind::liable: {
                auto at = fresh(stages_.of_slot(slot));
                return of_.liable ? of_formula(*of_.liable, at) : extent{};
            }
            case slot_kind::period: {
                extent is;
                is.fields = {{"days", extent::of_number(interval::from(number{1}))},
                             {"months", extent::of_number(interval::from(number{}))}};
                return is;
            }
            default:
                return {};
        }
    }

    static extent of_parameter(const parameter& p, extent written) {
        if (!p.prorate || *p.prorate == prorating::never) return written;
        const auto share =
            interval::between(interval_end{number{}, false}, interval_end{number{1}});
        return extent::of_number(written.is * share);
    }
    static extent of_input(const input& i) {
        const auto declared = extent_of(i.as);
        return i.fallback && !i.fallback->is_null() ? hull(declared, extent_of(*i.fallback))
                                                    : declared;
    }

    /// An exception is reckoned where it holds, the formula itself where none does.
    static extent of_formula(const formula& f, feel::range_prover& at) {
        widening all;
        for (const auto& x : f.exceptions) (void)at.of(x.when);
        for (const auto& x : f.exceptions) {
            const auto mark = at.mark();
            at.assume(x.when);
            all.add(of_formula(x.then, at));
            at.forget(mark);
        }
        const auto mark = at.mark();
        for (const auto& x : f.exceptions) {
            const bool always = !x.in_force.first && !x.in_force.last && !x.published;
            if (always) at.assume(x.when, false);
        }
        for (const auto& entry : f.values.entries()) all.add(at.of(entry.is.is));
        at.forget(mark);
        return all.result();
    }

    static extent rounded_output(const output& o, extent is) {
        if (!o.round) return is;
        auto all = interval::nothing();
        for (const auto& [choice, phrase] : o.round->choices) {
            if (phrase.unit) {
                all = hull(all, feel::rounded(is.is, *phrase.unit, phrase.mode));
                continue;
            }
            // A minor unit is a part of 1: between the whole numbers around it.
            for (const auto mode : {rounding::floor, rounding::ceiling})
                all = hull(all, feel::rounded(is.is, number{1}, mode));
        }
        is.is = all;
        return is;
    }

    static extent results(const table& t, std::size_t column) {
        widening all;
        for (const auto& entry : t.rows.entries())
            for (const auto& row : entry.is.is)
                if (row.gives[column].is == written_value::state::given)
                    all.add(extent_of(row.gives[column].given));
        return all.result();
    }
    /// Slices are 0 or more; each bears its rate.
    static extent slices(const table& t, const interval& base) {
        const auto rates = results(t, 0).is;
        const auto zero = interval::only(number{});
        if (rates.is_empty()) return extent::of_number(zero);
        const auto up = interval::from(number{});
        const bool positive = meet(rates, up) == rates;
        return base.is_empty() || !positive ? extent{} : extent::of_number(up);
    }

    void terms(const filing_terms& t) {
        auto at = fresh(stages_.settled());
        for (const auto* due : {&t.register_by, &t.return_by, &t.pay_by})
            if (*due && !(*due)->unknown) (void)at.of((*due)->day);
        for (const auto& i : t.instalments) {
            if (!i.pay.unknown) (void)at.of(i.pay.day);
            (void)at.of(i.amount);
        }
        for (const auto& x : t.exceptions) {
            (void)at.of(x.when);
            terms(x.replaced);
        }
    }

    const instrument& of_;
    stages stages_;
    feel::range_prover root_;
    std::vector<std::shared_ptr<const extent>> known_;
    std::vector<std::shared_ptr<const extent>> with_zero_;  // where the rule may not apply
    bool applied_ = false;  // whether what is looked at is reckoned only where the rule applies
};

}  // namespace

void divisors(const instrument& of, diagnostics& sink) { rule_ranges{of, sink}.run(); }

definition_extents::definition_extents(const instrument& of)
    : of_{of}, ranges_{std::make_unique<rule_ranges>(of, said_before_)} {}

const feel::extent& definition_extents::of(std::string_view name) {
    const auto* slot = of_.find_slot(name);
    LEVY_EXPECTS(slot != nullptr);
    return ranges_->range_of(static_cast<std::size_t>(slot - of_.slots.data()));
}

}  // namespace levy::rule
