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
    std::string how = roll.value_or("");
    if (!days_) {
        if (how.empty() || how == "none" || into.refused) return due;
        diagnostic problem;
        problem.id = code::calendar;
        problem.message = "whether " + levy::to_text(due) +
                          " is a working day is not known: " + "the rule says `roll: " + how +
                          "`, and its country has no calendar";
        problem.help = "write a `calendar` into the country's jurisdiction.yaml, or `roll: none`";
        into.refused = std::move(problem);
        return due;
    }
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

std::optional<due_dates> run::filing_of(const std::string& party) {
    const auto of_party = of_.filing.find(party);
    const auto* entry = of_party == of_.filing.end() ? nullptr : entry_on(of_party->second, dated_);
    if (!entry) return std::nullopt;
    const filing_exception* replacing = nullptr;
    for (const auto& x : entry->is.is.exceptions)
        if (there<bool>(x.when)) replacing = &x;
    const auto& says = entry->is.says;
    refuse_memory(says.trust, says.cited, "these terms stand on memory", says.where);
    if (replacing) refuse_memory(replacing->cited, "these terms stand on memory", replacing->where);
    return filing_under(entry->is.is, replacing, &entry->is.says.cited);
}

void run::add_instalments(const filing_terms::instalment& of,
                          const std::optional<std::string>& roll, bool with_sums, due_dates& into) {
    const bool each = is_of_each(of);
    const auto sums = with_sums ? feel::evaluate(of.amount, *this) : value{};
    const auto days = of.pay.unknown ? value{} : feel::evaluate(of.pay.day, *this);
    const auto add = [&](const value& on, const value& sum) {
        if (with_sums && !sum.is<number>())
            stop(code::type, of.amount.where, "no instalment moves with an amount");
        std::optional<day> pay;
        if (!of.pay.unknown) pay = rolled(there<day>(on, of.pay.day), roll, into);
        into.instalments.push_back({pay, with_sums ? *sum.get_if<number>() : number{}});
    };
    if (!each) return add(days, sums);
    const auto count = with_sums ? sums.items().size() : of.pay.unknown ? 0 : days.items().size();
    for (std::size_t n = 0; n < count; ++n)
        add(of.pay.unknown ? days : days.items()[n], with_sums ? sums.items()[n] : sums);
}

due_dates run::filing_under(const filing_terms& terms, const filing_exception* replacing,
                            const citation* cited,
                            std::vector<const filing_terms::instalment*>* by_facts) {
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
        try {
            add_instalments(i, roll, by_facts == nullptr, made);
        } catch (const stopped&) {
            if (!by_facts) throw;
            by_facts->push_back(&i);
        }
    }
    filing_period_.reset();
    return made;
}

}  // namespace levy::rule
