// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include <levy/report/estimate.hpp>
#include <levy/rule/explain.hpp>
#include <levy/value/number_text.hpp>

#include "paragraph.hpp"

namespace levy::report {

namespace {

using scenario::answer;
using scenario::quantiles;

class writer {
public:
    writer(const answer& made, std::size_t width) : made_{made}, width_{width} {}

    std::string write() {
        out_ = made_.asked.title + "\n\n";
        headline();
        recalled();
        revenue();
        tax();
        debtors();
        paid();
        readings();
        assumptions();
        not_known();
        law();
        figures();
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string unit() const {
        return std::string{made_.asked.in.letters()} +
               (made_.asked.shown_word.empty() ? "" : " " + made_.asked.shown_word);
    }
    /// In the scenario's unit, whole; small sums keep one decimal.
    [[nodiscard]] std::string sum(const number& n) const {
        const auto scaled = n / made_.asked.shown_in;
        return grouped(
            rounded(scaled, abs(scaled) < 100 ? number{1, 10} : number{1}, rounding::half_up));
    }
    [[nodiscard]] std::string money(const number& n) const {
        return std::string{made_.asked.in.letters()} + " " + sum(n) +
               (made_.asked.shown_word.empty() ? "" : " " + made_.asked.shown_word);
    }
    static std::string grouped(const number& n) {
        return shown_value(feel::value{n}, feel::type::number_of());
    }
    [[nodiscard]] std::string dollars(const number& n) const {
        return grouped(rounded(n / made_.rate / 1'000'000, number{1}, rounding::half_up));
    }

    void paragraph(const std::string& text, const std::string& indent = "",
                   const std::string& first = "") {
        out_ += report::paragraph(text, width_, indent, first);
    }
    void heading(const std::string& text) { out_ += "\n" + text + "\n"; }
    void item(const std::string& text) { paragraph(text, "    ", "  - "); }

    void headline() {
        std::string names;
        for (const auto& p : made_.asked.platforms)
            names += (names.empty()                         ? ""
                      : &p == &made_.asked.platforms.back() ? " and "
                                                            : ", ") +
                     p.name;
        paragraph(fmt::format(
            "For {}, {} owed {}{} in tax (median; 9 in 10 draws between {} and {}), about {} "
            "million dollars, "
            "under the default readings of the law.",
            levy::to_text(made_.asked.over), names, made_.complete ? "" : "at least ",
            money(made_.tax.p50), sum(made_.tax.p5), sum(made_.tax.p95), dollars(made_.tax.p50)));
    }
    void recalled() {
        if (made_.recalled.empty()) return;
        heading("Figures from memory that this answer stands on (each widens its line)");
        for (const auto* f : made_.recalled)
            item(f->id() + " = " + grouped(f->value) + ": " + f->source);
    }

    void line(std::string text) {
        text.erase(text.find_last_not_of(' ') + 1);
        out_ += text + "\n";
    }
    void row(const std::string& name, const quantiles& q, const std::string& tail) {
        line(fmt::format("  {:<34}{:>10}{:>10}{:>10}{:>8}  {}", name, sum(q.p5), sum(q.p50),
                         sum(q.p95), dollars(q.p50), tail));
    }
    void columns(const std::string& title, const std::string& tail) {
        line(fmt::format("\n  {:<34}{:>10}{:>10}{:>10}{:>8}  {}", title + ", " + unit(), "p5",
                         "p50", "p95", "USD m", tail));
    }
    void revenue() {
        columns("Revenue", "basis, how known");
        for (const auto& l : made_.lines) {
            if (l.refused.empty())
                row(l.platform + " " + l.stream, l.revenue, l.basis + ", " + l.quality);
            else
                paragraph(l.refused, "      ",
                          fmt::format("  {}: refused,", l.platform + " " + l.stream));
        }
        row(made_.complete ? "together" : "together, at least", made_.revenue, "");
        if (!made_.rate_text.empty()) out_ += "  at " + made_.rate_text + "\n";
    }
    static std::string word(const std::string& charge) {
        std::string text = charge;
        std::replace(text.begin(), text.end(), '_', ' ');
        return charge == "vat" ? "VAT" : text;
    }
    void tax() {
        columns("Tax owed", "debtor, rule");
        for (const auto& l : made_.lines) {
            if (!l.refused.empty()) continue;
            std::string who;
            for (const auto& party : l.liable) who += (who.empty() ? "" : " or ") + party;
            std::string rules;
            for (const auto& r : l.rules) rules += (rules.empty() ? "" : " ") + r;
            row(l.platform + " " + l.stream, l.tax, who + ", " + rules);
            for (const auto& reason : l.untaxed) paragraph(reason, "      ", "      no tax on ");
        }
        for (const auto& [charge, q] : made_.by_charge) row("of it " + word(charge), q, "");
        row(made_.complete ? "together" : "together, at least", made_.tax, "");
        out_ += "  totals have quantiles of their own; the medians above do not add up to them\n";
    }
    void debtors() {
        columns("Who can be assessed", "");
        for (const auto& [party, q] : made_.by_liable) row(party, q, "");
    }
    void paid() {
        heading("Paid");
        for (const auto& p : made_.paid) {
            if (p.sum)
                item(fmt::format("{}: {}; {}. {}", p.row.of, money(*p.sum), p.note, p.source));
            else
                item(fmt::format("{}: not known, {}", p.row.of, p.row.unknown));
        }
        if (made_.gap)
            paragraph(fmt::format("Owed less all of that: {}{} (9 in 10 draws between {} and {}); "
                                  "negative where more was collected from all suppliers than "
                                  "these lines owe.",
                                  made_.complete ? "" : "at least ", money(made_.gap->p50),
                                  sum(made_.gap->p5), sum(made_.gap->p95)),
                      "  ", "  ");
    }
    void readings() {
        if (made_.readings.empty()) return;
        heading(
            fmt::format("Where the law is open: the total, {}, if one reading is switched (every "
                        "assumption at its centre: {})",
                        unit(), sum(made_.tax.central)));
        for (const auto& r : made_.readings) {
            out_ +=
                fmt::format("  {:>9} {:>9}  {} {}\n", sum(r.total),
                            (r.change.sign() > 0 ? "+" : "") + sum(r.change), r.doubt, r.question);
            paragraph(r.other + ": " + r.other_text + " (taken: " + r.taken + ")",
                      std::string(24, ' '), std::string(24, ' '));
        }
    }
    void assumptions() {
        heading("What the width comes from (share of the variance of revenue)");
        for (const auto& a : made_.assumptions) {
            const auto percent = revenue::to_minor_units(a.share * 100, 0);
            if (percent.is_zero()) continue;
            paragraph(a.about + "; " + a.source, std::string(8, ' '),
                      fmt::format("  {:>3} %  {}: ", levy::to_text(percent), a.name));
        }
    }
    void not_known() {
        if (made_.not_known.empty() && made_.asked.remarks.empty()) return;
        heading("Not known, and taken for this answer");
        for (const auto& text : made_.not_known) item(text);
        for (const auto& text : made_.asked.remarks) item(text);
    }
    void law() {
        heading("Articles used");
        for (const auto& text : made_.articles) item(text);
    }
    void figures() {
        heading("Figures used");
        for (const auto* f : made_.figures) {
            out_ += fmt::format("  {:<46} {:>18}  {}, {}\n", f->id(), levy::shown(f->value, 10),
                                std::string{name_of(f->how)}, f->where);
        }
    }

    const answer& made_;
    std::size_t width_;
    std::string out_;
};

}  // namespace

std::string to_text(const scenario::answer& made, std::size_t width) {
    return writer{made, width}.write();
}

}  // namespace levy::report
