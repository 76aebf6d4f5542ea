// SPDX-License-Identifier: Apache-2.0
// Who can be made to pay, and what an assessment on one day would add.
#include <algorithm>

#include <levy/rule/consequences.hpp>
#include <levy/value/number_text.hpp>

#include "workings.hpp"

namespace levy::scenario {

namespace {

/// Collects what follows from assessing every cell on one day.
class assessor {
public:
    assessor(workings& w, const std::vector<number>& paid, answer& to, late_answer& into)
        : w_{w}, paid_{paid}, to_{to}, into_{into} {}

    void go() {
        for (std::size_t i = 0; i < w_.cells.size(); ++i)
            for (const auto& step : w_.cells[i].routed.steps) one(i, step);
        std::sort(into_.fines.begin(), into_.fines.end(),
                  [](const auto& a, const auto& b) { return a.sum < b.sum; });
    }

private:
    void one(std::size_t index, const rule::step_result& step) {
        auto& c = w_.cells[index];
        if (!step.made || step.by->measured()) return;
        const auto charges = [&](charged& x) { return x.step == step.by->name; };
        if (std::none_of(c.charges.begin(), c.charges.end(), charges)) return;
        const auto& terms = step.made->filing;
        const auto last = terms && terms->pay_by ? *terms->pay_by : c.over.end;
        if (last >= into_.assessed_on) {
            for (auto& x : c.charges)
                if (charges(x)) x.not_due = true;
            return;
        }
        auto flow = c.flow;
        const auto paid =
            rounded(std::min(paid_[index], c.owed_at_centre()), w_.unit, rounding::half_up);
        const auto& filing = step.made->filing;
        const auto paid_on = filing && filing->pay_by ? *filing->pay_by : c.over.end;
        if (paid.sign() > 0 && paid_on <= into_.assessed_on) {
            flow.paid.push_back({paid_on, paid});
            into_.allocated = true;
        }
        const auto made = rule::consequences_of(*w_.in, flow, step, into_.assessed_on);
        if (!made) return hole(c, made.problems().front());
        for (auto& x : c.charges)
            if (charges(x)) {
                x.barred = made->open.has_value() && !*made->open;
                x.reachable = made->reachable;
            }
        const bool open = !made->open || *made->open;
        for (const auto& p : made->problems) hole(c, p);
        if (!open) return;
        const bool due = filing && filing->pay_by;
        (due ? into_.unpaid : into_.without_day) += made->unpaid;
        if (made->interest) cite(*made->interest);
        for (const auto& penalty : made->penalties) cite(penalty.made);
        if (made->interest) into_.interest += charged_in(*made->interest, c);
        for (const auto& penalty : made->penalties) fine(penalty, c);
    }

    number charged_in(const rule::assessment& made, const cell& c) {
        number sum;
        for (const auto& r : made.results) {
            if (r.charges.empty()) continue;
            if (r.refused)
                hole(c, *r.refused);
            else if (const auto* n = r.is.get_if<number>())
                sum += *n;
        }
        return sum;
    }
    void cite(const rule::assessment& made) {
        for (const auto& text : articles_of(made)) put_first(to_.articles, text);
    }
    void fine(const rule::consequences::penalty& penalty, const cell& c) {
        const auto found = std::find_if(into_.fines.begin(), into_.fines.end(),
                                        [&](const auto& f) { return f.name == penalty.name; });
        const auto sum = charged_in(penalty.made, c);
        std::string reason;
        for (const auto& r : penalty.made.results)
            if (!r.charges.empty() && !r.reason.empty()) reason = r.reason;
        if (found == into_.fines.end()) {
            into_.fines.push_back({penalty.name, penalty.about, sum, reason});
            return;
        }
        found->sum += sum;
        found->reason = found->sum.is_zero() ? found->reason : "";
    }
    void hole(const cell& c, const diagnostic& why) {
        const auto& l = w_.lines[c.line];
        if (std::find(seen_.begin(), seen_.end(), why.message) != seen_.end()) return;
        seen_.push_back(why.message);
        into_.holes.push_back(l.of->name + " " + l.line->name + ", " + levy::to_text(c.over) +
                              " and its like: " + why.message);
    }

