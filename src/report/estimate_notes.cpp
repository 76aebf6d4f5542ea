// SPDX-License-Identifier: Apache-2.0
// What an answer stands on: steps, assumptions, what is not known, articles and figures.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <levy/rule/explain.hpp>
#include <levy/value/number_text.hpp>

#include "estimate_writer.hpp"

namespace levy::report {

void estimate_writer::steps() {
    heading("How each line was estimated");
    const bool several = made_.years.size() > 1;
    for (const auto& l : made_.lines) {
        if (l.steps.empty()) continue;
        std::string text;
        for (const auto& step : l.steps) {
            // Over several years the last one stands for all; each year's steps are in the JSON.
            if (several && step.starts_with("20") &&
                !step.starts_with(std::to_string(made_.years.back().year)))
                continue;
            text += (text.empty() ? "" : "; ") + step;
        }
        if (!text.empty()) item(l.platform + " " + l.stream + ": " + text);
    }
}

void estimate_writer::cross_checks() {
    bool any = false;
    for (const auto& l : made_.lines) {
        if (l.cross_checks.empty()) continue;
        if (!any) heading("Cross-checks, in no figure above");
        any = true;
        // Over several years the last one stands for all; the JSON has each.
        item(l.platform + " " + l.stream + ": " + l.cross_checks.back());
    }
}

void estimate_writer::assumptions() {
    heading("What the width comes from (share of the variance of revenue)");
    for (const auto& a : made_.assumptions) {
        const auto percent = revenue::to_minor_units(a.share * 100, 0);
        if (percent.is_zero()) continue;
        paragraph(a.about + "; " + a.source, std::string(8, ' '),
                  fmt::format("  {:>3} %  {}: ", levy::to_text(percent), a.name));
    }
}

void estimate_writer::not_known() {
    if (made_.not_known.empty() && made_.asked.remarks.empty()) return;
    heading("Not known, and taken for this answer");
    // Pieces of one line that meet the same reason are told once.
    std::map<std::string, std::vector<std::string>> by_reason;
    std::vector<std::string> order;
    for (const auto& text : made_.not_known) {
        const auto comma = text.find(", ");
        const auto colon = text.find(": ");
        const bool piece = comma != std::string::npos && colon != std::string::npos &&
                           comma < colon && text.find("nobody bound") != std::string::npos;
        const auto key = piece ? text.substr(0, comma) + text.substr(colon) : text;
        if (!by_reason.contains(key)) order.push_back(key);
        by_reason[key].push_back(piece ? text.substr(comma + 2, colon - comma - 2) : "");
    }
    for (const auto& key : order) {
        const auto& pieces = by_reason[key];
        if (pieces.front().empty()) {
            item(key);
            continue;
        }
        const auto colon = key.find(": ");
        item(key.substr(0, colon) + ", " + pieces.front() +
             (pieces.size() > 1 ? " to " + pieces.back() : "") + key.substr(colon));
    }
    for (const auto& text : made_.asked.remarks) item(text);
}

void estimate_writer::law() {
    heading("Articles used");
    // `tt103 Art 12: Circular …` told once a source, with all its articles.
    std::vector<std::string> order;
    std::map<std::string, std::pair<std::string, std::vector<std::string>>> by_source;
    for (const auto& text : made_.articles) {
        const auto space = text.find(' ');
        const auto colon = text.find(": ");
        const auto id = text.substr(0, std::min(space, colon));
        auto& [title, articles] = by_source[id];
        if (title.empty()) order.push_back(id);
        title = colon == std::string::npos ? id : text.substr(colon + 2);
        if (space < colon) articles.push_back(text.substr(space + 1, colon - space - 1));
    }
    for (const auto& id : order) {
        const auto& [title, articles] = by_source[id];
        std::string all;
        for (const auto& a : articles) all += (all.empty() ? ": " : ", ") + a;
        item(fmt::format("{} ({}){}", title, id, all));
    }
}

void estimate_writer::figures() {
    heading("Figures used");
    constexpr std::size_t beside = 2 + 17 + 2 + 36;  // value, confidence and row
    const auto names = std::min<std::size_t>(48, width_ - std::min(width_ - 24, beside));
    for (const auto* f : made_.figures) {
        const auto id = f->id();
        if (id.size() > names) line("  " + id);
        line(fmt::format("  {:<{}} {:>17}  {}, {}", id.size() > names ? "" : id, names,
                         levy::shown(f->value, 10), std::string{name_of(f->how)}, f->where));
    }
}

}  // namespace levy::report
