// SPDX-License-Identifier: Apache-2.0
// Names to slots, types to definitions, every formula checked.
#include <algorithm>
#include <set>

#include <levy/feel/check.hpp>
#include <levy/feel/evaluate.hpp>
#include <levy/feel/unify.hpp>
#include <levy/feel/walk.hpp>
#include <levy/value/number_text.hpp>

#include "reader.hpp"
#include "stages.hpp"

namespace levy::rule {

namespace {

using feel::symbol;
using feel::type;
using kind = feel::type::kind;
using slot_kind = instrument::slot::kind;

type period_type() {
    auto t = type::of_kind(kind::record);
    const auto date = type::of_kind(kind::date);
    t.fields = {{"start", date, nullptr},
                {"end", date, nullptr},
                {"next", date, nullptr},
                {"days", type::number_of(), nullptr},
                {"months", type::number_of(), nullptr}};
    return t;
}

/// Every word that a value of the type may hold, also in its elements and fields.
void add_words(const type& as, std::set<std::string, std::less<>>& into) {
    into.insert(as.one_of.begin(), as.one_of.end());
    if (as.element) add_words(*as.element, into);
    for (const auto& field : as.fields) add_words(field.as, into);
}

class resolver : public feel::scope {
public:
    resolver(instrument& of, diagnostics& sink) : of_{of}, sink_{sink} {}

    void run() {
        const auto before = sink_.errors();
        declare();
        if (!nested_well(of_, sink_)) return;
        when_.emplace(of_);
        parameters();
        tables();
        applies();
        for (std::size_t i = 0; i < of_.definitions.size(); ++i) definition_type(i);
        outputs();
        others();
        if (sink_.errors() == before) cycles();
        if (sink_.errors() == before) divisors(of_, sink_);
    }

    [[nodiscard]] std::optional<symbol> find(std::string_view name) const override {
        const auto* slot = of_.find_slot(name);
        if (!slot) return std::nullopt;
        symbol s;
        s.slot = static_cast<std::size_t>(slot - of_.slots.data());
        const auto i = slot->index;
        switch (slot->is) {
            case slot_kind::parameter:
                s.is = symbol::role::parameter;
                s.written = of_.parameters[i].as;
                s.as = s.written;
                if (of_.parameters[i].prorate.value_or(prorating::never) != prorating::never)
                    s.as.per = basis_of(of_.assessed);  // scaled to the period
                s.declared = of_.parameters[i].where;
                break;
            case slot_kind::table:
                s.is = symbol::role::table;
                s.as = call_type(of_.tables[i]);
                for (const auto& column : of_.tables[i].columns) s.arguments.push_back(column.as);
                s.declared = of_.tables[i].where;
                break;
            case slot_kind::input:
                s.as = of_.inputs[i].as;
                s.declared = of_.inputs[i].where;
                break;
            case slot_kind::carry:
                s.as = of_.carry[i].as;
                s.declared = of_.carry[i].where;
                break;
            case slot_kind::reading:
                s.as = choices_of(of_.readings[i]);
                s.declared = of_.readings[i].where;
                break;
            case slot_kind::definition:
                s.as = definition_type(i);
                s.declared = of_.definitions[i].where;
                break;
            case slot_kind::output:
                s.as = of_.outputs[i].as;
                s.declared = of_.outputs[i].where;
                break;
            case slot_kind::liable:
                s.as = type::words(parties());
                break;
            case slot_kind::period:
                s.as = period_type();
                break;
        }
        return s;
    }
    [[nodiscard]] std::vector<std::string> names() const override {
        std::vector<std::string> all;
        all.reserve(of_.slots.size());
        for (const auto& slot : of_.slots) all.push_back(slot.name);
        return all;
    }
    [[nodiscard]] bool refuses_bare_numbers() const override { return !exempt_; }
    [[nodiscard]] const std::set<std::string, std::less<>>* words() const override {
        if (words_.empty()) {
            words_.insert(parties().begin(), parties().end());
            const auto add = [&](const auto& parts) {
                for (const auto& part : parts) add_words(part.as, words_);
            };
            add(of_.inputs);
            add(of_.parameters);
            add(of_.carry);
            add(of_.outputs);
            for (const auto& t : of_.tables) {
                add(t.columns);
                add_words(t.gives, words_);
            }
            for (const auto& [name, as] : of_.types) add_words(as, words_);
            for (const auto& r : of_.readings) add_words(choices_of(r), words_);
        }
        return &words_;
    }

private:
    static type choices_of(const reading& r) {
        std::vector<std::string> choices;
        choices.reserve(r.choices.size());
        for (const auto& choice : r.choices) choices.push_back(choice.name);
        return type::words(std::move(choices), r.where);
    }
    /// What a call gives: the slices of its column, each times its rate, from a marginal scale;
    /// what every row met gives from a table that collects.
    static type call_type(const table& t) {
        if (t.hit == table::policy::collect) return type::list_of(result_type(t));
        if (!t.slices || t.columns.empty() || t.gives.of.has_currency()) return result_type(t);
        auto as = type::number_of(t.columns[0].as.of * t.gives.of, t.columns[0].as.per);
        return as;
    }
    static type result_type(const table& t) {
        auto as = t.gives;
        for (const auto& entry : t.rows.entries())
            for (const auto& row : entry.is.is)
                for (std::size_t i = 0; i < row.gives.size(); ++i) {
                    if (row.gives[i].is != written_value::state::none) continue;
                    if (as.is == kind::record)
                        as.fields[i].as.optional = true;
                    else
                        as.optional = true;
                }
        return as;
    }

