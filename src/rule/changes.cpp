// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/feel/parse.hpp>
#include <levy/rule/changes.hpp>
#include <levy/rule/explain.hpp>

#include "law_values.hpp"
#include "regions.hpp"
#include "run.hpp"

namespace levy::rule {

namespace {

std::string plain(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

std::string written_text(const written_value& v, const feel::type& as) {
    switch (v.is) {
        case written_value::state::unknown:
            return "not encoded";
        case written_value::state::none:
            return "none";
        default:
            return shown_value(v.given, as);
    }
}

std::string results_text(const table& of, const table_row& row) {
    std::string text;
    for (std::size_t i = 0; i < row.gives.size(); ++i) {
        const auto& as = of.gives.fields.empty() ? of.gives : of.gives.fields[i].as;
        text += (i == 0 ? "" : ", ") + written_text(row.gives[i], as);
    }
    return text;
}

class comparer {
public:
    comparer(const instrument& of, const calendar* days, day after, day last,
             std::optional<day> known)
        : of_{of}, days_{days}, after_{after}, last_{last}, known_{known} {}

    std::vector<change> go() {
        life();
        each(of_.assessed, change::kind::period, "assessed per",
             [](const period_kind& k) { return plain(std::string{name_of(k)}); });
        for (const auto& p : of_.parameters)
            each(p.values, change::kind::value, p.about.empty() ? plain(p.name) : p.about,
                 [&](const written_value& v) { return written_text(v, p.as); });
        for (const auto& t : of_.tables) rows_of(t);
        for (const auto& d : of_.definitions)
            formula_of(d.is, d.about.empty() ? plain(d.name) : d.about);
        for (const auto& o : of_.outputs)
            formula_of(o.is, o.about.empty() ? plain(o.name) : o.about);
        if (of_.liable) formula_of(*of_.liable, "who pays");
        for (const auto& c : of_.applies)
            while_in_force(c.in_force, change::kind::exception, "applies only where", "",
                           feel::to_text(c.when), c.cited);
        for (const auto& [party, terms] : of_.filing) filing_of(party, terms);
        for (const auto& r : of_.readings) reading_of(r);
        std::stable_sort(made_.begin(), made_.end(),
                         [](const change& a, const change& b) { return a.from < b.from; });
        return std::move(made_);
    }

    void offsets_of(const std::vector<offset>& offsets) {
        for (const auto& o : offsets)
            while_in_force(o.in_force, change::kind::offset, plain(o.name), "",
                           o.kind + " against " + o.against, o.cited);
    }
    void roll_of(const calendar& days) {
        each(days.roll, change::kind::roll, "a day due that is no working day",
             [](const std::string& how) { return "moves to the " + plain(how); });
    }

private:
    change begin(change::kind is, day from, std::string subject) {
        change c;
        c.is = is;
        c.from = from;
        c.subject = std::move(subject);
        return c;
    }
    void cite(change& c, const dating& says) {
        c.cited = says.cited;
        c.note = says.note;
        if (says.published && *says.published != c.from) c.published = says.published;
    }

    void life() {
        const auto word = [](const dated<written_value>::entry* e) -> std::string {
            if (!e) return "";
            if (e->is.is.is == written_value::state::unknown) return "not encoded";
            return e->is.is.given == feel::value{true} ? "in force" : "not in force";
        };
        const auto* before = of_.in_force.in_force(after_, known_, true);
        for (const auto* next : of_.in_force.changes(after_, last_, known_)) {
            auto c = begin(change::kind::life, next->from, "the rule itself");
            c.before = word(before);
            c.after = word(next);
            c.restated = c.before == c.after;
            cite(c, next->is.says);
            made_.push_back(std::move(c));
            before = next;
        }
    }

    template <class Payload, class Shown>
    void each(const dated<Payload>& values, change::kind is, const std::string& subject,
              const Shown& shown) {
        const auto* before = values.in_force(after_, known_);
        for (const auto* next : values.changes(after_, last_, known_)) {
            auto c = begin(is, next->from, subject);
            c.before = before ? shown(before->is.is) : "";
            c.after = shown(next->is.is);
            c.restated = c.before == c.after;
            cite(c, next->is.says);
            made_.push_back(std::move(c));
            before = next;
        }
    }

    // Tables: the parts of each column that either version can tell apart, and what each says
    // there.
    struct side {  // a row of one version, and what its cells let through as the law was then
        const table_row* row;
        std::vector<value_set> lets;
    };
    using rows = std::vector<side>;
    struct leaf {
        std::string before, after;
        std::vector<std::string> path;
    };
    void rows_of(const table& t) {
        const auto* before = t.rows.in_force(after_, known_);
        for (const auto* next : t.rows.changes(after_, last_, known_)) {
            leaves_.clear();
            path_.clear();
            axes_.clear();
            for (const auto& column : t.columns)
                axes_.emplace_back(column.name, column.as, column.scale);
            const auto old_rows = before ? sides(before->is.is, next->from - 1) : rows{};
            const auto new_rows = sides(next->is.is, next->from);
            walk(t, 0, old_rows, new_rows);
            tell_rows(t, next->from, next->is.says);
            before = next;
        }
    }
    rows sides(const std::vector<table_row>& all, day on) {
        rows made;
        made.reserve(all.size());
        for (const auto& row : all) {
            side one{&row, {}};
            one.lets.reserve(axes_.size());
            for (std::size_t c = 0; c < axes_.size(); ++c) {
                const auto known = [&](const feel::expr& e) {
                    return fixed_value(of_, e, {on, known_});
                };
                // What stands on the run may let anything through.
                const auto lets = axes_[c].where(row.when[c], known);
                one.lets.push_back(lets ? *lets : axes_[c].domain());
            }
            made.push_back(std::move(one));
        }
        return made;
    }
    void walk(const table& t, std::size_t column, const rows& old_rows, const rows& new_rows) {
        if (old_rows.empty() && new_rows.empty()) return;  // neither says anything there
        if (column == t.columns.size()) {
            leaves_.push_back({old_rows.empty() ? "" : results_text(t, *old_rows.front().row),
                               new_rows.empty() ? "" : results_text(t, *new_rows.front().row),
                               path_});
            return;
        }
        std::vector<value_set> asked;
        for (const auto* version : {&old_rows, &new_rows})
            for (const auto& one : *version) asked.push_back(one.lets[column]);
        const auto kept = [&](const value_set& part, const rows& all) {
            rows some;
            for (const auto& one : all)
                if (meet(part, one.lets[column])) some.push_back(one);
            return some;
        };
        const auto parts = axes_[column].parts(asked);
        for (const auto& part : parts) {
            if (parts.size() > 1) path_.push_back(plain(axes_[column].part_told(part)));
            walk(t, column + 1, kept(part, old_rows), kept(part, new_rows));
            if (parts.size() > 1) path_.pop_back();
        }
    }
    /// Cells that change in the same way make one line.
    void tell_rows(const table& t, day from, const dating& says) {
        const auto subject = t.about.empty() ? plain(t.name) : t.about;
        bool same = true;
        std::vector<std::pair<std::string, std::string>> told;
        for (const auto& l : leaves_) {
            if (l.before == l.after) continue;
            same = false;
            const std::pair pair{l.before, l.after};
            if (std::find(told.begin(), told.end(), pair) != told.end()) continue;
            told.push_back(pair);
            auto c = begin(change::kind::rate, from, subject);
            c.before = l.before;
            c.after = l.after;
            for (const auto& other : leaves_)
                if (other.before == l.before && other.after == l.after) {
                    std::string cell;
                    for (const auto& part : other.path) cell += (cell.empty() ? "" : " ") + part;
                    c.where += (c.where.empty() ? "" : ", ") + cell;
                }
            cite(c, says);
            if (told.size() > 1) c.note.clear();
            made_.push_back(std::move(c));
        }
        if (!same) return;
        auto c = begin(change::kind::rate, from, subject);
        c.restated = true;
        cite(c, says);
        made_.push_back(std::move(c));
    }

    void formula_of(const formula& f, const std::string& subject) {
        each(f.values, change::kind::formula, subject,
             [](const feel::expr& e) { return feel::to_text(e); });
        for (const auto& x : f.exceptions) {
            std::string then;
            for (const auto& entry : x.then.values.entries()) then = feel::to_text(entry.is.is);
            const auto told = made_.size();
            while_in_force(x.in_force, change::kind::exception, subject, x.about,
                           then + " where " + feel::to_text(x.when), x.then.cited, plain(x.name));
            for (auto i = told; i < made_.size(); ++i)
                made_[i].of_other_reading = asks_other_reading(x.when);
        }
    }
    /// Whether a condition holds only where a reading is not taken by default: `a = "other" and …`.
    bool asks_other_reading(const feel::expr& when) const {
        const auto* both = std::get_if<feel::binary>(&when.is);
        if (!both) return false;
        if (both->by == feel::operation::conjunction)
            return asks_other_reading(*both->left) || asks_other_reading(*both->right);
        const auto* name = std::get_if<feel::name>(&both->left->is);
        const auto* choice = std::get_if<feel::literal>(&both->right->is);
        if (both->by != feel::operation::equal || !name || !choice) return false;
        const auto* asked = of_.find_reading(name->id);
        const auto* word = choice->is.get_if<std::string>();
        return asked && word && *word != asked->chosen_by_default;
    }
    /// Something that lives for a time: told where it begins and where it ends.
    void while_in_force(const day_range& lives, change::kind is, const std::string& subject,
                        const std::string& about, const std::string& text,
                        const std::optional<citation>& cited, const std::string& where = {}) {
        const auto tell = [&](day from, bool begins) {
            if (from <= after_ || last_ < from) return;
            auto c = begin(is, from, subject);
            c.where = where;
            (begins ? c.after : c.before) = text;
            c.note = about.empty() ? "" : begins ? about : "no longer: " + about;
            c.cited = cited;
            made_.push_back(std::move(c));
        };
        if (lives.first) tell(*lives.first, true);
        if (lives.last) tell(*lives.last + 1, false);
    }

    void filing_of(const std::string& party, const dated<filing_terms>& terms) {
        const auto* before = terms.in_force(after_, known_);
        for (const auto* next : terms.changes(after_, last_, known_)) {
            auto c = begin(change::kind::filing, next->from, "the " + party + " files and pays");
            c.before = before ? terms_text(*before, next->from - 1) : "";
            c.after = terms_text(*next, next->from);
            c.restated = before && same_terms(*before, *next);
            cite(c, next->is.says);
            made_.push_back(std::move(c));
            before = next;
        }
    }
    std::string kind_on(const filing_terms& terms, day on) const {
        if (terms.every) return *terms.every;
        const auto assessed = of_.assessed_on(on, known_);
        return assessed ? std::string{name_of(*assessed)} : std::string{};
    }
    static std::string day_text(const std::optional<filing_terms::due>& due) {
        return !due ? "no day" : due->unknown ? "a day not known" : feel::to_text(due->day);
    }
    bool same_terms(const dated<filing_terms>::entry& a,
                    const dated<filing_terms>::entry& b) const {
        return kind_on(a.is.is, b.from - 1) == kind_on(b.is.is, b.from) &&
               day_text(a.is.is.return_by) == day_text(b.is.is.return_by) &&
               day_text(a.is.is.pay_by) == day_text(b.is.is.pay_by);
    }
    /// `every month, 2026-07 by 2026-08-20`: what the terms come to for the period that holds a
    /// day.
    std::string terms_text(const dated<filing_terms>::entry& terms, day on) const {
        const auto every = kind_on(terms.is.is, on);
        auto text = "for each " + plain(every);
        const auto kind = read_period_kind(every);
        const auto over = kind ? whole(*kind, on) : std::nullopt;
        facts about;
        about.over = over ? *over : period{on, on};
        about.known = known_;
        run one{of_, about, days_};
        try {
            const auto due = one.filing_under(terms.is.is, nullptr, nullptr);
            if (due.pay_unknown || !due.pay_by) return text + ", on a day not known";
            return text + ", that of " + levy::to_text(about.over) + " by " +
                   levy::to_text(*due.pay_by);
        } catch (const stopped&) {
            return text + " by " + day_text(terms.is.is.pay_by);
        }
    }

    void reading_of(const reading& r) {
        const auto name = (r.doubt.empty() ? "" : r.doubt + ": ") + r.question;
        std::optional<citation> cited;
        std::string taken;
        for (const auto& choice : r.choices)
            if (choice.name == r.chosen_by_default) {
                taken = choice.text;
                cited = choice.cited;
            }
        const auto told = made_.size();
        while_in_force(r.open, change::kind::reading, name, "", "taken: " + taken, cited);
        for (auto i = told; i < made_.size(); ++i)
            made_[i].doubt = r.doubt.empty() ? r.name : r.doubt;
    }

    const instrument& of_;
    const calendar* days_;
    day after_, last_;
    std::optional<day> known_;
    std::vector<change> made_;
    std::vector<leaf> leaves_;
    std::vector<std::string> path_;
    std::vector<axis> axes_;  // of the table that is compared
};

}  // namespace

std::vector<change> changes_between(const instrument_handle& of, const calendar* days, day after,
                                    day last, std::optional<day> known) {
    return comparer{*of, days, after, last, known}.go();
}

std::vector<change> changes_between(const jurisdiction& in, day after, day last,
                                    std::optional<day> known) {
    comparer one{*in.frame, nullptr, after, last, known};
    one.offsets_of(in.offsets);
    if (in.days) one.roll_of(*in.days);
    return one.go();
}

}  // namespace levy::rule
