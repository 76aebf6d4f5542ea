// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <levy/feel/type.hpp>
#include <levy/feel/value.hpp>
#include <levy/text/citation.hpp>
#include <levy/text/span.hpp>

namespace levy::feel {
struct expr;
}

namespace levy::rule {

struct exception;

/// What a part of a formula gave, with the parts evaluated inside it, in that order. What was not
/// evaluated is not here: the branch not taken, what follows the part that settles an `and`.
struct part {
    const feel::expr* of = nullptr;  // of the rule, and lives as long
    feel::value gave;
    std::vector<part> parts;
};

/// A formula of a step, in parts; or the condition of an exception that held.
struct decision {
    const exception* by = nullptr;
    part whole;
};

/// One named step of a run, in the order of completion: what it is, what it gave, by which words of
/// which law.
struct trace_step {
    enum class kind {
        input,
        parameter,
        table_row,
        reading,
        definition,
        exception,
        condition,
        rounded,
        output,
        liable
    };
    enum class origin { reckoned, given, fallback, left_out };
    kind is;
    origin from = origin::reckoned;  // of an input
    std::string name;
    feel::type as;
    feel::value gave;
    std::string formula;  // as written, on one line
    std::optional<citation> cited;
    std::optional<day> since;  // first day of the dated value used
    std::string
        note;  // in words: where an input is from, the reading's text, the exception's name …
    span where;
    std::vector<std::size_t> used;  // steps that this one read
    std::vector<decision> decided;  // exceptions that held, then the formula that gave the value
};

}  // namespace levy::rule
