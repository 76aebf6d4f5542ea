// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include <levy/feel/parse.hpp>
#include <levy/feel/walk.hpp>
#include <levy/rule/deadlines.hpp>

#include "run.hpp"

namespace levy::rule {

namespace {

// A return of a year may fall due in the second year after it.
constexpr int years_back = 2;

class lister {
public:
    lister(const instrument_handle& of, const calendar* days, const period& window,
           const std::map<std::string, std::string>& readings)
        : of_{*of}, days_{days}, window_{window}, readings_{readings} {}

    due_calendar go() {
        for (const auto& [party, terms] : of_.filing) {
            const auto first = *day::from(window_.start.year() - years_back, 1, 1);
            for (const auto& one : stretches(terms, first)) take(party, one);
        }
        std::stable_sort(made_.listed.begin(), made_.listed.end(),
                         [](const deadline& a, const deadline& b) {
                             return std::tie(a.due, a.party, a.terms, a.over.end) <
                                    std::tie(b.due, b.party, b.terms, b.over.end);
                         });
        return std::move(made_);
    }

private:
    using entry = dated<filing_terms>::entry;
    struct stretch {
        const entry* terms;
        period over;
    };

    std::vector<stretch> stretches(const dated<filing_terms>& terms, day first) const {
        std::vector<stretch> all;
        const auto* at = terms.in_force(first);
        day since = first;
        for (const auto* next : terms.changes(first, window_.end)) {
            if (at) all.push_back({at, {since, next->from - 1}});
            at = next;
            since = next->from;
        }
        if (at) all.push_back({at, {since, window_.end}});
        return all;
    }

    /// Terms that only readings decide are met or not; terms that facts decide stand beside.
    void take(const std::string& party, const stretch& in) {
        const filing_exception* met = nullptr;
        for (const auto& x : in.terms->is.is.exceptions)
            if (only_readings(x.when) && holds(x.when, in.over)) met = &x;
        list(party, in, met);
        for (const auto& x : in.terms->is.is.exceptions)
            if (!only_readings(x.when)) list(party, in, &x);
    }
    bool only_readings(const feel::expr& e) const {
        if (const auto* n = std::get_if<feel::name>(&e.is))
            return of_.find_reading(n->id) != nullptr;
        bool only = true;
        feel::for_each_child(e,
                             [&](const feel::expr& child) { only = only && only_readings(child); });
        return only;
    }
    bool holds(const feel::expr& when, const period& over) const {
        facts about;
        about.over = {over.end, over.end};
        about.readings = readings_;
        run one{of_, about, days_};
        return *feel::evaluate(when, one).get_if<bool>();
    }

    void list(const std::string& party, const stretch& in, const filing_exception* replacing) {
        const auto& terms = in.terms->is.is;
        std::optional<std::string> every = terms.every;
        if (replacing && replacing->replaced.every) every = replacing->replaced.every;
        for (day d = in.over.start; d <= in.over.end;) {
            const auto assessed = of_.assessed_on(d);
            const auto kind = every ? read_period_kind(*every) : assessed ? assessed : std::nullopt;
            const auto over = kind ? whole(*kind, d) : std::nullopt;
            if (!over || is_unknown(terms, replacing))
                return leave_open(party, in, replacing,
                                  kind ? std::string{name_of(*kind)} : std::string{});
            // The terms of a period are those of its last day, as in an assessment.
            if (over->end <= in.over.end && over->end >= in.over.start && lives_on(over->end))
                one_period(party, *over, terms, replacing, in.terms->is.says.cited, *kind);
            d = over->next();
        }
    }
    static bool is_unknown(const filing_terms& terms, const filing_exception* replacing) {
        const auto& pay =
            replacing && replacing->replaced.pay_by ? replacing->replaced.pay_by : terms.pay_by;
        return pay && pay->unknown;
    }
    bool lives_on(day on) const {
        const auto* life = of_.in_force.in_force(on);
        return life && life->is.is.given == feel::value{true};
    }

    void one_period(const std::string& party, const period& over, const filing_terms& terms,
                    const filing_exception* replacing, const citation& cited, period_kind every) {
        facts about;
        about.over = over;
        about.readings = readings_;
        run one{of_, about, days_};
        open_terms open{party,
                        replacing ? replacing->name : "",
                        std::string{name_of(every)},
                        "",
                        over,
                        replacing && replacing->cited ? *replacing->cited : cited,
                        ""};
        // What depends on facts of the taxpayer, no calendar can list.
        try {
            std::vector<const filing_terms::instalment*> by_facts;
            add(party, over, one.filing_under(terms, replacing, &cited, &by_facts), open.terms);
            for (const auto* i : by_facts) {
                open.text = feel::to_text(i->pay.day);
                leave_open(open);
            }
        } catch (const stopped&) {
            open.text = day_text(terms, replacing);
            leave_open(open);
        }
    }
    /// Periods in a row of which the same is to be said are one.
    void leave_open(open_terms next) {
        next.over = {std::max(next.over.start, window_.start),
                     std::min(next.over.end, window_.end)};
        if (next.over.end < next.over.start) return;
        for (auto& o : made_.open)
            if (o.over.end + 1 == next.over.start &&
                std::tie(o.party, o.terms, o.every, o.text) ==
                    std::tie(next.party, next.terms, next.every, next.text)) {
                o.over.end = next.over.end;
                return;
            }
        made_.open.push_back(std::move(next));
    }
    static std::string day_text(const filing_terms& terms, const filing_exception* replacing) {
        const auto& pay =
            replacing && replacing->replaced.pay_by ? replacing->replaced.pay_by : terms.pay_by;
        return !pay ? "no day" : pay->unknown ? "unknown" : feel::to_text(pay->day);
    }
    void add(const std::string& party, const period& over, const due_dates& due,
             const std::string& terms) {
        deadline d;
        d.party = party;
        d.terms = terms;
        d.every = due.every;
        d.over = over;
        if (due.cited) d.cited = *due.cited;
        const auto put = [&](const char* duty, day on) {
            if (!window_.holds(on)) return;
            d.duty = duty;
            d.due = d.nominal = on;
            d.because.clear();
            d.certain = !due.refused;
            if (const auto* move = due.moved_to(on)) {
                d.nominal = move->nominal;
                d.because = move->because;
            }
            made_.listed.push_back(d);
        };
        if (due.register_by) put("register", *due.register_by);
        const bool at_once = due.return_by && due.return_by == due.pay_by;
        if (due.return_by) put(at_once ? "return and pay" : "return", *due.return_by);
        if (due.pay_by && !at_once) put("pay", *due.pay_by);
        for (const auto& i : due.instalments)
            if (i.pay) put("instalment", *i.pay);
    }
    void leave_open(const std::string& party, const stretch& in, const filing_exception* replacing,
                    const std::string& every) {
        open_terms open{party,
                        replacing ? replacing->name : "",
                        every,
                        "",
                        in.over,
                        in.terms->is.says.cited,
                        in.terms->is.says.note};
        if (replacing && replacing->cited) open.cited = *replacing->cited;
        open.text = day_text(in.terms->is.is, replacing);
        leave_open(std::move(open));
    }

    const instrument& of_;
    const calendar* days_;
    period window_;
    const std::map<std::string, std::string>& readings_;
    due_calendar made_;
};

}  // namespace

due_calendar due_days(const instrument_handle& of, const calendar* days, const period& window,
                      const std::map<std::string, std::string>& readings) {
    return lister{of, days, window, readings}.go();
}

}  // namespace levy::rule
