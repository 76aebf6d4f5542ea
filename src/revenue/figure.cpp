// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <unordered_map>

#include <levy/revenue/figure.hpp>
#include <levy/text/sha256.hpp>
#include <levy/value/number_text.hpp>

#include "table_reader.hpp"

namespace levy::revenue {

struct figures::tables {
    std::vector<figure> figures;
    /// Rows of one country, subject and metric, in the order of the tables.
    std::unordered_map<std::string, std::vector<const figure*>> by_name;
    [[nodiscard]] const std::vector<const figure*>& named(const query& q) const {
        static const std::vector<const figure*> none;
        const auto found = by_name.find(key_of(q.country, q.subject, q.metric));
        return found == by_name.end() ? none : found->second;
    }
    static std::string key_of(const std::string& country, const std::string& subject,
                              const std::string& metric) {
        return country + '\n' + subject + '\n' + metric;
    }
    std::vector<receipt> receipts;
    std::vector<assumption> assumptions;
    std::vector<region_member> regions;
    std::map<std::string, source_handle> texts;
};

std::string_view name_of(trust t) {
    switch (t) {
        case trust::verified:
            return "verified";
        case trust::secondary:
            return "secondary";
        case trust::arithmetic:
            return "arithmetic";
        case trust::recalled:
            return "recalled";
    }
    return {};
}

std::string figure::id() const {
    std::string text;
    for (const auto* part : {&country, &subject, &metric, &scope, &period})
        if (!part->empty() && !(part == &scope && !country.empty()))
            text += (text.empty() ? "" : " ") + *part;
    return text;
}

namespace {

template <class Tables>
void read_platforms(table_reader& r, Tables& into) {
    r.read("platforms.csv",
           std::array{"subject", "metric", "scope", "period", "value", "unit", "currency", "source",
                      "licence", "confidence"},
           into.texts, into.figures, [&](const auto& c) {
               const auto value = r.number_at(4, c[4]);
               const auto scale = r.scale_at(5, c[5]);
               const auto how = r.trust_at(9, c[9]);
               const bool sourced = r.present(7, c[7]), licensed = r.present(8, c[8]);
               if (!sourced || !licensed || !value || !scale || !how) return;
               into.figures.push_back({"", c[0], c[1], c[2], c[3], *value * *scale, c[5], c[6],
                                       c[7], c[8], "", *how, r.where()});
           });
}

template <class Tables>
void read_countries(table_reader& r, Tables& into) {
    r.read("countries.csv",
           std::array{"country", "subject", "metric", "scope", "period", "value", "unit",
                      "currency", "source", "licence", "confidence"},
           into.texts, into.figures, [&](const auto& c) {
               const auto value = r.number_at(5, c[5]);
               const auto scale = r.scale_at(6, c[6]);
               const auto how = r.trust_at(10, c[10]);
               const bool sourced = r.present(8, c[8]), licensed = r.present(9, c[9]);
               if (!sourced || !licensed || !value || !scale || !how) return;
               into.figures.push_back({c[0], c[1], c[2], c[3], c[4], *value * *scale, c[6], c[7],
                                       c[8], c[9], "", *how, r.where()});
           });
}

template <class Tables>
void read_rates(table_reader& r, Tables& into) {
    r.read("exchange-rates.csv",
           std::array{"series", "currency", "period", "per_usd", "source", "licence", "confidence"},
           into.texts, into.figures, [&](const auto& c) {
               const auto value = r.number_at(3, c[3]);
               const auto how = r.trust_at(6, c[6]);
               if (!r.present(4, c[4]) || !value || !how) return;
               into.figures.push_back({"", c[0], "per_usd", c[1], c[2], *value, "per USD", c[1],
                                       c[4], c[5], "", *how, r.where()});
           });
}

template <class Tables>
void read_receipts(table_reader& r, Tables& into) {
    r.read("receipts.csv",
           std::array{"country", "tax", "taxpayer", "period_start", "period_end", "value", "unit",
                      "currency", "kind", "source", "confidence", "note"},
           into.texts, into.receipts, [&](const auto& c) {
               const auto value = r.number_at(5, c[5]);
               const auto scale = r.scale_at(6, c[6]);
               const auto how = r.trust_at(10, c[10]);
               if (!r.present(9, c[9]) || !value || !scale || !how) return;
               into.receipts.push_back({c[0], c[1], c[2], c[3], c[4], *value * *scale, c[7], c[8],
                                        c[9], c[11], r.where(), *how});
           });
}

template <class Tables>
void read_assumptions(table_reader& r, Tables& into) {
    r.read("assumptions.csv",
           std::array{"name", "distribution", "centre", "spread", "about", "source"}, into.texts,
           into.assumptions, [&](const auto& c) {
               assumption a;
               a.name = c[0];
               a.about = c[4];
               a.source = c[5];
               if (c[1] == "normal")
                   a.is = assumption::shape::normal;
               else if (c[1] == "lognormal")
                   a.is = assumption::shape::lognormal;
               else if (c[1] == "uniform")
                   a.is = assumption::shape::uniform;
               else
                   return r.refuse(1, ": '" + c[1] + "' is no distribution",
                                   "it is one of: normal, lognormal, uniform");
               const auto centre = r.number_at(2, c[2]);
               const auto spread = r.number_at(3, c[3]);
               if (!r.present(5, c[5]) || !centre || !spread) return;
               a.centre = std::strtod(c[2].c_str(), nullptr);
               a.spread = std::strtod(c[3].c_str(), nullptr);
               into.assumptions.push_back(std::move(a));
           });
}

template <class Tables>
void read_regions(table_reader& r, Tables& into) {
    r.read("regions.csv", std::array{"region", "member", "role", "within"}, into.texts,
           into.regions, [&](const auto& c) {
               into.regions.push_back({c[0], c[1], c[2], c[3]});
           });
}

bool fits(const figure& f, const figures::query& q) {
    return q.scope.empty() || f.scope == q.scope;
}

std::string described(const figures::query& q) {
    std::string text;
    for (const auto* part : {&q.country, &q.subject, &q.metric, &q.scope, &q.period})
        if (!part->empty()) text += (text.empty() ? "" : " ") + *part;
    return text;
}

}  // namespace

/// The first four digits in a row: `Q3 2020`, `FY2020`, `2020-11`.
int figure::year() const {
    for (std::size_t i = 0; i + 4 <= period.size(); ++i)
        if (std::all_of(period.begin() + static_cast<std::ptrdiff_t>(i),
                        period.begin() + static_cast<std::ptrdiff_t>(i) + 4,
                        [](char c) { return c >= '0' && c <= '9'; }))
            return (period[i] - '0') * 1000 + (period[i + 1] - '0') * 100 +
                   (period[i + 2] - '0') * 10 + (period[i + 3] - '0');
    return 0;
}

outcome<figures> figures::open(const std::string& folder) {
    diagnostics sink;
    auto held = std::make_shared<tables>();
    table_reader r{folder, sink};
    read_platforms(r, *held);
    read_countries(r, *held);
    read_rates(r, *held);
    read_receipts(r, *held);
    read_assumptions(r, *held);
    read_regions(r, *held);
    if (!sink.ok()) return sink;
    for (const auto& f : held->figures)
        held->by_name[tables::key_of(f.country, f.subject, f.metric)].push_back(&f);
    return figures{std::move(held)};
}

outcome<const figure*> figures::find(const query& asked) const {
    std::vector<std::string> periods;
    for (const auto* f : held_->named(asked)) {
        if (!fits(*f, asked)) continue;
        if (f->period == asked.period) return f;
        periods.push_back(f->period);
    }
    diagnostic problem;
    problem.id = code::figure;
    problem.message = "there is no figure '" + described(asked) + "'";
    std::string all;
    for (const auto& p : periods) all += (all.empty() ? "" : ", ") + p;
    problem.help = all.empty() ? "no period of it is published here" : "published here for " + all;
    return problem;
}

outcome<const figure*> figures::nearest(const query& asked, int year) const {
    const figure* best = nullptr;
    int least = 0;  // years away
    for (const auto* f : held_->named(asked)) {
        if (!fits(*f, asked)) continue;
        const auto away = std::abs(f->year() - year);
        if (best && away >= least) continue;
        best = f;
        least = away;
    }
    if (best) return best;
    return find(asked);
}

std::vector<const figure*> figures::series(const query& asked) const {
    std::vector<const figure*> all;
    for (const auto* f : held_->named(asked))
        if (fits(*f, asked)) all.push_back(f);
    return all;
}

const std::vector<receipt>& figures::receipts() const noexcept { return held_->receipts; }
const std::vector<figure>& figures::all() const noexcept { return held_->figures; }

std::map<std::string, std::string> figures::hashes() const {
    std::map<std::string, std::string> all;
    for (const auto& [name, text] : held_->texts) all.emplace(name, sha256(text->text()));
    return all;
}

std::vector<std::string> figures::region_names() const {
    std::vector<std::string> names;
    for (const auto& m : held_->regions)
        if (names.empty() || names.back() != m.region) names.push_back(m.region);
    return names;
}

std::vector<std::string> figures::assumption_names() const {
    std::vector<std::string> names;
    names.reserve(held_->assumptions.size());
    for (const auto& a : held_->assumptions) names.push_back(a.name);
    return names;
}

outcome<const assumption*> figures::find_assumption(std::string_view name) const {
    for (const auto& a : held_->assumptions)
        if (a.name == name) return &a;
    diagnostic problem;
    problem.id = code::figure;
    problem.message = "there is no assumption '" + std::string{name} + "'";
    const auto near = nearest_name(name, assumption_names());
    problem.help = near.empty() ? "add it to assumptions.csv with the data it was taken from"
                                : "did you mean '" + near + "'?";
    return problem;
}

std::vector<region_member> figures::region(std::string_view name) const {
    std::vector<region_member> members;
    for (const auto& m : held_->regions)
        if (m.region == name) members.push_back(m);
    return members;
}

}  // namespace levy::revenue
