// SPDX-License-Identifier: Apache-2.0
// Names that a scenario takes from its file, the figures and the rules.
#include <algorithm>
#include <filesystem>

#include <levy/rule/reform.hpp>
#include <levy/text/document.hpp>
#include <levy/text/meant.hpp>

#include "check.hpp"
#include "workings.hpp"

namespace levy::scenario {

namespace {

namespace fs = std::filesystem;

void check_own_name(const scenario& asked, diagnostics& sink) {
    if (!asked.text) return;
    const auto stem = fs::path{asked.text->name()}.stem().string();
    if (asked.name != stem)
        sink.refuse(code::scenario, asked.name_at,
                    "this scenario is called '" + asked.name + "' and its file '" + stem + "'",
                    "scenario: " + stem);
}

void check_series(const scenario& asked, const revenue::figures& from, diagnostics& sink) {
    std::vector<std::string> series;
    for (const auto& f : from.all())
        if (f.metric == "per_usd") put_first(series, f.subject);
    if (std::find(series.begin(), series.end(), asked.rate_series) == series.end())
        return sink.refuse(code::figure, asked.series_at,
                           "exchange-rates.csv has no series '" + asked.rate_series + "'",
                           meant_by(asked.rate_series, series, "its series are "));
    const std::string letters{asked.in.letters()};
    if (letters == "USD") return;
    for (int year = asked.over.start.year(); year <= asked.over.end.year(); ++year) {
        const int known = asked.last_known ? std::min(year, *asked.last_known) : year;
        const auto found =
            from.find({"", asked.rate_series, "per_usd", letters, std::to_string(known)});
        if (found) continue;
        const auto& why = found.problems().front();
        return sink.refuse(why.id, asked.series_at, why.message, why.help);
    }
}

void check_receipt(const scenario& asked, const receipt_key& key, const revenue::figures& from,
                   diagnostics& sink) {
    std::vector<std::string> taxes, taxpayers, periods;
    bool found = false;
    for (const auto& r : from.receipts()) {
        if (r.country != upper(asked.jurisdiction)) continue;
        put_first(taxes, r.tax);
        if (r.tax != key.tax) continue;
        put_first(taxpayers, r.taxpayer);
        if (r.taxpayer != key.taxpayer) continue;
        put_first(periods, r.start + ".." + r.end);
        found = found ||
                (r.start == levy::to_text(key.over.start) && r.end == levy::to_text(key.over.end));
    }
    if (found) return;
    if (taxpayers.empty())
        return sink.refuse(code::figure, key.tax_at,
                           "receipts.csv has no tax '" + key.tax + "' of this country",
                           meant_by(key.tax, taxes, "its taxes are "));
    if (periods.empty())
        return sink.refuse(
            code::figure, key.taxpayer_at,
            "receipts.csv has no '" + key.tax + "' of a taxpayer '" + key.taxpayer + "'",
            meant_by(key.taxpayer, taxpayers, "its taxpayers are "));
    std::string all;
    for (const auto& p : periods) all.append(all.empty() ? "its rows are for " : ", ").append(p);
    sink.refuse(code::figure, key.where,
                "receipts.csv has no row of this tax and taxpayer for " + levy::to_text(key.over),
                all);
}

void check_reform(const alternative& as, diagnostics& sink) {
    if (as.reform.empty()) return;
    diagnostics met;
    const auto text = open_source(as.reform, met);
    if (!text) {
        std::vector<std::string> beside;
        std::error_code failed;
        const fs::path path{as.reform};
        for (const auto& entry : fs::directory_iterator{path.parent_path(), failed})
            beside.push_back(entry.path().filename().string());
        std::sort(beside.begin(), beside.end());
        return sink.refuse(code::scenario, as.reform_at, "'" + as.reform + "' cannot be read",
                           meant_by(path.filename().string(), beside, ""));
    }
    if (const auto document = read_yaml(text, met)) (void)rule::read_reform(*document, text, met);
    sink.append_new(met);
}

void check_debtor(const paid_row& row, diagnostics& sink) {
    const auto& known = rule::parties();
    if (row.debtor.empty() || std::find(known.begin(), known.end(), row.debtor) != known.end())
        return;
    sink.refuse(code::one_of, row.debtor_at, "'" + row.debtor + "' is no debtor",
                meant_by(row.debtor, known));
}

}  // namespace

void check_names(const scenario& asked, const revenue::figures& from, diagnostics& sink) {
    check_own_name(asked, sink);
    check_series(asked, from, sink);
    for (const auto& p : asked.platforms)
        for (const auto& s : p.streams)
            if (s.floor) check_receipt(asked, *s.floor, from, sink);
    for (const auto& row : asked.paid) {
        if (row.receipt) check_receipt(asked, *row.receipt, from, sink);
        check_debtor(row, sink);
    }
    for (const auto& as : asked.compare) check_reform(as, sink);
}

}  // namespace levy::scenario
