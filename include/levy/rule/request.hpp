// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include <levy/rule/assess.hpp>
#include <levy/text/document.hpp>
#include <levy/text/outcome.hpp>

namespace levy {

/// What a caller states, in the words a rule file would use: every value is text and is read by the
/// type that the rule declares for it.
struct request {
    std::string date = {};      // a day: a period of one day
    std::string period = {};    // or `2024`, `2024-Q3`, `2024-07`, `a..b`; one of the two
    std::string currency = {};  // for a rule of `currency: any`
    std::map<std::string, std::string> given = {};     // `902500000`, `net`, `[services]`, `{a: 1}`
    std::map<std::string, std::string> readings = {};  // by name or by doubt
    std::string known = {};                            // the law as known on that day
    std::string in_force = {};                         // the law of that day, whatever the period
    bool allow_recalled = false;
};

}  // namespace levy

namespace levy::rule {

/// A request as facts, each value read by the type that the rule declares. Errors: one diagnostic a
/// value.
[[nodiscard]] outcome<facts> facts_from(const instrument& by, const request& asked);

/// The same from a YAML map `{input: value}` of a cases file, a `--given` file or a scenario.
[[nodiscard]] std::map<std::string, feel::value> read_given(const instrument& by, const node& given,
                                                            const std::string& currency,
                                                            diagnostics& sink);

/// What a `--given` file states besides its inputs, into `asked`; what stands there already wins.
/// Errors: a key that such a file cannot have, something that is no text.
void read_stated(const node& file, request& asked, diagnostics& sink);

}  // namespace levy::rule
