// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <unordered_map>

#include <levy/revenue/figure.hpp>

#define CSV_IO_NO_THREAD
#include <libfccp/csv.h>

#include <levy/text/document.hpp>
#include <levy/text/sha256.hpp>
#include <levy/value/number_text.hpp>

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

std::optional<trust> read_trust(std::string_view word) {
    for (const auto t : {trust::verified, trust::secondary, trust::arithmetic, trust::recalled})
        if (name_of(t) == word) return t;
    return std::nullopt;
}

/// What one of the table's unit is in whole units.
std::optional<number> scale_of(const std::string& unit) {
    if (unit == "million") return number{1'000'000};
    if (unit == "billion") return number{1'000'000'000};
    if (unit == "percent") return number{1, 100};
    static const std::vector<std::string> plain{"count", "per user per quarter",
                                                "per person per year", "USD per click",
                                                "USD per 1000 impressions"};
    if (std::find(plain.begin(), plain.end(), unit) != plain.end()) return number{1};
    return std::nullopt;
}

class table_reader {
public:
    table_reader(std::string folder, diagnostics& sink) : folder_{std::move(folder)}, sink_{sink} {}

    /// Calls `row` for every row of a table with its cells in the order of `columns`; it adds to
    /// `rows`.
    template <std::size_t N, class Rows, class Row>
    void read(const std::string& name, const std::array<const char*, N>& columns,
              std::map<std::string, source_handle>& texts, Rows& rows, Row row) {
        name_ = name;
        source_ = open_source((std::filesystem::path{folder_} / name).string(), sink_);
        if (!source_) return;
        texts[name] = source_;
        rows.reserve(rows.size() + source_->line_count());
        std::istringstream text{source_->text()};
        io::CSVReader<static_cast<unsigned>(N), io::trim_chars<' '>,
                      io::double_quote_escape<',', '"'>>
            reader{name, text};
        try {
            std::apply(
                [&](auto... column) { reader.read_header(io::ignore_extra_column, column...); },
                columns);
            std::array<std::string, N> cells;
            while (std::apply([&](auto&... cell) { return reader.read_row(cell...); }, cells)) {
                line_ = reader.get_file_line();
                row(cells);
            }
        } catch (const io::error::base& failure) {
            line_ = reader.get_file_line();
            report(failure.what(),
                   "a row has a cell for every column of the first line, parted by commas");
        }
    }

    void report(std::string message, std::string help = {}) {
        diagnostic problem;
        problem.id = code::figure;
        problem.message = name_ + ", row " + std::to_string(line_) + ": " + std::move(message);
        const auto line = std::clamp<std::size_t>(line_, 1, source_->line_count());
        const auto begin = source_->line_start(line);
        problem.primary.where = {source_, begin, begin + source_->line(line).size()};
        problem.help = std::move(help);
        sink_.add(std::move(problem));
    }
    std::optional<number> value_of(const std::string& cell, const std::string& unit) {
        const auto n = read_number(cell);
        const auto scale = scale_of(unit);
        if (!n)
            report("column value: '" + cell + "' is no number",
                   "write digits with a point, such as 0.877");
        if (!scale)
            report("column unit: '" + unit + "' is no unit that is known here",
                   "million, billion, percent or count");
        if (!n || !scale) return std::nullopt;
        return *n * *scale;
    }
    std::optional<trust> trust_of(const std::string& cell) {
        const auto t = read_trust(cell);
        if (!t)
            report("column confidence: '" + cell + "' is no such word",
                   "verified, secondary, arithmetic or recalled");
        return t;
    }
    bool present(const std::string& cell, const std::string& column) {
        if (!cell.empty()) return true;
        report("column " + column + " is empty", "a figure without a " + column + " does not load");
        return false;
    }
    [[nodiscard]] std::string where() const { return name_ + ":" + std::to_string(line_); }

private:
    std::string folder_;
    diagnostics& sink_;
    std::string name_;
    source_handle source_;
    std::size_t line_ = 1;
};

template <class Tables>
void read_platforms(table_reader& r, Tables& into) {
    r.read("platforms.csv",
           std::array{"subject", "metric", "scope", "period", "value", "unit", "currency", "source",
                      "licence", "confidence"},
           into.texts, into.figures, [&](const auto& c) {
               const auto value = r.value_of(c[4], c[5]);
               const auto how = r.trust_of(c[9]);
               if (!r.present(c[7], "source") || !r.present(c[8], "licence") || !value || !how)
                   return;
               into.figures.push_back({"", c[0], c[1], c[2], c[3], *value, c[5], c[6], c[7], c[8],
                                       "", *how, r.where()});
           });
}

template <class Tables>
void read_countries(table_reader& r, Tables& into) {
    r.read("countries.csv",
           std::array{"country", "subject", "metric", "scope", "period", "value", "unit",
                      "currency", "source", "licence", "confidence"},
           into.texts, into.figures, [&](const auto& c) {
               const auto value = r.value_of(c[5], c[6]);
               const auto how = r.trust_of(c[10]);
               if (!r.present(c[8], "source") || !r.present(c[9], "licence") || !value || !how)
                   return;
               into.figures.push_back({c[0], c[1], c[2], c[3], c[4], *value, c[6], c[7], c[8], c[9],
                                       "", *how, r.where()});
           });
}

template <class Tables>
void read_rates(table_reader& r, Tables& into) {
    r.read("exchange-rates.csv",
           std::array{"series", "currency", "period", "per_usd", "source", "licence", "confidence"},
           into.texts, into.figures, [&](const auto& c) {
               const auto value = r.value_of(c[3], "count");
               const auto how = r.trust_of(c[6]);
               if (!r.present(c[4], "source") || !value || !how) return;
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
               const auto value = r.value_of(c[5], c[6]);
               const auto how = r.trust_of(c[10]);
               if (!r.present(c[9], "source") || !value || !how) return;
               into.receipts.push_back({c[0], c[1], c[2], c[3], c[4], *value, c[7], c[8], c[9],
                                        c[11], r.where(), *how});
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
                   return r.report("column distribution: '" + c[1] + "'",
                                   "normal, lognormal or uniform");
               const auto centre = read_number(c[2]);
               const auto spread = read_number(c[3]);
               if (!centre || !spread) return r.report("centre and spread are numbers");
               if (!r.present(c[5], "source")) return;
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

outcome<const assumption*> figures::find_assumption(std::string_view name) const {
    std::vector<std::string> names;
    for (const auto& a : held_->assumptions) {
        if (a.name == name) return &a;
        names.push_back(a.name);
    }
    diagnostic problem;
    problem.id = code::figure;
    problem.message = "there is no assumption '" + std::string{name} + "'";
    const auto near = nearest_name(name, names);
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
