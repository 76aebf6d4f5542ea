// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <levy/feel/evaluate.hpp>
#include <levy/rule/assess.hpp>

namespace levy::rule {

/// What a run of these facts refuses before its first formula counts.
struct refusals {
    diagnostics refused;                // its currency, its period, a law that is not encoded
    std::vector<const input*> lacking;  // inputs that a rule in force cannot do without
};
[[nodiscard]] refusals refused_before(const instrument& by, const facts& about);

[[noreturn]] void stop(code id, const span& where, std::string message, std::string help = {},
                       std::vector<diagnostic::label> related = {});

/// One run of one rule: gives every name its value when it is first needed, and keeps the trace.
class run : public feel::environment {
public:
    run(const instrument& of, const facts& about, const calendar* days);

    // run.cpp: names
    feel::value get(std::size_t slot, const span& used) override;
    feel::value call(std::size_t slot, std::span<const feel::value> arguments,
                     const span& used) override;
    feel::value at(std::size_t slot, day on, const span& used) override;
    feel::value spans(std::size_t slot, day from, day to, const span& used) override;
    feel::value convert(const feel::value& sum, std::string_view sum_currency, std::string_view to,
                        day on, const span& used) override;
    std::string own_currency() const override { return currency_; }
    void evaluated(const feel::expr& formula, const feel::value& result) override;

    /// The checks before any value: currency, period, day, inputs.
    void prepare();
    [[nodiscard]] day governing_day() const { return dated_; }
    [[nodiscard]] const std::string& currency() const { return currency_; }
    [[nodiscard]] const std::vector<reading_used>& readings() const { return readings_; }

    /// Evaluates one formula with its dates and exceptions.
    struct formula_result {
        feel::value is;
        std::string reason;
        std::vector<std::string> exceptions;  // names of those that held
        const citation* cited = nullptr;
        std::optional<day> since;
        std::vector<decision> decided;
    };
    formula_result evaluate_formula(const formula& f);

    /// Whether the rule is in force: an empty reason, or why it is not.
    std::string reason_of_life();
    /// Inputs that a rule in force cannot do without.
    [[nodiscard]] std::vector<const input*> not_given() const;
    /// Whether the rule applies: an empty reason, or why it does not.
    std::string reason_not_to_apply();
    void set_reason(std::string reason) { reason_ = std::move(reason); }
    [[nodiscard]] result result_of(std::size_t index);
    void fill(assessment& into);
    feel::value by_name(std::string_view name);
    /// Days of one entry of `filing`, with what an exception replaces in it. Where `by_facts` is
    /// given, no facts are: sums stay 0, and the instalments whose day depends on facts go there.
    due_dates filing_under(const filing_terms& terms, const filing_exception* replacing,
                           const citation* cited,
                           std::vector<const filing_terms::instalment*>* by_facts = nullptr);

private:
    struct memo {
        enum class state { waiting, open, done, stopped } is = state::waiting;
        feel::value value;
        std::string reason;
        std::shared_ptr<const diagnostic> why;
        std::size_t step = 0;
    };

    feel::value parameter_value(const parameter& p, const span& used);
    feel::value written(const parameter& p,
                        const timeline<dated_entry<written_value>>::entry& entry, const span& used);
    feel::value table_value(const table& t, const std::vector<table_row>& rows,
                            std::span<const feel::value> arguments, const span& used,
                            span* row_met = nullptr);
    struct slice_ends {
        std::optional<number> low, high;
    };
    slice_ends ends_of(const table_row& row);
    feel::value sliced(const table& t, const std::vector<table_row>& rows, const number& base,
                       const span& used, span* row_met = nullptr);
    feel::value sliced_moving(const table& t, const std::vector<table_row>& rows,
                              const feel::value& base, const span& used);
    feel::value given_of(const table& t, const table_row& row, const span& used);
    feel::value reading_value(const reading& r);
    feel::value output_value(const output& o, memo& into);
    feel::value shared_out(const output& o);
    feel::value period_value() const;
    trace_step parameter_step(const parameter& p, const span& used);
    trace_step input_step(const input& i, const span& used);
    trace_step carry_step(const carried& c);
    trace_step reading_step(const reading& r);
    trace_step definition_step(const definition& d);
    trace_step liable_step();
    feel::value compute(const instrument::slot& slot, memo& into, const span& used);
    /// What was written down from memory refuses, unless the run lets it pass.
    void refuse_memory(confidence trust, const citation& cited, const std::string& what,
                       const span& used, const span& written = {}) const;
    void refuse_memory(const std::optional<citation>& cited, const std::string& what,
                       const span& used) const;
    number proration(const parameter& p) const;
    number unit_of(const output& o);
    feel::value rounded_value(const output& o, const feel::value& exact);
    bool exception_holds(const exception& x, std::vector<decision>& decided);
    formula_result excepted(const formula& from, const exception& x);
    formula_result agreed(const formula& f, const std::vector<const exception*>& holding);
    feel::value kept(const feel::expr& e, const exception* by, std::vector<decision>& into);

    template <class Payload>
    const typename dated<Payload>::entry* entry_on(const dated<Payload>& values, day on) const {
        return values.in_force(on, about_.known);
    }
    /// Entries that begin inside the period, where a change of law inside it matters.
    template <class Payload>
    std::vector<const typename dated<Payload>::entry*> entries_inside(
        const dated<Payload>& values) const {
        if (one_day_governs_) return {};
        return values.changes(about_.over.start, about_.over.end, about_.known);
    }
    [[noreturn]] void changed_inside(const std::string& name, day on, const span& used) const;

    /// A value of the kind that the checker proved, from what `applies` says: where the rule does
    /// not apply and a party, a filing or a definition is asked for all the same, it may be null,
    /// which stops.
    template <class Is>
    static Is there(const feel::value& v, const feel::expr& e) {
        const auto* is = v.get_if<Is>();
        if (!is) stop(code::null, e.where, "this is null where the rule does not apply");
        return *is;
    }
    template <class Is>
    Is there(const feel::expr& e) {
        return there<Is>(feel::evaluate(e, *this), e);
    }
    std::optional<due_dates> filing_of(const std::string& party);
    std::optional<day> due_day(const std::optional<filing_terms::due>& due,
                               const std::optional<std::string>& roll, bool& unknown,
                               due_dates& into);
    void add_instalments(const filing_terms::instalment& of, const std::optional<std::string>& roll,
                         bool with_sums, due_dates& into);
    day rolled(day due, const std::optional<std::string>& roll, due_dates& into);
    void note_step(trace_step step);
    void passed_over();

    /// Keeps the parts of one formula apart from those of the formula that reads it.
    class keeping;

    const instrument& of_;
    const facts& about_;
    const calendar* days_;
    day dated_;
    std::string currency_;
    bool one_day_governs_ = false;
    std::string reason_;
    std::optional<period> filing_period_;
    std::vector<memo> memos_;
    std::vector<trace_step> trace_;
    std::vector<std::vector<std::size_t>> reads_;
    std::vector<reading_used> readings_;
    std::vector<part> parts_;  // evaluated, of a whole that is not
    bool keeps_ = false;
};

}  // namespace levy::rule
