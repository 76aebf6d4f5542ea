// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include <levy/rule/request.hpp>
#include <levy/scenario/estimate.hpp>
#include <levy/text/sha256.hpp>
#include <levy/value/allocate.hpp>
#include <levy/value/number_text.hpp>

#include "assessed_line.hpp"

namespace levy::scenario {

namespace {

std::vector<period> pieces_of(const scenario& s) {
    std::vector<period> pieces;
    for (auto at = s.over.start; at <= s.over.end;) {
        const auto unit = whole(s.cut, at);
        const auto end = unit ? std::min(unit->end, s.over.end) : s.over.end;
        pieces.push_back({at, end});
        at = end + 1;
    }
    return pieces;
}

void put_first(std::vector<std::string>& all, const std::string& word) {
    if (!word.empty() && std::find(all.begin(), all.end(), word) == all.end()) all.push_back(word);
}

quantiles quantiles_of(std::vector<number> draws, const number& central) {
    std::sort(draws.begin(), draws.end());
    if (draws.empty()) return {central, central, central, central};
    return {revenue::quantile(draws, 0.05), revenue::quantile(draws, 0.5),
            revenue::quantile(draws, 0.95), central};
}

}  // namespace

assessed_line::assessed_line(const scenario& asked, const platform& of, const stream& line,
                             rule::jurisdiction_handle in)
    : asked_{asked}, in_{std::move(in)}, pieces_{pieces_of(asked)} {
    facts_.currency = asked.in.letters();
    facts_.readings = asked.readings;
    for (const auto* layer : {&of.given, &line.given})
        if (layer->is_map())
            for (auto& [name, is] :
                 rule::read_given(*in_->frame, *layer, facts_.currency, problems_))
                facts_.given[name] = is;
    for (const auto& p : pieces_) days_.push_back(number{p.days()});
}

taxed assessed_line::tax_of(const number& revenue,
                            const std::map<std::string, std::string>& readings) const {
    taxed made;
    auto flow = facts_;
    for (const auto& [name, choice] : readings) flow.readings[name] = choice;
    const auto shares = allocated(revenue, days_, minor_unit(asked_.in));
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
        flow.over = pieces_[i];
        flow.given["amount"] = feel::value{shares[i]};
        add_piece(flow, made);
    }
    return made;
}

taxed assessed_line::tax_of_piece(const number& revenue, const period& over) const {
    taxed made;
    auto flow = facts_;
    flow.over = over;
    flow.given["amount"] = feel::value{revenue};
    add_piece(flow, made);
    return made;
}

void assessed_line::add_piece(const rule::facts& flow, taxed& made) const {
    const auto routed = rule::assess_flow(*in_, flow);
    if (!routed) {
        for (const auto& p : routed.problems()) put_first(made.refused, p.message);
        return;
    }
    for (const auto& p : routed->problems) put_first(made.refused, p.message);
    for (const auto& used : routed->readings) made.readings.push_back(used);
    for (const auto& step : routed->steps) {
        if (!step.made) {
            put_first(made.untaxed, levy::to_text(flow.over) + ": " + step.by->reason);
            continue;
        }
        const auto& a = *step.made;
        for (const auto& used : a.readings) made.readings.push_back(used);
        bool charges = false;
        for (const auto& r : a.results) {
            const auto* sum = r.charges.empty() || r.refused ? nullptr : r.is.get_if<number>();
            if (!sum) continue;
            charges = true;
            made.by_charge[r.charges] += *sum;
            made.by_liable[a.liable] += *sum;
            made.total += *sum;
        }
        if (!charges) continue;
        put_first(made.liable, a.liable);
        put_first(made.rules, a.by->id);
        for (const auto& traced : a.trace)
            if (traced.cited) {
                const auto source = a.by->sources.find(traced.cited->source);
                put_first(made.articles,
                          traced.cited->text() +
                              (source == a.by->sources.end() ? "" : ": " + source->second.title));
            }
    }
}

namespace {

/// Reckons a whole scenario; every line keeps its draws so that totals have quantiles of their own.
class estimator {
public:
    estimator(const scenario& asked, const law& under, const revenue::figures& from,
              const options& how)
        : asked_{asked},
          law_{under},
          from_{from},
          how_{how},
          random_{asked.seed},
          made_{{}, true, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, from} {
        made_.asked = asked;
    }

