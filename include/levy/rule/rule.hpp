// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <levy/feel/expr.hpp>
#include <levy/feel/type.hpp>
#include <levy/text/citation.hpp>
#include <levy/text/document.hpp>
#include <levy/value/day.hpp>
#include <levy/value/period.hpp>
#include <levy/value/rounding.hpp>
#include <levy/value/timeline.hpp>

namespace levy::rule {

/// Days first..last of a construct that lives only for a time; an open end is absent.
struct day_range {
    std::optional<day> first, last;
    [[nodiscard]] bool holds(day on) const;
};

struct source {
    std::string id, title, url;
    day read;
    confidence trust = confidence::verified;
    std::string note;
    bool proposed = false;  // a reform: nobody has published it, so there is no day of reading
    span where;
};

/// What an entry of a dated value says besides its payload.
struct dating {
    citation cited;
    confidence trust = confidence::verified;
    std::optional<day> published;
    std::string note;
    span where;
};

/// A value as an author wrote it: given, `unknown` (law exists, not encoded: refuse), or `none`
/// (null).
struct written_value {
    enum class state { given, unknown, none };
    state is = state::given;
    feel::value given;
    span where;
};

template <class Payload>
struct dated_entry {
    Payload is;
    dating says;
};
template <class Payload>
using dated = timeline<dated_entry<Payload>>;

/// A formula, with its exceptions. `values` has one entry from the beginning of time where the
/// author gave none.
struct exception;
struct formula {
    dated<feel::expr> values;
    bool is_dated = false;
    std::vector<exception> exceptions;
    std::optional<citation> cited;
    span where;
};
struct exception {
    std::string name, about;
    feel::expr when;
    formula then;
    std::string reason;
    day_range in_force;
    std::optional<day> published;
    span where;
};

struct reading_choice {
    std::string name, text;
    std::optional<citation> cited;
};
struct reading {
    std::string name, doubt, question, chosen_by_default;
    day_range open;
    std::vector<reading_choice> choices;
    span where;
};

enum class prorating { never, months, days };
struct parameter {
    std::string name, about;
    feel::type as;
    dated<written_value> values;
    std::optional<prorating> prorate;
    std::vector<feel::expr> within;  // tests that every value passes; empty for none
    span where;
};

struct table_row {
    std::vector<std::vector<feel::expr>> when;  // one list of unary tests a column
    std::vector<written_value> gives;
    span where;
};
struct table {
    enum class policy { unique, any, first, collect };
    struct column {
        std::string name;
        feel::type as;
        number scale{1};
        span where;
    };
    std::string name, about;
    std::vector<column> columns;
    feel::type gives;  // a record where the author named several results
    policy hit = policy::unique;
    bool slices = false;
    dated<std::vector<table_row>> rows;
    span where;
};

struct input {
    std::string name, about, window;
    feel::type as;
    std::optional<feel::value> fallback;  // `default:`
    [[nodiscard]] bool required() const { return !fallback && !as.optional; }
    span where;
};

struct definition {
    std::string name, about;
    formula is;
    day_range asked;  // days on which a jurisdiction asks for it: those of an offset
    span where;
};

struct condition {  // one line of `applies`
    feel::expr when;
    std::string otherwise;  // reason code
    std::optional<citation> cited;
    day_range in_force;
    span where;
};

/// `half up to minor unit`, by reading where the author says so.
struct rounding_phrase {
    rounding mode = rounding::half_up;
    std::optional<number> unit;  // absent: the minor unit of the run's currency
};
struct rounding_rule {
    std::string by;                                  // a reading, or empty
    std::map<std::string, rounding_phrase> choices;  // one under "" where `by` is empty
    span where;
};

struct output {
    std::string name, about, charges;  // charges empty: the output informs
    feel::type as;
    formula is;
    std::optional<rounding_rule> round;
    std::string zero = "zero_base";
    struct split {
        std::string of, over;
        feel::expr by;
    };
    std::optional<split> shares;
    span where;
};

struct filing_exception;
struct filing_terms {
    std::optional<std::string> every;
    struct due {
        bool unknown = false;
        feel::expr day;
    };
    std::optional<due> register_by, return_by, pay_by;
    std::optional<std::string> roll;
    struct instalment {
        due pay;
        feel::expr amount;
    };
    std::vector<instalment> instalments;
    std::vector<filing_exception> exceptions;
};
struct filing_exception {
    std::string name;
    feel::expr when;
    filing_terms replaced;
    std::optional<citation> cited;
    span where;
};

struct carried {
    std::string name, about;
    feel::type as;
    feel::expr start, next;
    span where;
};

struct note {
    day date;
    std::string text;
    std::optional<citation> cited;
};

/// One instrument of one jurisdiction: a rule file, read and checked. Every name has a slot.
struct instrument {
    std::string id, title, about, status = "law";
    std::string currency;  // ISO code, `any` or `none`
    source_handle text;
    std::map<std::string, source> sources;
    dated<period_kind> assessed;
    std::optional<feel::expr> dated_by;
    dated<written_value> in_force;
    std::map<day, std::string> not_in_force_reasons;
    std::string replaces;
    std::map<std::string, feel::type> types;
    std::vector<reading> readings;
    std::vector<parameter> parameters;
    std::vector<table> tables;
    std::vector<input> inputs;
    std::vector<carried> carry;
    std::vector<definition> definitions;
    std::vector<condition> applies;
    std::vector<output> outputs;
    std::optional<formula> liable;                      // absent: supplier
    std::map<std::string, dated<filing_terms>> filing;  // by party
    std::optional<dated<std::string>> overpaid;
    std::string exchange_series;
    std::vector<feel::expr> checks;
    std::vector<note> notes;

    /// What a slot is: the index into the vector of its kind.
    struct slot {
        enum class kind {
            parameter,
            table,
            input,
            carry,
            reading,
            definition,
            output,
            liable,
            period
        };
        kind is;
        std::size_t index = 0;
        std::string name;
    };
    std::vector<slot> slots;

    [[nodiscard]] const slot* find_slot(std::string_view name) const noexcept;
    [[nodiscard]] const reading* find_reading(std::string_view name) const noexcept;
    /// The kind of period on a day, as known on another.
    [[nodiscard]] std::optional<period_kind> assessed_on(day on,
                                                         std::optional<day> known = {}) const;
};

/// Words that a zero may give as its reason, and that `charges`, `liable` may hold: closed lists.
[[nodiscard]] const std::vector<std::string>& reason_codes();
[[nodiscard]] const std::vector<std::string>& charge_kinds();
[[nodiscard]] const std::vector<std::string>& parties();

using instrument_handle = std::shared_ptr<const instrument>;

}  // namespace levy::rule
