// SPDX-License-Identifier: Apache-2.0
// What a scenario's author stands by, held against the answer.
#include <levy/scenario/estimate.hpp>
#include <levy/value/number_text.hpp>

#include "cell.hpp"
#include "line_flow.hpp"

namespace levy::scenario {

namespace {

const quantiles* optional_of(const std::optional<quantiles>& q) { return q ? &*q : nullptr; }

const quantiles* named_quantiles(const answer& made, const std::string& of) {
    if (of == "tax") return &made.tax;
    if (of == "revenue") return &made.revenue;
    if (of == "gap") return optional_of(made.gap);
    if (of == "net") return optional_of(made.net);
    if (of == "relief") return optional_of(made.with_relief);
    if (of.starts_with("tax ")) {
        const auto rest = of.substr(4);
        if (const auto found = made.by_charge.find(rest); found != made.by_charge.end())
            return &found->second;
        for (const auto& y : made.years)
            if (std::to_string(y.year) == rest) return &y.tax;
        for (const auto& d : made.debtors)
            if (d.who == rest) return &d.tax;
        for (const auto& a : made.alternatives)
            if (a.name == rest && a.refused.empty()) return &a.tax;
    }
    for (const auto& line : made.lines) {
        if (!line.refused.empty()) continue;
        const auto name = line.platform + " " + line.stream;
        if (of == "revenue " + name) return &line.revenue;
        if (of == "tax " + name) return &line.tax;
    }
    for (const auto& p : made.paid)
        if (of == "owed " + p.row.of) return optional_of(p.owed);
    return nullptr;
}

/// The number that a band is about: a median, or the low end for what is a minimum.
std::optional<number> named_sum(const answer& made, const std::string& of) {
    if (of == "minimum") return made.minimum ? std::optional{made.minimum->p5} : std::nullopt;
    if (of == "interest") return made.late ? std::optional{made.late->interest} : std::nullopt;
    for (const auto& b : made.beside)
        if (of == "beside " + b.of.name && b.refused.empty()) return b.sum;
    for (const auto& p : made.parts)
        if (of == "part " + p.of.about) return p.tax;
    const auto* q = named_quantiles(made, of);
    return q ? std::optional{q->p50} : std::nullopt;
}

void fail(diagnostics& wrong, const span& where, std::string message, const std::string& why) {
    wrong.refuse(code::expectation, where, std::move(message),
                 why.empty() ? "" : "the scenario's reason: " + why);
}

void check_tax(const answer& made, const expected_tax& e, const rule::jurisdiction& in,
               diagnostics& wrong) {
    for (const auto& p : made.asked.platforms)
        for (const auto& s : p.streams) {
            if (p.name != e.platform || s.name != e.stream) continue;
            const line_flow flow{made.asked, p, s, node{}, in};
            if (!flow.problems().ok()) return wrong.append(flow.problems());
            const auto came = assessed(in, flow.facts_of(e.over, e.revenue, {}), e.revenue, {});
            if (!came.refused.empty()) return fail(wrong, e.where, came.refused, e.why);
            std::map<std::string, number> by_charge;
            for (const auto& x : came.charges)
                if (x.owed()) by_charge[x.charge] += x.central;
            for (const auto& [charge, sum] : e.charges)
                if (by_charge[charge] != sum)
                    fail(wrong, e.where,
                         charge + " was expected to be " + levy::to_text(sum) + ", and is " +
                             levy::to_text(by_charge[charge]),
                         e.why);
            return;
        }
    fail(wrong, e.where, "there is no stream '" + e.platform + " " + e.stream + "'", "");
}

}  // namespace

diagnostics check_expectations(const answer& made, const law& under, std::size_t& passed) {
    diagnostics wrong;
    const auto in = under.jurisdiction(made.asked.jurisdiction);
    if (!in) return in.problems();
    for (const auto& e : made.asked.expected_taxes) {
        const auto before = wrong.errors();
        check_tax(made, e, **in, wrong);
        if (wrong.errors() == before) ++passed;
    }
    for (const auto& b : made.asked.expected_bands) {
        const auto sum = named_sum(made, b.of);
        if (!sum) {
            fail(wrong, b.where, "the answer has no '" + b.of + "'", "");
            continue;
        }
        const auto scaled = *sum / made.asked.shown_in;
        if (scaled < b.low || scaled > b.high)
            fail(wrong, b.where,
                 "'" + b.of + "' is " + shown(scaled, 6) + ", outside " + levy::to_text(b.low) +
                     " to " + levy::to_text(b.high),
                 b.why);
        else
            ++passed;
    }
    return wrong;
}

}  // namespace levy::scenario