    void report(code id, span where, std::string message, std::string help = {}, span other = {},
                std::string label = "first here") const {
        diagnostic problem;
        problem.id = id;
        problem.message = std::move(message);
        problem.primary.where = std::move(where);
        problem.help = std::move(help);
        if (other.in) problem.related.push_back({std::move(other), std::move(label)});
        sink_.add(std::move(problem));
    }

    void declare_one(slot_kind is, std::size_t index, const std::string& name, const span& where) {
        const auto known = std::find_if(of_.slots.begin(), of_.slots.end(),
                                        [&](const auto& s) { return s.name == name; });
        if (known != of_.slots.end()) {
            report(code::name, where, "'" + name + "' has a meaning already",
                   "a name means one thing in a rule: choose another", where_of(of_, *known));
            return;
        }
        static const std::set<std::string, std::less<>> words{
            "if",        "then",    "else",     "for",  "return", "some",  "every",
            "satisfies", "in",      "and",      "or",   "not",    "true",  "false",
            "null",      "between", "function", "item", "at",     "spans", "convert"};
        if (words.contains(name))
            report(code::name, where, "'" + name + "' is a word of the language",
                   "choose another name");
        of_.slots.push_back({is, index, name});
    }
    template <class Parts>
    void declare_all(slot_kind is, const Parts& parts) {
        for (std::size_t i = 0; i < parts.size(); ++i)
            declare_one(is, i, parts[i].name, parts[i].where);
    }
    void declare() {
        declare_one(slot_kind::period, 0, "period", {});
        declare_one(slot_kind::liable, 0, "liable", {});
        declare_all(slot_kind::reading, of_.readings);
        declare_all(slot_kind::parameter, of_.parameters);
        declare_all(slot_kind::table, of_.tables);
        declare_all(slot_kind::input, of_.inputs);
        declare_all(slot_kind::carry, of_.carry);
        declare_all(slot_kind::definition, of_.definitions);
        declare_all(slot_kind::output, of_.outputs);
        states_.assign(of_.definitions.size(), state::waiting);
        types_.assign(of_.definitions.size(), type{});
    }

