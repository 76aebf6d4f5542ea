// SPDX-License-Identifier: Apache-2.0
#include "prove.hpp"

#include <algorithm>

#include "reader.hpp"

namespace levy::rule {

namespace {

/// A reform may leave text of the law without effect, such as the rates of a tax that it ends.
/// Nobody wrote that by mistake, and the law's file is not the reform's to mend.
bool left_by_reform(const diagnostic& problem, const instrument& of) {
    const bool reformed = std::any_of(of.sources.begin(), of.sources.end(),
                                      [](const auto& one) { return one.second.proposed; });
    return reformed && (problem.id == code::masked || problem.id == code::never) &&
           problem.primary.where.in == of.text;
}

}  // namespace

bool prove(const instrument& of, diagnostics& sink, const std::set<std::string>& reckoned) {
    diagnostics found;
    prove_tables(of, found);
    prove_calls(of, reckoned, found);
    prove_timelines(of, reckoned, found);
    prove_conditions(of, reckoned, found);
    const auto before = sink.errors();
    for (const auto& problem : found)
        if (!left_by_reform(problem, of)) sink.add(problem);
    return sink.errors() == before;
}

}  // namespace levy::rule
