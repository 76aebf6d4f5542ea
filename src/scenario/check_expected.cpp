// SPDX-License-Identifier: Apache-2.0
// What `expect` names, before there is an answer.
#include <algorithm>

#include <levy/text/meant.hpp>

#include "check.hpp"
#include "workings.hpp"

namespace levy::scenario {

namespace {

bool holds(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

/// The kinds of charge that rules of the jurisdiction make.
std::vector<std::string> charges_in(const rule::jurisdiction& in) {
    std::vector<std::string> all;
    for (const auto& [id, by] : in.rules)
        for (const auto& o : by->outputs) put_first(all, o.charges);
    return all;
}

/// Every number that a band can be about.
std::vector<std::string> numbers_of(const scenario& asked, const rule::jurisdiction& in) {
    std::vector<std::string> all{"tax", "revenue", "gap", "net", "relief", "minimum", "interest"};
    const auto tax_of = [&](const std::string& what) { put_first(all, "tax " + what); };
    for (const auto& charge : charges_in(in)) tax_of(charge);
    for (int year = asked.over.start.year(); year <= asked.over.end.year(); ++year)
        tax_of(std::to_string(year));
    for (const auto& party : rule::parties()) tax_of(party);
    for (const auto& step : in.steps)
        if (step.measured()) tax_of(step.reason);
    for (const auto* why : {"time_barred", "not_due_yet", "no_due_day"}) tax_of(why);
    for (const auto& as : asked.compare) tax_of(as.name);
    for (const auto& p : asked.platforms)
        for (const auto& s : p.streams) {
            tax_of(p.name + " " + s.name);
            put_first(all, "revenue " + p.name + " " + s.name);
        }
    for (const auto& row : asked.paid) put_first(all, "owed " + row.of);
    for (const auto& b : asked.beside) put_first(all, "beside " + b.name);
    for (const auto& p : asked.parts) put_first(all, "part " + p.about);
    return all;
}

void check_tax(const scenario& asked, const expected_tax& e,
               const std::vector<std::string>& charges, diagnostics& sink) {
    for (const auto& [charge, sum] : e.charges)
        if (const auto at = e.charges_at.find(charge); !holds(charges, charge))
            sink.refuse(code::scenario, at == e.charges_at.end() ? e.where : at->second,
                        "no rule of '" + asked.jurisdiction + "' charges '" + charge + "'",
                        meant_by(charge, charges, "its charges are "));
    std::vector<std::string> platforms, streams;
    for (const auto& p : asked.platforms) {
        platforms.push_back(p.name);
        if (p.name != e.platform) continue;
        for (const auto& s : p.streams) streams.push_back(s.name);
    }
    if (!holds(platforms, e.platform))
        sink.refuse(code::scenario, e.platform_at, "there is no platform '" + e.platform + "'",
                    meant_by(e.platform, platforms, "this scenario has "));
    else if (!holds(streams, e.stream))
        sink.refuse(code::scenario, e.stream_at,
                    "'" + e.platform + "' has no stream '" + e.stream + "'",
                    meant_by(e.stream, streams, "it has "));
}

}  // namespace

void check_expected_names(const scenario& asked, const rule::jurisdiction& in, diagnostics& sink) {
    const auto charges = charges_in(in);
    for (const auto& e : asked.expected_taxes) check_tax(asked, e, charges, sink);
    const auto numbers = numbers_of(asked, in);
    for (const auto& b : asked.expected_bands)
        if (!holds(numbers, b.of))
            sink.refuse(code::scenario, b.of_at, "no answer to this has a '" + b.of + "'",
                        meant_by(b.of, numbers, ""));
}

}  // namespace levy::scenario