    void parameters() {
        struct nothing : feel::environment {
            [[noreturn]] static feel::value none() {
                throw contract_violation{"a band holds literals only"};
            }
            feel::value get(std::size_t, const span&) override { return none(); }
            feel::value call(std::size_t, std::span<const feel::value>, const span&) override {
                return none();
            }
            feel::value at(std::size_t, day, const span&) override { return none(); }
            feel::value spans(std::size_t, day, day, const span&) override { return none(); }
            feel::value convert(const feel::value&, std::string_view, std::string_view, day,
                                const span&) override {
                return none();
            }
        } literals;
        const auto assessed = of_.assessed_on(last_day);
        const bool floating =
            assessed == period_kind::fiscal_year || assessed == period_kind::accounting_year;
        for (auto& p : of_.parameters) {
            if (floating && p.as.per == feel::time_basis::year && p.as.of.has_currency() &&
                !p.prorate)
                report(code::prorate, p.where,
                       "'" + p.name + "' is a sum per year, and a fiscal year may be shorter",
                       "say `prorate: months`, `days` or `never`");
            exempt_ = true;
            const bool good = p.within.empty() || feel::check_tests(p.within, p.as, *this, sink_);
            exempt_ = false;
            if (p.within.empty() || !good) continue;
            for (const auto& entry : p.values.entries()) {
                const auto& value = entry.is.is;
                if (value.is == written_value::state::given &&
                    !feel::meets(value.given, p.within, literals))
                    report(code::within, value.where,
                           "this lies outside the legal band of '" + p.name + "'",
                           "correct the value, or the band where the law moved it",
                           p.within[0].where, "the band");
            }
        }
    }

    void tables() {
        exempt_ = true;
        for (auto& t : of_.tables)
            for (auto& entry : t.rows.entries())
                for (auto& row : entry.is.is)
                    for (std::size_t i = 0; i < row.when.size(); ++i)
                        feel::check_tests(row.when[i], t.columns[i].as, *this, sink_);
        exempt_ = false;
    }

    /// What is known while a part of a formula is checked; forgotten at its end.
    class knowing {
    public:
        knowing(const resolver& by, const std::vector<feel::assumption>& more)
            : by_{by}, size_{by.known_.size()} {
            by.known_.insert(by.known_.end(), more.begin(), more.end());
        }
        /// Where the formula itself is reckoned, no exception that always counts holds.
        knowing(const resolver& by, const formula& none_of)
            : knowing{by, std::vector<feel::assumption>{}} {
            for (const auto& x : none_of.exceptions)
                if (!x.in_force.first && !x.in_force.last && !x.published)
                    by.known_.push_back({&x.when, false});
        }
        ~knowing() { by_.known_.resize(size_); }
        knowing(const knowing&) = delete;
        knowing& operator=(const knowing&) = delete;

    private:
        const resolver& by_;
        std::size_t size_;
    };

    bool check_as(feel::expr& e, const type& wanted) const {
        return feel::check(e, wanted, *this, sink_, known_);
    }

    /// The type that all values of a formula share, exceptions included; unknown where one of them
    /// was refused, so that nothing is said of what reads it.
    type formula_type(formula& f) const {
        const auto before = sink_.errors();
        for (auto& x : f.exceptions) check_as(x.when, type::of_kind(kind::boolean));
        type all;
        {
            const knowing none{*this, f};
            for (auto& entry : f.values.entries())
                if (feel::check(entry.is.is, *this, sink_, known_)) all = merged(all, entry.is.is);
        }
        for (auto& x : f.exceptions) {
            const knowing one{*this, {{&x.when, true}}};
            const auto then = formula_type(x.then);
            if (then.is != kind::unknown) all = merged_type(all, then, x.where);
        }
        return sink_.errors() == before ? all : type{};
    }
    type merged(const type& all, const feel::expr& e) const {
        return merged_type(all, e.as, e.where);
    }
    type merged_type(const type& all, const type& next, const span& where) const {
        feel::mismatch why;
        if (auto both = feel::unify(all, next, why)) return *both;
        report(why.id, where, "the values of one formula differ: " + why.why);
        return all;
    }
    /// Every value of a formula fits `wanted`.
    void formula_fits(formula& f, const type& wanted) const {
        for (auto& x : f.exceptions) check_as(x.when, type::of_kind(kind::boolean));
        {
            const knowing none{*this, f};
            for (auto& entry : f.values.entries()) check_as(entry.is.is, wanted);
        }
        for (auto& x : f.exceptions) {
            const knowing one{*this, {{&x.when, true}}};
            formula_fits(x.then, wanted);
        }
    }