    outcome<answer> go() {
        const auto in = law_.jurisdiction(asked_.jurisdiction);
        if (!in) return in.problems();
        in_ = *in;
        try {
            rate();
            for (const auto& p : asked_.platforms)
                for (const auto& s : p.streams) line(p, s);
        } catch (const stopped& halt) {
            return halt.why;
        }
        if (!problems_.ok()) return problems_;
        totals();
        paid();
        readings();
        rank();
        receipt();
        return std::move(made_);
    }

private:
    struct drawn {
        std::vector<number> revenue, tax;
        std::map<std::string, std::vector<number>> by_charge, by_liable;
        number central_revenue;
        taxed central;
    };

    void rate() {
        const auto year = std::to_string(asked_.over.start.year());
        if (asked_.in.letters() == "USD") {
            made_.rate = number{1};
            return;
        }
        const auto found =
            from_.find({"", asked_.rate_series, "per_usd", std::string{asked_.in.letters()}, year});
        if (!found) throw stopped{found.problems().front()};
        made_.rate = (*found)->value;
        made_.rate_text = shown((*found)->value, 8) + " " + std::string{asked_.in.letters()} +
                          " a dollar, " + asked_.rate_series + " of " + year;
        use(*found);
    }
    void use(const revenue::figure* f) {
        if (std::find(made_.figures.begin(), made_.figures.end(), f) != made_.figures.end()) return;
        made_.figures.push_back(f);
        if (f->how == revenue::trust::recalled) made_.recalled.push_back(f);
    }
    number in_currency(double usd) const {
        // The one step from a drawn sum to money: whole cents, the published rate, whole minor
        // units.
        return rounded(revenue::to_minor_units(usd, 2) * made_.rate, minor_unit(asked_.in),
                       rounding::half_up);
    }

    void refuse(line_answer& answer, std::string why) {
        answer.refused = std::move(why);
        made_.complete = false;
        made_.not_known.push_back(answer.platform + " " + answer.stream + ": " + answer.refused);
        made_.lines.push_back(answer);
        drawn_.emplace_back();
    }

    void line(const platform& p, const stream& s) {
        line_answer answer;
        answer.platform = p.name;
        answer.stream = s.name;
        if (!s.refused.empty()) return refuse(answer, s.refused);
        const assessed_line taxes{asked_, p, s, in_};
        problems_.append(taxes.problems());
        if (!taxes.problems().ok()) return;
        revenue::model_request request{s.model, upper(asked_.jurisdiction),
                                       asked_.over.start.year(), s.with, s.where};
        auto estimated = revenue::estimate_line(from_, request, random_, asked_.draws);
        if (!estimated) {
            // A missing figure leaves a hole; a wrong word in the scenario is the author's to mend.
            if (estimated.problems().front().id != code::figure)
                return problems_.append(estimated.problems());
            return refuse(answer, estimated.problems().front().message);
        }
        if (how_.verified_only) {
            for (const auto* f : estimated->used)
                if (f->how == revenue::trust::recalled)
                    return refuse(answer, "stands on a recalled figure: " + f->id());
        }
        answer.estimate = *std::move(estimated);
        for (const auto* f : answer.estimate.used) use(f);
        draw(answer, taxes);
    }

