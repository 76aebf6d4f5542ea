// SPDX-License-Identifier: Apache-2.0
// The tables of an answer: revenue, tax, debtors, payments, readings, and what stands beside.
#include <algorithm>

#include <fmt/format.h>

#include <levy/value/number_text.hpp>

#include "estimate_writer.hpp"

namespace levy::report {

namespace {

std::string spoken(std::string text) {
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}
std::string charge_word(const std::string& charge) {
    return charge == "vat" ? "VAT" : spoken(charge);
}
std::string listed(const std::vector<std::string>& words, const std::string& by) {
    std::string text;
    for (const auto& w : words) text += (text.empty() ? "" : by) + w;
    return text;
}
std::string percent(const number& share) {
    return levy::to_text(rounded(share * 100, number{1}, rounding::half_up)) + " %";
}
std::string line_name(const scenario::line_answer& l) { return l.platform + " " + l.stream; }
std::vector<std::string> line_names(const scenario::answer& made) {
    std::vector<std::string> names;
    for (const auto& l : made.lines)
        if (l.refused.empty()) names.push_back(line_name(l));
    return names;
}
std::string offset_name(const scenario::given_back& o) {
    auto name = o.name;
    if (name.ends_with(" vat")) name.replace(name.size() - 3, 3, "VAT");
    return name;
}
/// A rule without its country, which the title names, and what it charges.
std::string instrument_name(const scenario::instrument_charge& key) {
    return key.first.substr(key.first.find('/') + 1) + ", " + charge_word(key.second);
}
/// What the minimum is, as far as it was tested.
const char* minimum_words(const scenario::answer& made) {
    if (made.asked.assessed_on)
        return " The minimum, before anything paid, stands under every reading, in 95 of 100 "
               "draws, "
               "is not time-barred, fell due on a known day and has a debtor who can be reached.";
    return " The minimum, before anything paid, stands under every reading, in 95 of 100 draws, "
           "has "
           "a known due day and a debtor who can be reached; limitation is not tested, since no "
           "day "
           "of assessment is named.";
}
/// What of the tax was collected, over the draws; more than all of it is said so.
std::string share_of(const scenario::paid_answer& p) {
    const auto& q = *p.owed;
    if (q.p5.sign() <= 0) return {};
    if (*p.sum > q.p50) return ", more than these lines owe";
    return fmt::format(", {} of the median, {} to {} over the draws", percent(*p.sum / q.p50),
                       percent(*p.sum / q.p95), percent(*p.sum / q.p5));
}
const char* at_least(bool complete) { return complete ? "together" : "together, at least"; }

}  // namespace

void estimate_writer::revenue() {
    columns("Revenue", line_names(made_), "basis, how known");
    for (const auto& l : made_.lines) {
        const auto name = line_name(l);
        if (!l.refused.empty()) {
            paragraph(l.refused, "      ", "  " + name + ": refused,");
            continue;
        }
        row(name, l.revenue,
            spoken(l.basis) + ", " + (l.forecast ? "forecast" : l.quality) +
                (l.partly ? ", at least" : ""));
    }
    row(at_least(made_.complete), made_.revenue, "");
    if (!made_.rate_text.empty()) paragraph(made_.rate_text, "  ", "  at ");
}

void estimate_writer::years() {
    if (made_.years.size() < 2) return;
    columns("Tax owed by year", {"2016, at least"}, "revenue p50");
    for (const auto& y : made_.years) {
        auto name = std::to_string(y.year);
        if (y.over.days() < 365) name = levy::to_text(y.over);
        row(name + (y.complete ? "" : ", at least") + (y.forecast ? ", forecast" : ""), y.tax,
            sum(y.revenue.p50));
    }
}

void estimate_writer::tax() {
    auto names = line_names(made_);
    if (made_.with_relief) names.emplace_back("with treaty relief granted");
    columns("Tax owed", names, "debtor, rule");
    for (const auto& l : made_.lines) {
        if (!l.refused.empty()) continue;
        std::string rules;  // without their country, which the title names
        for (const auto& rule : l.rules)
            rules += (rules.empty() ? "" : ", ") + rule.substr(rule.find('/') + 1);
        row(line_name(l), l.tax, listed(l.liable, " or ") + (l.liable.empty() ? "" : ", ") + rules);
    }
    row(at_least(made_.complete), made_.tax, "");
    if (made_.with_relief)
        row("with treaty relief granted", *made_.with_relief, "every claim of every seller");
    if (made_.minimum)
        cells("defensible minimum", {sum(made_.minimum->p5), "", "", dollars(made_.minimum->p5)},
              "");
    out_ += "\n";
    paragraph("Totals have quantiles of their own; the medians of rows do not add up to them." +
                  std::string{made_.minimum ? minimum_words(made_) : ""},
              "  ", "  ");
}

void estimate_writer::instruments() {
    std::vector<std::string> names;
    names.reserve(made_.by_instrument.size());
    for (const auto& [key, q] : made_.by_instrument) names.push_back(instrument_name(key));
    columns("Tax by instrument", names, "");
    for (const auto& [key, q] : made_.by_instrument) row(instrument_name(key), q, "");
    if (made_.by_charge.size() > 1)
        for (const auto& [charge, q] : made_.by_charge) row("all " + charge_word(charge), q, "");
}

void estimate_writer::pieces() {
    if (made_.pieces.empty()) return;
    columns("Tax through the year", {}, "at the centre");
    for (const auto& p : made_.pieces) {
        std::string parts;
        for (const auto& [charge, sum_of] : p.by_charge)
            parts += (parts.empty() ? "" : ", ") + charge_word(charge) + " " + sum(sum_of);
        row(levy::to_text(p.over), p.tax, parts);
    }
}

void estimate_writer::customers() {
    if (made_.customers.empty()) return;
    columns("By who buys", {"income tax, sales to businesses"}, "");
    for (const auto& c : made_.customers)
        row(charge_word(c.charge) + ", " +
                (c.customer == "business" ? std::string{"sales to businesses"}
                                          : std::string{"sales to consumers"}),
            c.tax, "");
}

void estimate_writer::debtors() {
    if (made_.debtors.empty()) return;
    const auto word = [](const scenario::debtor_answer& d) -> std::string {
        if (d.who == "buyer") return "buyers here";
        if (d.who == "supplier") return "the platforms";
        if (d.who == "platform") return "stores that withhold";
        if (d.who == "time_barred") return "nobody: time-barred";
        if (d.who == "not_due_yet") return "nobody yet: not due";
        if (d.who == "no_due_day") return "nobody yet: no day due";
        return (d.owed ? "" : "nobody: ") + spoken(d.who);
    };
    std::vector<std::string> names;
    names.reserve(made_.debtors.size());
    for (const auto& d : made_.debtors) names.push_back(word(d));
    columns("Who can be assessed", names, "");
    for (const auto& d : made_.debtors) {
        row(word(d), d.tax, d.owed ? "" : "measured, in no total");
        if (d.gap) row("  less what they paid", *d.gap, "");
    }
}

void estimate_writer::paid() {
    if (made_.paid.empty()) return;
    heading("Owed against collected, the same platforms, taxes and time on both sides");
    for (const auto& p : made_.paid) {
        if (!p.sum) {
            item(
                fmt::format("{}: not known, {}", p.row.of,
                            p.row.unknown.empty() ? "no such row in receipts.csv" : p.row.unknown));
            continue;
        }
        auto text = fmt::format("{}, {}: {} collected", p.row.of, period_text(p.row.receipt->over),
                                money(*p.sum));
        if (p.owed) {
            text += fmt::format(" of {}{} owed ({} to {})", p.at_least ? "at least " : "",
                                sum(p.owed->p50), sum(p.owed->p5), sum(p.owed->p95));
            text += share_of(p);
            text += "; " + p.counted;
        }
        if (!p.note.empty()) text += "; " + p.note;
        item(text + ". " + p.source);
    }
    if (!made_.gap) return;
    std::string unknown;
    for (const auto& p : made_.paid)
        if (!p.sum) unknown += (unknown.empty() ? "" : ", ") + p.row.of;
    paragraph(fmt::format("Owed less all of that, each sum once and none for more than it is set "
                          "against: {} (9 in 10 draws between {} and {}).",
                          money(made_.gap->p50), sum(made_.gap->p5), sum(made_.gap->p95)),
              "  ", "  ");
    if (!made_.complete) paragraph("Lines that are refused would add to it.", "  ", "  ");
    if (!unknown.empty())
        paragraph("What is not known to be paid counts as unpaid here and would lessen it: " +
                      unknown + ".",
                  "  ", "  ");
}

void estimate_writer::budget() {
    if (made_.offsets.empty() || !made_.net) return;
    std::vector<std::string> names{"of it on what is unpaid"};
    for (const auto& o : made_.offsets) names.push_back(offset_name(o));
    columns("What the budget gives back", names, "");
    for (const auto& o : made_.offsets)
        row(offset_name(o), o.sum, o.kind + " against " + o.against);
    if (made_.given_back_on_gap) row("of it on what is unpaid", *made_.given_back_on_gap, "");
    row(made_.gap ? "the gap less that" : "the tax less that", *made_.net, "");
}

void estimate_writer::readings() {
    if (made_.readings.empty()) return;
    heading(
        fmt::format("Where the law is open: the total, {}, if one reading is switched (every "
                    "assumption at its centre: {})",
                    unit(), sum(made_.tax.central)));
    std::string unmoved;
    for (const auto& r : made_.readings) {
        const auto shown_change = sum(r.change);
        if (r.change.is_zero() || shown_change == "0" || shown_change == "-0") {
            unmoved += (unmoved.empty() ? "" : ", ") + r.doubt + " " + spoken(r.other);
            continue;
        }
        paragraph(r.doubt + " " + r.question, std::string(23, ' '),
                  fmt::format("  {:>9} {:>9}  ", sum(r.total),
                              (r.change.sign() > 0 ? "+" : "") + shown_change));
        paragraph(spoken(r.other) + ": " + r.other_text + " (taken: " + spoken(r.taken) + ")",
                  std::string(23, ' '), std::string(23, ' '));
    }
    if (!unmoved.empty()) paragraph(unmoved, "      ", "  Nothing shown here turns on: ");
}

void estimate_writer::late() {
    if (!made_.late) return;
    const auto& l = *made_.late;
    heading(fmt::format("If assessed on {}, at the centre, {}; apart from the tax above",
                        levy::to_text(l.assessed_on), unit()));
    paragraph(std::string{"tax unpaid and not time-barred"} +
                  (l.allocated ? ", what was paid allocated over what it was set against" : ""),
              std::string(14, ' '), fmt::format("  {:>10}  ", sum(l.unpaid)));
    if (!l.without_day.is_zero())
        paragraph("tax unpaid for which no due day is known: neither interest nor fine on it",
                  std::string(14, ' '), fmt::format("  {:>10}  ", sum(l.without_day)));
    line(fmt::format("  {:>10}  interest until that day", sum(l.interest)));
    for (const auto& f : l.fines)
        paragraph(spoken(f.name) + (f.reason.empty() ? "" : " (" + spoken(f.reason) + ")") +
                      (f.about.empty() ? "" : ": " + f.about),
                  std::string(14, ' '), fmt::format("  {:>10}  fine,", sum(f.sum)));
    if (l.fines.size() > 1)
        paragraph("Each fine is a story of its own; they do not add up.", "  ", "  ");
    for (const auto& hole : l.holes) item("not reckoned: " + hole);
}

void estimate_writer::alternatives() {
    if (made_.alternatives.empty()) return;
    std::vector<std::string> names;
    names.reserve(made_.alternatives.size());
    for (const auto& a : made_.alternatives) names.push_back(a.name);
    columns("What if: tax", names, "change at the centre");
    row("as above", made_.tax, "");
    for (const auto& a : made_.alternatives) {
        if (!a.refused.empty()) {
            paragraph(a.refused, "      ", "  " + a.name + ": refused,");
            continue;
        }
        const auto change = a.tax.central - made_.tax.central;
        row(a.name, a.tax,
            a.holes.empty() ? (change.sign() > 0 ? "+" : "") + sum(change) : "not comparable");
        if (!a.about.empty()) paragraph(a.about, "      ", "      ");
        for (const auto& hole : a.holes) paragraph(hole, "      ", "      without ");
        for (const auto& [key, q] : a.by_instrument)
            if (!made_.by_instrument.contains(key)) row("  of it " + instrument_name(key), q, "");
    }
}

void estimate_writer::parts() {
    if (!made_.parts.empty()) {
        heading(
            fmt::format("Of the revenue, {}, at the centre; taxed like the rest, so the tax "
                        "above does not change",
                        unit()));
        for (const auto& p : made_.parts)
            line(fmt::format("  {:>6}  {:<28} revenue {:>9}  tax {:>8}", percent(p.of.share),
                             p.of.about, sum(p.revenue), sum(p.tax)));
    }
    if (made_.beside.empty()) return;
    heading("Beside the tax, in no total");
    for (const auto& b : made_.beside) {
        if (!b.refused.empty()) {
            item(b.of.name + ": refused, " + b.refused);
            continue;
        }
        item(fmt::format("{}: {} ({}, {})", b.of.name, money(b.sum), b.of.rule,
                         listed(b.articles, ", ")));
    }
}

}  // namespace levy::report