    [[nodiscard]] std::size_t slot_of(slot_kind is, std::size_t index) const {
        const auto found = std::find_if(of_.slots.begin(), of_.slots.end(), [&](const auto& s) {
            return s.is == is && s.index == index;
        });
        return static_cast<std::size_t>(found - of_.slots.begin());
    }

    /// Each needs the next, and the last the first: every link is a place where the ring can be
    /// cut.
    void report_cycle(const std::vector<std::string>& ring) const {
        diagnostic problem;
        problem.id = code::cycle;
        std::string chain;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const auto& next = ring[(i + 1) % ring.size()];
            diagnostic::label link{where_of(of_, *of_.find_slot(ring[i])), "needs '" + next + "'"};
            chain += " → " + next;
            if (i == 0)
                problem.primary = std::move(link);
            else
                problem.related.push_back(std::move(link));
        }
        problem.message = "'" + ring[0] + "' is defined by itself: " + ring[0] + chain;
        problem.help =
            "let one of them stand on something else; a balance of the period before goes under "
            "`carry`";
        sink_.add(std::move(problem));
    }

    enum class state { waiting, open, done };
    type definition_type(std::size_t i) const {
        auto& d = of_.definitions[i];
        if (states_[i] == state::done) return types_[i];
        if (states_[i] == state::open) {
            report_cycle({std::find(chain_.begin(), chain_.end(), d.name), chain_.end()});
            states_[i] = state::done;
            return {};
        }
        states_[i] = state::open;
        chain_.push_back(d.name);
        const bool was_exempt = exempt_;
        exempt_ = false;
        auto known = when_->holding(when_->of_slot(slot_of(slot_kind::definition, i)));
        if (const auto* guard = guard_of(of_, d)) known.push_back({guard, true});
        std::swap(known, known_);  // of the definition, not of what reads it
        types_[i] = formula_type(d.is);
        std::swap(known, known_);
        exempt_ = was_exempt;
        chain_.pop_back();
        states_[i] = state::done;
        return types_[i];
    }

    void applies() {
        for (std::size_t i = 0; i < of_.applies.size(); ++i) {
            known_ = when_->holding(i);
            check_as(of_.applies[i].when, type::of_kind(kind::boolean));
        }
        known_.clear();
    }

    void outputs() {
        for (std::size_t i = 0; i < of_.outputs.size(); ++i) {
            auto& o = of_.outputs[i];
            known_ = when_->holding(when_->of_slot(slot_of(slot_kind::output, i)));
            if (!o.shares) {
                formula_fits(o.is, o.as);
                continue;
            }
            const auto* whole = of_.find_slot(o.shares->of);
            if (!whole || whole->is != slot_kind::output)
                report(code::name, o.where,
                       "'" + o.shares->of + "' is no output that could be shared out");
            else
                o.as = type::list_of(of_.outputs[whole->index].as);
            share_weights(o);
        }
        known_.clear();
    }
    /// `by` is reckoned once for each element of `over`.
    void share_weights(output& o) const {
        feel::expr list;
        list.is = feel::name{o.shares->over};
        list.where = o.shares->by.where;
        o.shares->by = for_each_item(std::move(list), std::move(o.shares->by));
        feel::check(o.shares->by, *this, sink_, known_);
    }

