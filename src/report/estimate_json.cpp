// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include <levy/report/estimate.hpp>
#include <levy/report/version.hpp>
#include <levy/value/number_text.hpp>

namespace levy::report {

namespace {

using json = nlohmann::ordered_json;

json quantiles_json(const scenario::quantiles& q) {
    return {{"p5", levy::to_text(q.p5)},
            {"p50", levy::to_text(q.p50)},
            {"p95", levy::to_text(q.p95)},
            {"central", levy::to_text(q.central)}};
}

json map_json(const std::map<std::string, scenario::quantiles>& all) {
    auto out = json::object();
    for (const auto& [key, q] : all) out[key] = quantiles_json(q);
    return out;
}

/// Shares are for people: four decimals, written out.
std::string share_text(double share) { return levy::to_text(revenue::to_minor_units(share, 4)); }

json line_json(const scenario::line_answer& line) {
    json out{{"platform", line.platform}, {"stream", line.stream}};
    if (!line.refused.empty()) {
        out["refused"] = line.refused;
        return out;
    }
    out["basis"] = line.basis;
    out["quality"] = line.quality;
    out["steps"] = line.steps;
    out["revenue"] = quantiles_json(line.revenue);
    out["tax"] = quantiles_json(line.tax);
    out["by_charge"] = map_json(line.by_charge);
    out["liable"] = line.liable;
    out["rules"] = line.rules;
    if (!line.untaxed.empty()) out["untaxed"] = line.untaxed;
    for (const auto* f : line.estimate.used) out["figures"].push_back(f->id());
    for (std::size_t i = 0; i < line.estimate.shares.size(); ++i)
        out["assumptions"].push_back({{"name", line.estimate.assumptions[i].name},
                                      {"share_of_variance", share_text(line.estimate.shares[i])}});
    return out;
}

json paid_json(const scenario::paid_answer& p) {
    json out{{"of", p.row.of}};
    if (p.sum)
        out["sum"] = levy::to_text(*p.sum);
    else
        out["unknown"] = p.row.unknown;
    if (!p.note.empty()) out["note"] = p.note;
    if (!p.source.empty()) out["source"] = p.source;
    return out;
}

}  // namespace

std::string to_json(const scenario::answer& made) {
    json out;
    out["schema"] = "levy.estimate/1";
    out["scenario"] = made.asked.name;
    out["title"] = made.asked.title;
    out["period"] = levy::to_text(made.asked.over);
    out["currency"] = std::string{made.asked.in.letters()};
    out["per_dollar"] = levy::to_text(made.rate);
    out["complete"] = made.complete;
    for (const auto& line : made.lines) out["lines"].push_back(line_json(line));
    out["revenue"] = quantiles_json(made.revenue);
    out["tax"] = quantiles_json(made.tax);
    out["by_charge"] = map_json(made.by_charge);
    out["by_liable"] = map_json(made.by_liable);
    for (const auto& p : made.paid) out["paid"].push_back(paid_json(p));
    if (made.gap) out["gap"] = quantiles_json(*made.gap);
    for (const auto& r : made.readings)
        out["readings"].push_back({{"doubt", r.doubt},
                                   {"question", r.question},
                                   {"taken", r.taken},
                                   {"other", r.other},
                                   {"total", levy::to_text(r.total)},
                                   {"change", levy::to_text(r.change)}});
    for (const auto& a : made.assumptions)
        out["assumptions"].push_back({{"name", a.name},
                                      {"about", a.about},
                                      {"source", a.source},
                                      {"share_of_variance", share_text(a.share)}});
    for (const auto* f : made.recalled)
        out["recalled"].push_back(
            {{"figure", f->id()}, {"value", levy::to_text(f->value)}, {"source", f->source}});
    for (const auto* f : made.figures)
        out["figures"].push_back({{"figure", f->id()},
                                  {"value", levy::to_text(f->value)},
                                  {"confidence", std::string{name_of(f->how)}},
                                  {"source", f->source},
                                  {"licence", f->licence},
                                  {"row", f->where}});
    out["not_known"] = made.not_known;
    out["articles"] = made.articles;
    json receipt{
        {"levy", std::string{version()}}, {"seed", made.asked.seed}, {"draws", made.asked.draws}};
    for (const auto& [file, hash] : made.hashes) receipt["files"][file] = hash;
    out["receipt"] = std::move(receipt);
    return out.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace levy::report