    workings& w_;
    const std::vector<number>& paid_;
    answer& to_;
    late_answer& into_;
    std::vector<std::string> seen_;
};

/// The class of a charge: its debtor, or why nobody can be made to pay it.
std::string class_of(const charged& x) {
    if (!x.nobody.empty()) return x.nobody;
    if (x.barred) return "time_barred";
    if (x.not_due) return "not_due_yet";
    if (!x.pay_by) return "no_due_day";
    return x.liable;
}

}  // namespace

void add_debtors(workings& w, const settled& paid, answer& to) {
    if (w.asked.assessed_on) {
        late_answer late;
        late.assessed_on = *w.asked.assessed_on;
        assessor{w, paid.of_cell, to, late}.go();
        to.late = std::move(late);
    }
    std::vector<std::string> classes;
    for (const auto& c : w.cells)
        for (const auto& x : c.charges) put_first(classes, class_of(x));
    for (const auto& who : classes) {
        debtor_answer made;
        made.who = who;
        auto sum = w.charges([&](const cell&, const charged& x) { return class_of(x) == who; });
        made.tax = quantiles_of(sum);
        bool any = false;
        for (std::size_t i = 0; i < to.paid.size(); ++i) {
            const auto& p = to.paid[i];
            if (!p.sum || p.row.part_of_another || p.row.debtor != who) continue;
            sum.subtract(paid.of_row[i]);
            any = true;
        }
        if (any) made.gap = quantiles_of(sum);
        made.owed = std::none_of(w.cells.begin(), w.cells.end(), [&](const cell& c) {
            return std::any_of(c.charges.begin(), c.charges.end(),
                               [&](const charged& x) { return x.nobody == who; });
        });
        to.debtors.push_back(std::move(made));
    }
    std::stable_sort(to.debtors.begin(), to.debtors.end(),
                     [](const debtor_answer& a, const debtor_answer& b) {
                         return a.owed != b.owed ? a.owed : b.tax.central < a.tax.central;
                     });
}

void add_offsets(const workings& w, const settled& paid, answer& to) {
    std::map<std::string, std::pair<const rule::offset*, total>> by_name;
    std::map<number, total> by_unpaid;  // what is given back, by the share of its tax not paid
    for (std::size_t i = 0; i < w.cells.size(); ++i) {
        const auto& c = w.cells[i];
        const auto owed = c.owed_at_centre();
        const auto unpaid =
            owed.is_zero() ? number{} : number{1} - std::min(paid.of_cell[i] / owed, number{1});
        for (const auto& o : c.offsets) {
            auto& [of, sum] = by_name[o.of->name];
            of = o.of;
            sum.add(o.central, o.by_draw);
            by_unpaid[unpaid].add(o.central, o.by_draw);
        }
    }
    for (const auto& [name, found] : by_name) {
        auto spoken = name;
        std::replace(spoken.begin(), spoken.end(), '_', ' ');
        to.offsets.push_back(
            {spoken, found.first->kind, found.first->against, quantiles_of(found.second)});
    }
    if (to.offsets.empty()) return;
    total missing;
    for (auto& [unpaid, sum] : by_unpaid) {
        const auto part = [&, share = unpaid](const number& n) {
            return rounded(n * share, w.unit, rounding::half_up);
        };
        for (auto& n : sum.by_draw) n = part(n);
        missing.add(part(sum.central), sum.by_draw);
    }
    total net = w.owed();
    for (const auto& settled_by : paid.of_row) net.subtract(settled_by);
    if (to.gap) to.given_back_on_gap = quantiles_of(missing);
    net.subtract(missing);
    to.net = quantiles_of(net);
}

}  // namespace levy::scenario
