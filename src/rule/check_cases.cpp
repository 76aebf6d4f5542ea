// SPDX-License-Identifier: Apache-2.0
// What is wrong with a file of cases before any of them is run.
#include <algorithm>

#include <levy/rule/cases.hpp>
#include <levy/rule/forms.hpp>
#include <levy/rule/readings.hpp>
#include <levy/rule/request.hpp>
#include <levy/rule/written.hpp>

#include "asked.hpp"

namespace levy::rule {

namespace {

/// Every map of a file of cases has its form; what it says, see below.
class forms_of_cases {
public:
    explicit forms_of_cases(diagnostics& sink) : sink_{sink} {}

    void file(const node& document) {
        has_form(document, forms::cases_file, sink_);
        stated(document);
        const auto* cases = document.find("cases");
        if (!cases) return;
        if (!cases->is_list() || cases->items.empty())
            return sink_.refuse(code::cases, cases->where, "there is no case here",
                                "cases: [{case: …, why: …, given: …, expect: …}]");
        for (const auto& one : cases->items)
            if (has_form(one, forms::one_case, sink_)) one_case(one);
    }

private:
    void one_case(const node& one) {
        stated(one);
        const auto* expect = one.find("expect");
        const auto* periods = one.find("periods");
        const bool expects = expects_something(one) ||
                             (periods && std::any_of(periods->items.begin(), periods->items.end(),
                                                     expects_something));
        if (!expects)
            sink_.refuse(code::cases, expect ? expect->where : one.where,
                         "a case says what it expects",
                         "expect: {due: 100}, or expect: {error: missing}");
        each(one, "periods", [&](const node& period) {
            if (has_form(period, forms::case_period, sink_)) stated(period);
        });
    }
    /// `expect: {}` holds whatever comes out.
    static bool expects_something(const node& map) {
        const auto* expect = map.find("expect");
        return expect && !(expect->is_map() && expect->entries.empty());
    }
    void stated(const node& map) {
        each(map, "paid", [&](const node& one) { has_form(one, forms::payment, sink_); });
        each(map, "exchange",
             [&](const node& one) { has_form(one, forms::exchange_rates, sink_); });
        if (const auto* expect = map.find("expect")) expected(*expect);
    }
    void expected(const node& expect) {
        if (!expect.is_map()) return;  // a run says so
        part(expect);
        for (const auto& entry : expect.entries)
            if (entry.value.is_map() && !forms::expected.find(entry.key)) part(entry.value);
    }
    void part(const node& expect) {
        if (const auto* filing = expect.find("filing"))
            if (has_form(*filing, forms::expected_filing, sink_))
                each(*filing, "instalments",
                     [&](const node& one) { has_form(one, forms::expected_instalment, sink_); });
        if (const auto* account = expect.find("account"))
            has_form(*account, forms::expected_account, sink_);
        if (const auto* follows = expect.find("consequences"))
            has_form(*follows, forms::expected_consequences, sink_);
    }
    template <class Check>
    void each(const node& map, std::string_view key, const Check& check) {
        const auto* found = map.find(key);
        if (!found) return;
        if (!found->is_list())
            return sink_.refuse(code::shape, found->where, "'" + std::string{key} + "' is a list");
        for (const auto& one : found->items) check(one);
    }

    diagnostics& sink_;
};

/// What cases give and expect, held to what their rule declares. A case that expects the very error
/// has none.
class words_of_cases {
public:
    words_of_cases(const law& under, diagnostics& sink) : law_{under}, sink_{sink} {}

    void file(const node& document) {
        const auto id = text_of(document, "cases_of");
        const auto* cases = document.find("cases");
        if (!cases || !cases->is_list() || !find(id)) return;
        for (const auto& one : cases->items) {
            met_ = {};
            const auto* currency = one.find("currency");
            currency_ = currency ? currency->text : text_of(document, "currency");
            stated(document, one);
            stated(one, one);
            if (const auto* periods = one.find("periods"))
                for (const auto& period : periods->items) stated(period, one);
            for (const auto& problem : met_)
                if (name_of(problem.id) != error_) sink_.append_new(only(problem));
            error_.clear();
        }
    }

private:
    static std::string text_of(const node& map, std::string_view key) {
        const auto* found = map.find(key);
        return found ? found->text : std::string{};
    }
    static std::map<std::string, std::string> texts_of(const node& map) {
        std::map<std::string, std::string> all;
        for (const auto& entry : map.entries) all.emplace(entry.key, entry.value.text);
        return all;
    }
    static diagnostics only(const diagnostic& problem) {
        diagnostics one;
        one.add(problem);
        return one;
    }