    void due(std::optional<filing_terms::due>& d) const {
        if (d && !d->unknown) check_as(d->day, type::of_kind(kind::date));
    }
    /// What an instalment is: money of the rule, for whatever period.
    [[nodiscard]] type sum_type() const {
        if (of_.currency == "none") return type::number_of();
        return type::number_of(feel::unit{of_.currency == "any" ? feel::unit::own_currency
                                                                : std::string_view{of_.currency}});
    }
    void terms(filing_terms& t) const {
        due(t.register_by);
        due(t.return_by);
        due(t.pay_by);
        for (auto& i : t.instalments) {
            const auto on = type::of_kind(kind::date);
            if (!i.pay.unknown) check_as(i.pay.day, is_of_each(i) ? type::list_of(on) : on);
            if (!feel::check(i.amount, *this, sink_, known_)) continue;
            const auto& sum = is_of_each(i) ? *i.amount.as.element : i.amount.as;
            if (const auto why = feel::misfit_of(sum, sum_type()))
                report(why->id, i.amount.where, why->why,
                       "write a share of what is owed, such as due / 12");
        }
        for (auto& x : t.exceptions) {
            check_as(x.when, type::of_kind(kind::boolean));
            terms(x.replaced);
        }
    }
    void others() {
        for (auto& c : of_.carry) {
            feel::check(c.start, c.as, *this, sink_);
            feel::check(c.next, c.as, *this, sink_);
        }
        known_ = when_->holding(when_->settled());
        for (auto& c : of_.checks) check_as(c, type::of_kind(kind::boolean));
        if (of_.liable) formula_fits(*of_.liable, type::words(parties()));
        exempt_ = true;  // dates in `filing` have their own source
        for (auto& [party, entries] : of_.filing)
            for (auto& entry : entries.entries()) terms(entry.is.is);
        exempt_ = false;
        known_.clear();
        if (of_.dated_by) feel::check(*of_.dated_by, type::of_kind(kind::date), *this, sink_);
    }

    // Cycles through outputs and `liable`, which have declared types and so are not met above.
    void add_reads(const formula& f, std::vector<std::size_t>& reads) const {
        const auto add = [&](const feel::expr& e) {
            for (const auto slot : feel::slots_of(e)) reads.push_back(slot);
        };
        for (const auto& entry : f.values.entries()) add(entry.is.is);
        for (const auto& x : f.exceptions) {
            add(x.when);
            add_reads(x.then, reads);
        }
    }
    [[nodiscard]] std::vector<std::size_t> reads_of(const instrument::slot& slot) const {
        std::vector<std::size_t> reads;
        if (slot.is == slot_kind::definition) add_reads(of_.definitions[slot.index].is, reads);
        if (slot.is == slot_kind::output) add_reads(of_.outputs[slot.index].is, reads);
        if (slot.is == slot_kind::liable && of_.liable) add_reads(*of_.liable, reads);
        return reads;
    }
    void cycles() {
        std::vector<int> colour(of_.slots.size(), 0);
        std::vector<std::size_t> chain;
        const auto walk = [&](const auto& self, std::size_t at) -> bool {
            if (colour[at] == 2) return true;
            if (colour[at] == 1) {
                std::vector<std::string> ring;
                for (auto i = std::find(chain.begin(), chain.end(), at); i != chain.end(); ++i)
                    ring.push_back(of_.slots[*i].name);
                report_cycle(ring);
                return false;
            }
            colour[at] = 1;
            chain.push_back(at);
            for (const auto next : reads_of(of_.slots[at]))
                if (!self(self, next)) return false;
            chain.pop_back();
            colour[at] = 2;
            return true;
        };
        for (std::size_t i = 0; i < of_.slots.size(); ++i)
            if (!walk(walk, i)) return;
    }

    instrument& of_;
    diagnostics& sink_;
    mutable std::vector<state> states_;
    mutable std::vector<type> types_;
    mutable std::vector<std::string> chain_;
    mutable std::set<std::string, std::less<>> words_;  // that anything declared may hold
    mutable bool exempt_ = false;
    std::optional<stages> when_;                   // each formula is reckoned
    mutable std::vector<feel::assumption> known_;  // to hold where a formula is checked
};

}  // namespace

span where_of(const instrument& of, const instrument::slot& slot) {
    const auto i = slot.index;
    switch (slot.is) {
        case slot_kind::parameter:
            return of.parameters[i].where;
        case slot_kind::table:
            return of.tables[i].where;
        case slot_kind::input:
            return of.inputs[i].where;
        case slot_kind::carry:
            return of.carry[i].where;
        case slot_kind::reading:
            return of.readings[i].where;
        case slot_kind::definition:
            return of.definitions[i].where;
        case slot_kind::output:
            return of.outputs[i].where;
        case slot_kind::liable:
            return of.liable ? of.liable->where : span{};
        case slot_kind::period:
            break;
    }
    return {};
}

bool resolve(instrument& of, diagnostics& sink) {
    const auto before = sink.errors();
    resolver{of, sink}.run();
    return sink.errors() == before;
}

}  // namespace levy::rule