    void draw(line_answer& answer, const assessed_line& taxes) {
        drawn d;
        d.central_revenue = in_currency(answer.estimate.central);
        d.central = taxes.tax_of(d.central_revenue, {});
        if (!d.central.refused.empty()) return refuse(answer, d.central.refused.front());
        for (const double usd : answer.estimate.usd) {
            d.revenue.push_back(in_currency(usd));
            const auto t = taxes.tax_of(d.revenue.back(), {});
            d.tax.push_back(t.total);
            for (const auto& [charge, sum] : t.by_charge) d.by_charge[charge].push_back(sum);
            for (const auto& [party, sum] : t.by_liable) d.by_liable[party].push_back(sum);
            if (how_.progress && d.tax.size() % 50 == 0)
                how_.progress(made_.lines.size() * asked_.draws + d.tax.size(),
                              line_count() * asked_.draws);
        }
        answer.basis = answer.estimate.basis;
        answer.quality = answer.estimate.quality;
        answer.steps = answer.estimate.steps;
        answer.revenue = quantiles_of(d.revenue, d.central_revenue);
        answer.tax = quantiles_of(d.tax, d.central.total);
        for (const auto& [charge, sums] : d.by_charge)
            answer.by_charge[charge] = quantiles_of(sums, d.central.by_charge[charge]);
        answer.liable = d.central.liable;
        answer.rules = d.central.rules;
        answer.untaxed = d.central.untaxed;
        for (const auto& article : d.central.articles) put_first(made_.articles, article);
        for (const auto& reason : answer.untaxed)
            made_.not_known.push_back(answer.platform + " " + answer.stream + ", " + reason +
                                      " (taxable in law, nobody bound to collect)");
        made_.lines.push_back(std::move(answer));
        drawn_.push_back(std::move(d));
        taxes_.emplace(made_.lines.size() - 1, taxes);
    }
    [[nodiscard]] std::size_t line_count() const {
        std::size_t count = 0;
        for (const auto& p : asked_.platforms)
            for (const auto& s : p.streams) count += s.refused.empty() ? 1 : 0;
        return std::max<std::size_t>(count, 1);
    }
    static std::string upper(std::string text) {
        for (auto& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        return text;
    }

    void totals() {
        std::vector<number> revenue(asked_.draws);
        std::vector<number> tax(asked_.draws);
        std::map<std::string, std::vector<number>> by_charge, by_liable;
        number central_revenue;
        std::map<std::string, number> central_charge, central_liable;
        const auto add = [&](std::map<std::string, std::vector<number>>& into,
                             const std::map<std::string, std::vector<number>>& from) {
            for (const auto& [key, sums] : from) {
                into[key].resize(asked_.draws);
                for (std::size_t n = 0; n < sums.size(); ++n) into[key][n] += sums[n];
            }
        };
        for (const auto& d : drawn_) {
            for (std::size_t n = 0; n < d.revenue.size(); ++n) {
                revenue[n] += d.revenue[n];
                tax[n] += d.tax[n];
            }
            add(by_charge, d.by_charge);
            add(by_liable, d.by_liable);
            central_revenue += d.central_revenue;
            central_ += d.central.total;
            for (const auto& [charge, sum] : d.central.by_charge) central_charge[charge] += sum;
            for (const auto& [party, sum] : d.central.by_liable) central_liable[party] += sum;
        }
        made_.revenue = quantiles_of(revenue, central_revenue);
        made_.tax = quantiles_of(tax, central_);
        for (const auto& [charge, sums] : by_charge)
            made_.by_charge[charge] = quantiles_of(sums, central_charge[charge]);
        for (const auto& [party, sums] : by_liable)
            made_.by_liable[party] = quantiles_of(sums, central_liable[party]);
        total_tax_ = std::move(tax);
    }

    void paid() {
        for (const auto& row : asked_.paid) {
            paid_answer p;
            p.row = row;
            p.note = row.note;
            if (row.unknown.empty()) {
                for (const auto& r : from_.receipts()) {
                    const bool fits = r.country == upper(asked_.jurisdiction) && r.tax == row.tax &&
                                      r.taxpayer == row.taxpayer && r.start == row.start &&
                                      r.end == row.end;
                    if (!fits) continue;
                    p.sum = r.value;
                    p.source = r.source + " (" + std::string{name_of(r.how)} + ", " + r.where + ")";
                }
                if (!p.sum)
                    made_.not_known.push_back("paid by " + row.of +
                                              ": no such row in receipts.csv");
            } else {
                made_.not_known.push_back("paid by " + row.of + ": " + row.unknown);
            }
            made_.paid.push_back(std::move(p));
        }
        number sum;
        bool any = false;
        for (const auto& p : made_.paid) {
            if (!p.sum) continue;
            sum += *p.sum;
            any = true;
        }
        if (!any) return;
        auto gaps = total_tax_;
        for (auto& g : gaps) g -= sum;
        made_.gap = quantiles_of(std::move(gaps), central_ - sum);
    }

    void readings() {
        std::map<std::string, const rule::reading*> open;
        for (const auto& d : drawn_)
            for (const auto& used : d.central.readings)
                if (used.open)
                    open.emplace(used.of->doubt.empty() ? used.of->name : used.of->doubt, used.of);
        for (const auto& [key, reading] : open) {
            const auto chosen_by_author = asked_.readings.find(key);
            const auto taken = chosen_by_author == asked_.readings.end()
                                   ? reading->chosen_by_default
                                   : chosen_by_author->second;
            for (const auto& choice : reading->choices) {
                if (choice.name == taken) continue;
                number total;
                for (const auto& [index, taxes] : taxes_)
                    total +=
                        taxes.tax_of(drawn_[index].central_revenue, {{key, choice.name}}).total;
                made_.readings.push_back({key, reading->question, taken, choice.name, choice.text,
                                          total, total - central_});
            }
        }
    }

    /// Shares of the variance of the sum: each line's own shares, weighed by its part of the
    /// central revenue.
    void rank() {
        double all = 0;
        std::map<std::string, ranked> by_name;
        for (const auto& line : made_.lines) {
            if (!line.refused.empty()) continue;
            const double weight = line.estimate.central * line.estimate.central;
            for (std::size_t i = 0; i < line.estimate.shares.size(); ++i) {
                const auto& a = line.estimate.assumptions[i];
                auto& r = by_name[a.name];
                r = {a.name, a.about, a.source, r.share + weight * line.estimate.shares[i]};
                all += weight * line.estimate.shares[i];
            }
        }
        for (auto& [name, r] : by_name) {
            r.share = all > 0 ? r.share / all : 0;
            made_.assumptions.push_back(r);
        }
        std::stable_sort(made_.assumptions.begin(), made_.assumptions.end(),
                         [](const ranked& a, const ranked& b) { return a.share > b.share; });
    }

    void receipt() {
        made_.hashes = law_.receipt();
        for (const auto& [file, hash] : from_.hashes()) made_.hashes["figures/" + file] = hash;
        if (asked_.text) made_.hashes["scenario"] = sha256(asked_.text->text());
    }

    const scenario& asked_;
    const law& law_;
    const revenue::figures& from_;
    const options& how_;
    revenue::draws random_;
    answer made_;
    rule::jurisdiction_handle in_;
    diagnostics problems_;
    std::vector<drawn> drawn_;
    std::map<std::size_t, assessed_line> taxes_;
    std::vector<number> total_tax_;
    number central_;
};

const quantiles* named_quantiles(const answer& made, const std::string& of) {
    if (of == "tax") return &made.tax;
    if (of == "revenue") return &made.revenue;
    if (of == "gap") return made.gap ? &*made.gap : nullptr;
    if (of.starts_with("tax ")) {
        const auto found = made.by_charge.find(of.substr(4));
        return found == made.by_charge.end() ? nullptr : &found->second;
    }
    for (const auto& line : made.lines)
        if (of == "revenue " + line.platform + " " + line.stream && line.refused.empty())
            return &line.revenue;
    return nullptr;
}

void fail(diagnostics& wrong, const span& where, std::string message, const std::string& why) {
    wrong.refuse(code::expectation, where, std::move(message),
                 why.empty() ? "" : "the scenario's reason: " + why);
}

}  // namespace

outcome<answer> estimate(const scenario& asked, const law& under, const revenue::figures& from,
                         const options& how) {
    return estimator{asked, under, from, how}.go();
}

diagnostics check_expectations(const answer& made, const law& under, std::size_t& passed) {
    diagnostics wrong;
    const auto in = under.jurisdiction(made.asked.jurisdiction);
    if (!in) return in.problems();
    for (const auto& e : made.asked.expected_taxes) {
        const auto before = wrong.errors();
        const stream* found = nullptr;
        const platform* of = nullptr;
        for (const auto& p : made.asked.platforms)
            for (const auto& s : p.streams)
                if (p.name == e.platform && s.name == e.stream) {
                    found = &s;
                    of = &p;
                }
        if (!found) {
            fail(wrong, e.where, "there is no stream '" + e.platform + " " + e.stream + "'", "");
            continue;
        }
        const auto taxes =
            assessed_line{made.asked, *of, *found, *in}.tax_of_piece(e.revenue, e.over);
        for (const auto& [charge, sum] : e.charges) {
            const auto is = taxes.by_charge.find(charge);
            const auto came = is == taxes.by_charge.end() ? number{} : is->second;
            if (came != sum)
                fail(wrong, e.where,
                     charge + " was expected to be " + levy::to_text(sum) + ", and is " +
                         levy::to_text(came),
                     e.why);
        }
        if (wrong.errors() == before) ++passed;
    }
    for (const auto& b : made.asked.expected_bands) {
        const auto* q = named_quantiles(made, b.of);
        if (!q) {
            fail(wrong, b.where, "the answer has no '" + b.of + "'", "");
            continue;
        }
        const auto median = q->p50 / made.asked.shown_in;
        if (median < b.low || median > b.high)
            fail(wrong, b.where,
                 "the median of '" + b.of + "' is " + shown(median, 6) + ", outside " +
                     levy::to_text(b.low) + " to " + levy::to_text(b.high),
                 b.why);
        else
            ++passed;
    }
    return wrong;
}

}  // namespace levy::scenario
