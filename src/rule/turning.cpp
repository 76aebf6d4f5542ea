// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <levy/rule/readings.hpp>
#include <levy/rule/turning.hpp>

#include "causes.hpp"
#include "turning_parts.hpp"

namespace levy::rule {

using feel::value;

namespace {

constexpr std::size_t most_words = 32;  // of a choice: the cost is a run for each

/// What else a fact of few words may be.
std::vector<value> other_words(const leaf& fact) {
    std::vector<value> all;
    if (fact.as.is == feel::type::kind::boolean)
        for (const bool truth : {true, false}) all.emplace_back(truth);
    if (fact.as.is == feel::type::kind::text && fact.as.one_of.size() <= most_words)
        for (const auto& word : fact.as.one_of) all.emplace_back(word);
    std::erase(all, fact.is);
    return all;
}

void add_choices(const around& here, const leaf& fact, std::vector<turning_point>& into) {
    for (const auto& word : other_words(fact)) {
        turning_point found;
        found.is = turning_point::kind::choice;
        found.name = fact.name;
        found.as = fact.as;
        found.from = fact.is;
        found.to = word;
        here.add_if_other(std::move(found), with(here.about, here.made, fact, word), here.made,
                          into);
    }
}

std::vector<std::string> other_outputs(const assessment& a, const assessment& b) {
    std::vector<std::string> names;
    for (const auto& one : a.results) {
        const auto* other = one.is_output ? b.find(one.name) : nullptr;
        if (other && !same_result(one, *other)) names.push_back(one.name);
    }
    return names;
}

void add_readings(const around& here, std::vector<turning_point>& into) {
    for (auto& effect : reading_effects(here.made, here.about, here.days)) {
        if (same_answer(here.made, effect.under)) continue;
        turning_point found;
        found.is = turning_point::kind::reading;
        found.name = effect.of->name;
        found.as = feel::type::of_kind(feel::type::kind::text);
        for (const auto& used : here.made.readings)
            if (used.of == effect.of) found.from = used.chosen;
        found.to = effect.choice;
        found.because = causes_between(here.made, effect.under);
        found.outputs = other_outputs(here.made, effect.under);
        found.under = std::move(effect.under);
        into.push_back(std::move(found));
    }
}

/// How far away as a share of the amount; an amount of zero is far from everything.
bool nearer(const turning_point& a, const turning_point& b) {
    const auto far = [](const turning_point& t) { return t.from.get_if<number>()->is_zero(); };
    if (far(a) != far(b)) return far(b);
    const auto share = [&](const turning_point& t) {
        const auto way = abs(*t.distance);
        return far(t) ? way : way / abs(*t.from.get_if<number>());
    };
    return share(a) < share(b);
}

}  // namespace

void around::complete(turning_point& found, const facts& other, const assessment& than) const {
    auto run = assess(made.by, other, days);
    if (!run) {
        found.refused = run.problems();
        return;
    }
    found.because = causes_between(than, *run);
    found.under = *std::move(run);
    if (found.is != turning_point::kind::amount) found.outputs = other_outputs(than, *found.under);
}

void around::add_if_other(turning_point found, const facts& other, const assessment& than,
                          std::vector<turning_point>& into) const {
    auto quick = other;
    quick.results_alone = true;
    const auto run = assess(made.by, quick, days);
    if (run && same_answer(*run, than)) return;
    complete(found, other, than);
    into.push_back(std::move(found));
}

bool same_result(const result& a, const result& b) {
    if (a.refused.has_value() != b.refused.has_value()) return false;
    if (a.refused) return a.refused->id == b.refused->id;
    return a.is == b.is && a.reason == b.reason;
}

bool same_answer(const assessment& a, const assessment& b) {
    if (a.reason != b.reason || a.liable != b.liable) return false;
    return other_outputs(a, b).empty();
}

std::vector<turning_point> turning_points(const assessment& made, const facts& about,
                                          const calendar* days) {
    const around here{made, about, days};
    std::vector<turning_point> all;
    const auto leaves = leaves_of(made);
    for (const auto& fact : leaves) add_amounts(here, fact, all);
    std::stable_sort(all.begin(), all.end(), nearer);
    for (const auto& fact : leaves) add_choices(here, fact, all);
    add_days(here, all);
    add_readings(here, all);
    return all;
}

std::string_view name_of(turning_point::kind is) noexcept {
    constexpr std::array<std::string_view, 4> names{"amount", "choice", "day", "reading"};
    return names[static_cast<std::size_t>(is)];
}

}  // namespace levy::rule
