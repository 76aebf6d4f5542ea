// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <levy/feel/type.hpp>
#include <levy/feel/value.hpp>
#include <levy/text/citation.hpp>
#include <levy/text/span.hpp>

namespace levy::rule {

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
    kind is;
    std::string name;
    feel::type as;
    feel::value gave;
    std::string formula;  // as written, on one line
    std::optional<citation> cited;
    std::optional<day> since;  // first day of the dated value used
    std::string note;  // `default`, the reading's text, the exception's name, before rounding …
    span where;
    std::vector<std::size_t> used;  // steps that this one read
};

}  // namespace levy::rule