    bool find(const std::string& id) {
        const auto country = id.substr(0, id.find('/'));
        const auto in = law_.jurisdiction(country);
        if (id.ends_with("/jurisdiction")) {
            if (in)
                jurisdiction_ = *in;
            else
                sink_.append_new(in.problems());
        } else if (const auto by = law_.instrument(id)) {
            rule_ = *by;
            for (const auto& r : rule_->readings) readings_.push_back(&r);
        } else {
            sink_.append_new(by.problems());
        }
        if (in) frame_ = *in;
        if (frame_)
            for (const auto& r : frame_->frame->readings) readings_.push_back(&r);
        if (jurisdiction_)
            for (const auto& [name, by] : jurisdiction_->rules)
                for (const auto& r : by->readings) readings_.push_back(&r);
        return rule_ || jurisdiction_;
    }

    /// One layer of a case: what all cases share, the case itself, one of its periods.
    void stated(const node& layer, const node& one) {
        if (const auto* given = layer.find("given"); given && given->is_map())
            facts(*given, &layer != &one, text_of(one, "each") == "group");
        if (const auto* chosen = layer.find("readings"))
            check_readings(texts_of(*chosen), readings_, met_, places_of_readings(*chosen));
        if (const auto* carry = layer.find("carry"); carry && rule_) balances(*carry, false);
        const auto* expect = layer.find("expect");
        if (!expect) return;
        if (const auto* error = expect->find("error")) error_ = error->text;
        if (rule_) return expected(*expect, *rule_);
        for (const auto& entry : expect->entries)
            for (const auto& s : jurisdiction_->steps)
                if (s.name == entry.key && jurisdiction_->rules.contains(s.rule))
                    expected(entry.value, *jurisdiction_->rules.at(s.rule));
    }
    /// What all cases share is of a flow, and no group's.
    void facts(const node& given, bool shared, bool of_group) {
        if (of_group && shared) return;
        const auto* group = jurisdiction_ ? jurisdiction_->group_frame.get() : nullptr;
        if (of_group && !group) return;  // a run says so
        const auto& by = rule_ ? *rule_ : of_group ? *group : *jurisdiction_->frame;
        (void)read_given(by, given, currency_in(by), met_);
    }
    [[nodiscard]] std::string currency_in(const instrument& by) const {
        if (by.currency != "any") return by.currency;
        return currency_.empty() && jurisdiction_ ? jurisdiction_->currency : currency_;
    }

    void balances(const node& carry, bool loosely) {
        for (const auto& entry : carry.entries)
            for (const auto& c : rule_->carry)
                if (c.name == entry.key) held(entry.value, loosely ? loose(c.as) : c.as, *rule_);
    }

    void expected(const node& expect, const instrument& by) {
        for (const auto& [key, where, is] : expect.entries) {
            const auto* follows = key == "filing"    ? is.find("every")
                                  : key == "account" ? is.find("overpaid")
                                                     : nullptr;
            if (follows)
                word(*follows,
                     feel::type::words(forms::words(key == "filing" ? "period_kind" : "overpaid")));
            if (key == "liable") word(is, feel::type::words(parties()));
            if (key == "reason") reasons(is);
            if (key == "carry" && rule_) balances(is, true);
            for (const auto& o : by.outputs)
                if (o.name == key) held(is, loose(o.as), by);
        }
    }
    void reasons(const node& is) {
        const auto known = feel::type::words(reason_codes());
        if (is.is_text()) word(is, known);
        for (const auto& entry : is.entries) word(entry.value, known);
    }
    /// A result may be null, and lie outside what an author gives.
    static feel::type loose(feel::type as) {
        as.optional = true;
        as.bounds = nullptr;
        as.whole = false;
        return as;
    }
    void word(const node& is, const feel::type& allowed) {
        (void)read_value(is, allowed, {}, met_);
    }
    void held(const node& is, const feel::type& as, const instrument& by) {
        (void)read_value(is, as, currency_in(by), met_);
    }

    const law& law_;
    diagnostics& sink_;
    diagnostics met_;  // of one case
    std::string currency_, error_;
    instrument_handle rule_;  // one of the two
    jurisdiction_handle jurisdiction_;
    jurisdiction_handle frame_;
    std::vector<const reading*> readings_;
};

}  // namespace

void check_cases(const node& document, diagnostics& sink) { forms_of_cases{sink}.file(document); }

void check_cases(const law& under, const node& document, diagnostics& sink) {
    const auto before = sink.errors();
    check_cases(document, sink);
    if (sink.errors() == before) words_of_cases{under, sink}.file(document);
}

}  // namespace levy::rule
