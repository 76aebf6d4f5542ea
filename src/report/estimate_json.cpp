// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include <levy/report/estimate.hpp>
#include <levy/value/number_text.hpp>

#include "receipt_json.hpp"

namespace levy::report {

namespace {

using json = nlohmann::ordered_json;
using scenario::quantiles;

json quantiles_json(const quantiles& q) {
    return {{"p5", levy::to_text(q.p5)},
            {"p50", levy::to_text(q.p50)},
            {"p95", levy::to_text(q.p95)},
            {"central", levy::to_text(q.central)}};
}

json map_json(const std::map<std::string, quantiles>& all) {
    auto out = json::object();
    for (const auto& [key, q] : all) out[key] = quantiles_json(q);
    return out;
}

json instruments_json(const std::map<scenario::instrument_charge, quantiles>& all) {
    auto out = json::array();
    for (const auto& [key, q] : all)
        out.push_back({{"rule", key.first}, {"charge", key.second}, {"tax", quantiles_json(q)}});
    return out;
}

void put(json& out, const char* key, const std::optional<quantiles>& q) {
    if (q) out[key] = quantiles_json(*q);
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
    if (line.forecast) out["forecast"] = true;
    if (line.partly) out["partly_refused"] = true;
    out["steps"] = line.steps;
    out["revenue"] = quantiles_json(line.revenue);
    out["tax"] = quantiles_json(line.tax);
    out["by_charge"] = map_json(line.by_charge);
    out["liable"] = line.liable;
    out["rules"] = line.rules;
    if (!line.untaxed.empty()) out["untaxed"] = line.untaxed;
    if (!line.cross_checks.empty()) out["cross_checks"] = line.cross_checks;
    for (const auto* f : line.figures) out["figures"].push_back(f->id());
    for (const auto& [name, share] : line.shares)
        out["assumptions"].push_back({{"name", name}, {"share_of_variance", share_text(share)}});
    return out;
}

json year_json(const scenario::year_answer& y) {
    return {{"year", y.year},
            {"period", levy::to_text(y.over)},
            {"complete", y.complete},
            {"forecast", y.forecast},
            {"per_dollar", levy::to_text(y.rate)},
            {"revenue", quantiles_json(y.revenue)},
            {"tax", quantiles_json(y.tax)}};
}

json paid_json(const scenario::paid_answer& p) {
    json out{{"of", p.row.of}};
    if (p.row.receipt) out["period"] = levy::to_text(p.row.receipt->over);
    if (p.sum)
        out["sum"] = levy::to_text(*p.sum);
    else
        out["unknown"] = p.row.unknown.empty() ? "no such row in receipts.csv" : p.row.unknown;
    if (!p.currency.empty()) out["currency"] = p.currency;
    put(out, "owed", p.owed);
    if (!p.counted.empty()) out["counted"] = p.counted;
    if (p.at_least) out["owed_at_least"] = true;
    if (p.row.part_of_another) out["part_of_another"] = true;
    if (!p.note.empty()) out["note"] = p.note;
    if (!p.source.empty()) out["source"] = p.source;
    return out;
}

json late_json(const scenario::late_answer& l) {
    json out{{"assessed_on", levy::to_text(l.assessed_on)},
             {"unpaid", levy::to_text(l.unpaid)},
             {"unpaid_without_due_day", levy::to_text(l.without_day)},
             {"interest", levy::to_text(l.interest)},
             {"payments_allocated", l.allocated}};
    out["fines"] = json::array();
    for (const auto& f : l.fines)
        out["fines"].push_back({{"name", f.name},
                                {"about", f.about},
                                {"sum", levy::to_text(f.sum)},
                                {"reason", f.reason}});
    out["holes"] = l.holes;
    return out;
}

json alternative_json(const scenario::alternative_answer& a) {
    json out{{"name", a.name}};
    if (!a.about.empty()) out["about"] = a.about;
    if (!a.moved.empty()) out["switched"] = a.moved;
    if (!a.refused.empty()) {
        out["refused"] = a.refused;
        return out;
    }
    out["complete"] = a.complete;
    if (!a.holes.empty()) out["refused_lines"] = a.holes;
    out["revenue"] = quantiles_json(a.revenue);
    out["tax"] = quantiles_json(a.tax);
    out["by_instrument"] = instruments_json(a.by_instrument);
    return out;
}

void add_law(const scenario::answer& made, json& out) {
    for (const auto& d : made.debtors) {
        json one{{"who", d.who}, {"owed", d.owed}, {"tax", quantiles_json(d.tax)}};
        put(one, "gap", d.gap);
        out["debtors"].push_back(std::move(one));
    }
    for (const auto& p : made.paid) out["paid"].push_back(paid_json(p));
    put(out, "gap", made.gap);
    if (made.late) out["if_assessed"] = late_json(*made.late);
    for (const auto& o : made.offsets)
        out["given_back"].push_back({{"name", o.name},
                                     {"kind", o.kind},
                                     {"against", o.against},
                                     {"sum", quantiles_json(o.sum)}});
    put(out, "given_back_on_gap", made.given_back_on_gap);
    put(out, "net", made.net);
    for (const auto& r : made.readings)
        out["readings"].push_back({{"doubt", r.doubt},
                                   {"question", r.question},
                                   {"taken", r.taken},
                                   {"other", r.other},
                                   {"total", levy::to_text(r.total)},
                                   {"change", levy::to_text(r.change)}});
    for (const auto& a : made.alternatives) out["alternatives"].push_back(alternative_json(a));
    for (const auto& p : made.parts)
        out["parts"].push_back({{"of", p.of.stream},
                                {"about", p.of.about},
                                {"share", levy::to_text(p.of.share)},
                                {"revenue", levy::to_text(p.revenue)},
                                {"tax", levy::to_text(p.tax)}});
    for (const auto& b : made.beside) {
        json one{{"name", b.of.name}, {"rule", b.of.rule}};
        if (b.refused.empty())
            one["sum"] = levy::to_text(b.sum);
        else
            one["refused"] = b.refused;
        one["articles"] = b.articles;
        out["beside"].push_back(std::move(one));
    }
}

void add_grounds(const scenario::answer& made, json& out) {
    for (const auto& a : made.assumptions)
        out["assumptions"].push_back({{"name", a.name},
                                      {"about", a.about},
                                      {"source", a.source},
                                      {"share_of_variance", share_text(a.share)}});
    out["recalled"] = json::array();
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
    out["remarks"] = made.asked.remarks;
    out["articles"] = made.articles;
    auto receipt = receipt_json(made.hashes);
    receipt["seed"] = made.asked.seed;
    receipt["draws"] = made.asked.draws;
    if (made.asked.assessed_on) receipt["assessed_on"] = levy::to_text(*made.asked.assessed_on);
    receipt["readings"] = made.asked.readings;
    out["receipt"] = std::move(receipt);
}

}  // namespace

std::string to_json(const scenario::answer& made) {
    json out;
    out["schema"] = "levy.estimate/2";
    out["scenario"] = made.asked.name;
    out["title"] = made.asked.title;
    if (!made.asked.question.empty()) out["question"] = made.asked.question;
    out["period"] = levy::to_text(made.asked.over);
    out["currency"] = std::string{made.asked.in.letters()};
    out["per_dollar"] = levy::to_text(made.rate);
    out["complete"] = made.complete;
    out["forecast"] = made.forecast;
    for (const auto& line : made.lines) out["lines"].push_back(line_json(line));
    for (const auto& y : made.years) out["years"].push_back(year_json(y));
    for (const auto& p : made.pieces) {
        json one{{"period", levy::to_text(p.over)},
                 {"revenue", quantiles_json(p.revenue)},
                 {"tax", quantiles_json(p.tax)}};
        for (const auto& [charge, sum] : p.by_charge) one["by_charge"][charge] = levy::to_text(sum);
        out["pieces"].push_back(std::move(one));
    }
    for (const auto& c : made.customers)
        out["customers"].push_back(
            {{"customer", c.customer}, {"charge", c.charge}, {"tax", quantiles_json(c.tax)}});
    out["revenue"] = quantiles_json(made.revenue);
    out["tax"] = quantiles_json(made.tax);
    out["by_charge"] = map_json(made.by_charge);
    out["by_instrument"] = instruments_json(made.by_instrument);
    put(out, "with_relief", made.with_relief);
    if (made.minimum) out["defensible_minimum"] = levy::to_text(made.minimum->p5);
    add_law(made, out);
    add_grounds(made, out);
    return out.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace levy::report
