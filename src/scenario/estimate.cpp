// SPDX-License-Identifier: Apache-2.0
#include <levy/scenario/estimate.hpp>
#include <levy/text/placed.hpp>
#include <levy/text/sha256.hpp>

#include "check.hpp"
#include "workings.hpp"

namespace levy::scenario {

namespace {

answer empty_answer(const scenario& asked, const revenue::figures& from) {
    answer made{.asked = asked,
                .rate = {},
                .rate_text = {},
                .lines = {},
                .years = {},
                .pieces = {},
                .customers = {},
                .revenue = {},
                .tax = {},
                .by_charge = {},
                .by_instrument = {},
                .with_relief = {},
                .minimum = {},
                .debtors = {},
                .paid = {},
                .gap = {},
                .late = {},
                .offsets = {},
                .given_back_on_gap = {},
                .net = {},
                .readings = {},
                .assumptions = {},
                .alternatives = {},
                .parts = {},
                .beside = {},
                .figures = {},
                .recalled = {},
                .not_known = {},
                .articles = {},
                .hashes = {},
                .held = from};
    return made;
}

}  // namespace

outcome<answer> estimate(const scenario& asked, const law& under, const revenue::figures& from,
                         const options& how) {
    workings w{asked, under, from};
    const auto in = under.jurisdiction(asked.jurisdiction);
    if (!in) return placed(in.problems(), asked.jurisdiction_at);
    w.in = *in;
    diagnostics sink;
    try {
        work(w, how, sink);
    } catch (const stopped& halt) {
        sink.add(halt.why);
    }
    if (!sink.ok()) return sink;
    auto made = empty_answer(asked, from);
    add_totals(w, made);
    add_lines(w, made);
    if (!how.brief) {
        const auto paid = add_paid(w, made);
        add_debtors(w, paid, made);
        add_offsets(w, paid, made);
        add_readings(w, made);
        add_relief_and_minimum(w, made);
        add_assumptions(w, made);
        add_beside(w, made);
        add_alternatives(w, how, made);
    }
    made.hashes = under.receipt();
    for (const auto& [file, hash] : from.hashes()) made.hashes["figures/" + file] = hash;
    if (asked.text) made.hashes["scenario"] = sha256(asked.text->text());
    if (asked.platforms_text)
        made.hashes["scenario's platforms"] = sha256(asked.platforms_text->text());
    return made;
}

}  // namespace levy::scenario
