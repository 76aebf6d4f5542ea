// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <levy/feel/value.hpp>
#include <levy/rule/calendar.hpp>
#include <levy/rule/rule.hpp>
#include <levy/rule/trace.hpp>
#include <levy/text/outcome.hpp>

namespace levy::rule {

/// One published exchange rate: one US dollar (or the series' base) in `currency` on `on`.
struct exchange_rate {
    day on;
    std::string currency;
    number per_base;
    std::string series, cited;
};

struct payment {
    day on;
    number sum;
};

/// What a caller states about one run. `date` is a period of one day.
struct facts {
    period over;
    std::map<std::string, feel::value> given;     // inputs, already read by their declared types
    std::string currency;                         // needed where the rule says `any`
    std::map<std::string, std::string> readings;  // by reading name or by doubt id
    std::map<std::string, feel::value> carry;
    std::vector<payment> paid;
    std::vector<exchange_rate> exchange;
    std::optional<day> known;     // the law as known on that day
    std::optional<day> in_force;  // --in-force: replaces the day that dates the values
    bool allow_recalled = false;
    bool results_alone = false;  // the trace tells no formulas: for runs that nobody reads
};

struct due_dates {
    std::string every;
    std::optional<day> register_by, return_by, pay_by;
    bool return_unknown = false, pay_unknown = false;
    struct instalment {
        std::optional<day> pay;  // none: the law's day is not known
        number sum;
    };
    std::vector<instalment> instalments;
    struct move {
        day nominal, to;
        std::string because;  // the first day met: `Sunday`, `Tet`
    };
    std::vector<move> moves;            // days that the calendar moved
    std::optional<diagnostic> refused;  // a day beyond the calendar, say
    const citation* cited = nullptr;    // of the terms that were met

    /// The move that ended on that day, or null.
    [[nodiscard]] const move* moved_to(day due) const noexcept;
};

struct account {
    number charged, paid, balance;
    std::vector<std::string> refused;  // charges that are not known: what is charged is more
    std::string overpaid;              // refund, set_off, unknown, or empty
};

/// One output or definition of a run. What was refused carries why; the rest of the run stands.
struct result {
    std::string name;
    bool is_output = false;
    feel::type as;
    feel::value is;
    std::string charges;
    std::string reason;  // of a zero
    std::optional<diagnostic> refused;
};

struct reading_used {
    const reading* of = nullptr;
    std::string chosen;
    bool open = true;  // on the day
};

struct assessment {
    instrument_handle by;
    period over;
    day dated;                 // the day that picked the values
    std::optional<day> known;  // the law as known on that day
    std::string currency;
    std::string reason;           // why the rule as a whole gives zero; empty otherwise
    std::vector<result> results;  // outputs first, in the order of the file, then definitions met
    std::string liable;
    std::optional<due_dates> filing;  // nullopt: the law has none for whoever is liable
    account of_period;
    std::map<std::string, feel::value> carry_next;
    std::vector<reading_used> readings;  // consulted in this run
    std::vector<trace_step> trace;
    diagnostics problems;  // refused outputs, failed checks

    [[nodiscard]] const result* find(std::string_view name) const noexcept;
    /// A money output in the currency that the caller's type names. The contract: there is such an
    /// output, it was not refused, and the run was in that currency.
    template <class Money>
    [[nodiscard]] Money output(std::string_view name) const {
        const auto* found = find(name);
        LEVY_EXPECTS(found != nullptr && !found->refused && currency == Money::unit.letters());
        LEVY_EXPECTS(found->is.get_if<number>() != nullptr);
        return Money{*found->is.get_if<number>()};
    }
};

/// Runs a rule. The order: day, in_force, applies, outputs by need, checks, carry, liable, filing,
/// account. Errors that stop everything (missing input, wrong period, law changing within the
/// period) come back as problems; an `unknown` that only some outputs reach refuses those outputs
/// alone.
[[nodiscard]] outcome<assessment> assess(const instrument_handle& by, const facts& about,
                                         const calendar* days);

/// The value of one definition under the same facts, computed on demand (cases ask for
/// definitions).
[[nodiscard]] outcome<result> assess_definition(const instrument_handle& by, const facts& about,
                                                std::string_view name, const calendar* days);

}  // namespace levy::rule
