// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include <levy/report/estimate.hpp>
#include <levy/rule/explain.hpp>
#include <levy/value/number_text.hpp>

#include "estimate_writer.hpp"
#include "paragraph.hpp"

namespace levy::report {

namespace {

constexpr std::size_t sum_width = 10;
constexpr std::size_t dollar_width = 8;
constexpr std::size_t least_name = 26;

/// `1,234.5`, or `1.234,5` where the scenario writes numbers so.
std::string grouped(const scenario::scenario& asked, const number& n) {
    auto text = shown_value(feel::value{n}, feel::type::number_of());
    if (asked.decimal_comma)
        for (auto& c : text) c = c == ',' ? '.' : c == '.' ? ',' : c;
    return text;
}

}  // namespace

estimate_writer::estimate_writer(const scenario::answer& made, std::size_t width)
    : made_{made}, width_{std::max<std::size_t>(width, 72)} {}

std::string estimate_writer::write() {
    paragraph(made_.asked.title + (made_.forecast ? " (a forecast)" : ""));
    out_ += "\n";
    headline();
    recalled();
    revenue();
    years();
    tax();
    instruments();
    pieces();
    customers();
    debtors();
    paid();
    budget();
    readings();
    late();
    alternatives();
    parts();
    cross_checks();
    assumptions();
    not_known();
    steps();
    law();
    figures();
    return std::move(out_);
}

std::string estimate_writer::unit() const {
    return std::string{made_.asked.in.letters()} +
           (made_.asked.shown_word.empty() ? "" : " " + made_.asked.shown_word);
}

/// In the scenario's unit, whole; small sums keep one decimal.
std::string estimate_writer::sum(const number& n) const {
    const auto scaled = n / made_.asked.shown_in;
    const auto unit = abs(scaled) < 100 && !scaled.is_zero() ? number{1, 10} : number{1};
    return grouped(made_.asked, rounded(scaled, unit, rounding::half_up));
}

std::string estimate_writer::money(const number& n) const {
    // A sum too small for the scenario's unit is told in millions.
    const bool small = made_.asked.shown_word == "billion" && abs(n) < 1'000'000'000;
    if (small && !n.is_zero())
        return std::string{made_.asked.in.letters()} + " " +
               grouped(made_.asked, rounded(n / 1'000'000, number{1, 10}, rounding::half_up)) +
               " million";
    return std::string{made_.asked.in.letters()} + " " + sum(n) +
           (made_.asked.shown_word.empty() ? "" : " " + made_.asked.shown_word);
}

std::string estimate_writer::dollars(const number& n) const {
    const auto millions = n / made_.rate / 1'000'000;
    const auto unit = abs(millions) < 10 && !millions.is_zero() ? number{1, 10} : number{1};
    return grouped(made_.asked, rounded(millions, unit, rounding::half_up));
}

std::string estimate_writer::period_text(const period& over) {
    const bool years = over.start.day_of_year() == 1 && over.end.month() == 12 &&
                       over.end.day_of_month() == 31 && over.start.year() != over.end.year();
    if (years) return fmt::format("{} to {}", over.start.year(), over.end.year());
    auto text = levy::to_text(over);
    const auto dots = text.find("..");
    return dots == std::string::npos ? text : text.replace(dots, 2, " to ");
}

void estimate_writer::paragraph(const std::string& text, const std::string& indent,
                                const std::string& first) {
    out_ += report::paragraph(text, width_, indent, first);
}
void estimate_writer::heading(const std::string& text) {
    out_ += "\n";
    paragraph(text);
}
void estimate_writer::item(const std::string& text) { paragraph(text, "    ", "  - "); }

void estimate_writer::line(std::string text) {
    text.erase(text.find_last_not_of(' ') + 1);
    out_ += text + "\n";
}

/// A name, up to four sums, and words; the words go below where the line is too narrow for them.
void estimate_writer::cells(const std::string& name, const std::vector<std::string>& sums,
                            const std::string& tail) {
    std::string text = "  " + name;
    if (name.size() > name_width_) {
        line(text);
        text = std::string(2 + name_width_, ' ');
    } else {
        text.resize(2 + name_width_, ' ');
    }
    for (std::size_t i = 0; i < sums.size(); ++i)
        text += fmt::format("{:>{}}", sums[i], i == 3 ? dollar_width : sum_width);
    if (tail.empty()) return line(text);
    if (text.size() + 2 + tail.size() <= width_) return line(text + "  " + tail);
    line(text);
    paragraph(tail, "      ", "      ");
}

void estimate_writer::row(const std::string& name, const quantiles& q, const std::string& tail) {
    cells(name, {sum(q.p5), sum(q.p50), sum(q.p95), dollars(q.p50)}, tail);
}

/// The head of a table; the first column is as wide as what stands in it.
void estimate_writer::columns(const std::string& title, const std::vector<std::string>& names,
                              const std::string& tail) {
    out_ += "\n";
    const auto text = title + ", " + unit();
    std::size_t longest = std::max(least_name, text.size());
    for (const auto& name : names) longest = std::max(longest, name.size());
    name_width_ = std::min(longest, width_ - 2 - 3 * sum_width - dollar_width);
    const bool fits = 2 + name_width_ + 3 * sum_width + dollar_width + 2 + tail.size() <= width_;
    cells(text, {"p5", "p50", "p95", "USD m"}, fits ? tail : "");
}

void estimate_writer::headline() {
    std::string names;
    for (const auto& p : made_.asked.platforms)
        names += (names.empty()                         ? ""
                  : &p == &made_.asked.platforms.back() ? " and "
                                                        : ", ") +
                 p.name;
    const bool chosen = !made_.asked.readings.empty();
    paragraph(fmt::format(
        "{} {}, {} {} {}{} in tax (the median; 9 in 10 draws lie between {} and {}), about {} "
        "million dollars, under {} of the law.",
        made_.forecast ? "This is a forecast. For" : "For", period_text(made_.asked.over), names,
        made_.forecast ? "would owe" : "owed", made_.complete ? "" : "at least ",
        money(made_.tax.p50), sum(made_.tax.p5), sum(made_.tax.p95), dollars(made_.tax.p50),
        chosen ? "the chosen readings" : "the default readings"));
}

void estimate_writer::recalled() {
    if (made_.recalled.empty()) return;
    heading("Figures from memory that this answer stands on; each widens its line");
    for (const auto* f : made_.recalled)
        item(f->id() + " = " + grouped(made_.asked, f->value) + ": " + f->source);
}

std::string to_text(const scenario::answer& made, std::size_t width) {
    return estimate_writer{made, width}.write();
}

}  // namespace levy::report
