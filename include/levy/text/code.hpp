// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace levy {

/// What kind of problem. Numbers are stable for ever and never reused: 01xx text and files, 02xx
/// formulas, 03xx rule files, 04xx a run, 05xx figures and scenarios. `name_of` is the word that
/// cases use after `error:`.
enum class code : std::uint16_t {
    // 01xx: the text itself
    yaml = 101,       // not the YAML that levy reads
    encoding = 102,   // not UTF-8
    file = 103,       // cannot be opened, is a directory, is empty
    too_large = 104,  // size or depth limit
    duplicate_key = 105,
    key = 106,      // unknown or missing key
    shape = 107,    // a list where a map is meant, and the like
    literal = 108,  // a value that cannot be read as what it should be
    // 02xx: formulas
    syntax = 201,
    name = 202,
    type = 203,
    unit = 204,
    time_basis = 205,
    refused = 206,   // FEEL outside levy's profile
    magic = 207,     // a bare number or text that belongs in parameters
    optional = 208,  // a value that may be null, used as if it could not
    cycle = 209,
    arguments = 210,
    divisor = 211,  // a divisor that may be 0
    // 03xx: rule files
    source = 301,
    order = 302,  // days or publications not rising
    published = 303,
    one_of = 304,
    within = 305,
    prorate = 306,
    reason = 307,
    gap = 308,
    overlap = 309,
    reading = 310,
    cases = 311,     // a rule without cases, a case that names nothing
    masked = 312,    // never counts, since others come first or cover it
    never = 313,     // a condition that is never true
    conflict = 314,  // two exceptions that hold at once and differ
    unread = 315,    // a declared name that no formula asks for
    // 04xx: a run
    missing = 401,
    input = 402,
    range = 403,
    currency = 404,
    null = 405,
    division = 406,
    empty = 407,  // min, max of an empty list
    index = 408,
    period = 409,
    changes_within_period = 410,
    no_value_in_force = 411,
    unknown = 412,
    recalled = 413,
    no_row = 414,
    no_rate = 415,
    calendar = 416,
    conflicting_exceptions = 417,
    check = 418,
    too_precise = 419,
    not_found = 420,  // no such rule, output, parameter
    ambiguous = 421,  // several rows of a unique table
    // 05xx: figures, models, scenarios
    figure = 501,
    model = 502,
    scenario = 503,
    expectation = 504,
};

/// `LV0203`.
[[nodiscard]] std::string to_text(code id);
/// The short word of a code: `unit`, `changes_within_period`.
[[nodiscard]] std::string_view name_of(code id);

}  // namespace levy
