// SPDX-License-Identifier: Apache-2.0
// When to register, file and pay.
#include "reader.hpp"
#include "run.hpp"

namespace levy::rule {

using feel::value;

const due_dates::move* due_dates::moved_to(day due) const noexcept {
    for (const auto& m : moves)
        if (m.to == due) return &m;
    return nullptr;
}

day run::rolled(day due, const std::optional<std::string>& roll, due_dates& into) {
    if (!days_) return due;
    std::string how = roll.value_or("");
    const auto* entry = days_->roll.in_force(due, about_.known);
    if (how.empty() && entry) how = entry->is.is;
    const auto with_swaps = days_->counts_swaps(about_.readings);
    // Where no law on rolling is encoded for that day, the day stands as the formula gave it.
    const auto moved = how.empty() ? calendar::moved{due, days_->works_on(due, with_swaps) &&
                                                              days_->covers.holds(due)}
                                   : days_->rolled(due, how, with_swaps);
    if (!moved.covered && !into.refused) {
        diagnostic problem;
        problem.id = code::calendar;
        problem.message = "whether " + levy::to_text(due) +
                          " was a working day is not known: the calendar covers " +
                          levy::to_text(days_->covers.start) + " to " +
                          levy::to_text(days_->covers.end);
        problem.help =
            "add the holidays of that year to the jurisdiction's calendar; until then only "
            "weekends are "
            "counted, and only where the law on rolling is encoded";
        into.refused = std::move(problem);
    }
    if (moved.to != due) into.moves.push_back({due, moved.to, days_->why_off(due, with_swaps)});
    return moved.to;
}

std::optional<day> run::due_day(const std::optional<filing_terms::due>& due,
                                const std::optional<std::string>& roll, bool& unknown,
                                due_dates& into) {
    if (!due) return std::nullopt;
    unknown = due->unknown;
    if (due->unknown) return std::nullopt;
    return rolled(there<day>(due->day), roll, into);
}

due_dates run::filing_of(const std::string& party) {
    due_dates made;
    const auto of_party = of_.filing.find(party);
    const auto* entry = of_party == of_.filing.end() ? nullptr : entry_on(of_party->second, dated_);
    if (!entry) return made;
    const filing_exception* replacing = nullptr;
    for (const auto& x : entry->is.is.exceptions)
        if (there<bool>(x.when)) replacing = &x;
    return filing_under(entry->is.is, replacing, &entry->is.says.cited);
}

due_dates run::filing_under(const filing_terms& terms, const filing_exception* replacing,
                            const citation* cited) {
    due_dates made;
    made.cited = replacing && replacing->cited ? &*replacing->cited : cited;
    const auto* replaced = replacing ? &replacing->replaced : nullptr;
    const auto& every = replaced && replaced->every ? replaced->every : terms.every;
    const auto assessed = of_.assessed_on(dated_, about_.known);
    made.every = every.value_or(assessed ? std::string{name_of(*assessed)} : std::string{});
    const auto kind = read_period_kind(made.every);
    filing_period_ = kind ? whole(*kind, about_.over.end) : std::nullopt;
    if (!filing_period_) filing_period_ = about_.over;
    const auto pick = [&](std::optional<filing_terms::due> filing_terms::*which)
        -> const std::optional<filing_terms::due>& {
        return replaced && (replaced->*which) ? replaced->*which : terms.*which;
    };
    const auto& roll = replaced && replaced->roll ? replaced->roll : terms.roll;
    bool register_unknown = false;
    made.register_by = due_day(pick(&filing_terms::register_by), roll, register_unknown, made);
    made.return_by = due_day(pick(&filing_terms::return_by), roll, made.return_unknown, made);
    made.pay_by = due_day(pick(&filing_terms::pay_by), roll, made.pay_unknown, made);
    for (const auto& i : terms.instalments) {
        const bool each = is_of_each(i);
        const auto sums = feel::evaluate(i.amount, *this);
        const auto days = i.pay.unknown ? value{} : feel::evaluate(i.pay.day, *this);
        const auto add = [&](const value& on, const value& of) {
            if (!of.is<number>())
                stop(code::type, i.amount.where, "no instalment moves with an amount");
            std::optional<day> pay;
            if (!i.pay.unknown) pay = rolled(there<day>(on, i.pay.day), roll, made);
            made.instalments.push_back({pay, *of.get_if<number>()});
        };
        for (std::size_t n = 0; each && n < sums.items().size(); ++n)
            add(i.pay.unknown ? days : days.items()[n], sums.items()[n]);
        if (!each) add(days, sums);
    }
    filing_period_.reset();
    return made;
}

}  // namespace levy::rule
