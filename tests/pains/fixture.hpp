// SPDX-License-Identifier: Apache-2.0
#pragma once

// What users of other rule engines complain of, each held here by a test of its name. The numbers
// are those of our list of pains; the names of projects say where the complaint was read.
//
// Of the 25 none is left out: 10 and 11 (loading, a country's tests) hold the work that is done,
// since a test of time would be a test of the machine; 6 to 8 (indexing, which levy does not have)
// hold what is like it here: values by dates, under the law and under a reform.
#include <string>

#include "../the_law.hpp"

namespace levy::pains {

using tests::the_law;

/// A small rule: money of a month in, `due` out. What differs stands in `parts`, whole keys of the
/// file; it takes the place of xx/flat-levy.
inline source_handle rule_text(const std::string& parts, const std::string& id = "flat-levy") {
    return std::make_shared<const source_text>("law/xx/" + id + ".yaml",
                                               "levy: 1\nrule: xx/" + id + R"(
title: A rule of a test
currency: EUR
assessed: per month
in_force: {2020-01-01: {value: true, source: code s.1}}
)" + parts);
}
inline law with(const std::string& parts) {
    return the_law().replacing("xx/flat-levy", rule_text(parts));
}
/// Every problem of such a rule when it is read, as an author sees them.
inline diagnostics problems_of(const std::string& parts) {
    return with(parts).instrument("xx/flat-levy").problems();
}

/// One output, exactly, or the word of the problem that stopped it.
inline std::string output_of(const outcome<rule::assessment>& made,
                             const std::string& name = "due") {
    if (!made) return std::string{name_of(made.problems().front().id)};
    const auto* found = made->find(name);
    REQUIRE(found);
    if (found->refused) return std::string{name_of(found->refused->id)};
    return feel::to_text(found->is);
}
/// `due` of the small rule in a month, for its input `base`.
inline std::string due(const law& under, const std::string& base,
                       const std::string& month = "2024-06") {
    return output_of(under.assess("xx/flat-levy", {.period = month, .given = {{"base", base}}}));
}

}  // namespace levy::pains
