// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/rule/cases.hpp>
#include <levy/rule/request.hpp>
#include <levy/rule/written.hpp>
#include <levy/value/number_text.hpp>

#include "expectation.hpp"

namespace levy::rule {

namespace {

using feel::value;

/// What shared keys and one case say together; the case wins.
class case_words {
public:
    case_words(const node& shared, const node& one, const node* period = nullptr)
        : layers_{period, &one, &shared} {}

    [[nodiscard]] const node* find(std::string_view key) const {
        for (const auto* layer : layers_)
            if (const auto* found = layer ? layer->find(key) : nullptr) return found;
        return nullptr;
    }
    /// Maps of all layers, the innermost last, so that later ones win.
    [[nodiscard]] std::vector<const node*> all(std::string_view key) const {
        std::vector<const node*> found;
        for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer)
            if (const auto* n = *layer ? (*layer)->find(key) : nullptr) found.push_back(n);
        return found;
    }
    [[nodiscard]] std::string text(std::string_view key) const {
        const auto* found = find(key);
        return found ? found->text : std::string{};
    }

private:
    std::vector<const node*> layers_;
};

std::optional<day> day_at(const case_words& words, std::string_view key, diagnostics& sink) {
    const auto* found = words.find(key);
    if (!found || found->text == "null") return std::nullopt;
    const auto d = read_day(found->text);
    if (!d)
        sink.refuse(code::literal, found->where, "'" + found->text + "' is no day",
                    "write year, month and day, such as 2024-06-30");
    return d;
}

/// Everything a case states but its inputs.
facts stated(const case_words& words, diagnostics& sink) {
    facts about;
    const auto* when = words.find("date");
    // A date of the case stands against a period that all cases share, and the other way round.
    for (const auto* layer : words.all("period")) when = layer;
    for (const auto* layer : words.all("date"))
        if (!words.find("period") || layer->where.begin > words.find("period")->where.begin)
            when = layer;
    if (when && when->is_text()) {
        if (const auto over = read_period(when->text))
            about.over = *over;
        else
            sink.refuse(code::period, when->where, "'" + when->text + "' is no period",
                        "write 2024, 2024-Q3, 2024-07, 2024-06-30 or a..b");
    } else {
        sink.refuse(code::period, words.find("case") ? words.find("case")->where : span{},
                    "a case says `date` or `period`",
                    "add `period: 2024-06`, here or for all cases at the head of the file");
    }
    about.currency = words.text("currency");
    about.known = day_at(words, "known", sink);
    about.in_force = day_at(words, "in_force", sink);
    for (const auto* layer : words.all("readings"))
        for (const auto& entry : layer->entries) about.readings[entry.key] = entry.value.text;
    if (const auto* allow = words.find("allow"))
        for (const auto& word : allow->items)
            about.allow_recalled = about.allow_recalled || word.text == "recalled";
    if (const auto* paid = words.find("paid"))
        for (const auto& one : paid->items) {
            const auto* on = one.find("day");
            const auto* sum = one.find("amount");
            const auto d = on ? read_day(on->text) : std::nullopt;
            const auto n = sum ? read_number(sum->text) : std::nullopt;
            if (d && n)
                about.paid.push_back({*d, *n});
            else
                sink.refuse(code::shape, one.where, "a payment is {day, amount}",
                            "write {day: 2024-02-20, amount: 50}");
        }
    if (const auto* exchange = words.find("exchange"))
        for (const auto& one : exchange->items)
            for (const auto& entry : one.entries) {
                const auto d = one.find("day") ? read_day(one.find("day")->text) : std::nullopt;
                if (entry.key == "day") continue;
                const auto rate = read_number(entry.value.text);
                if (d && rate)
                    about.exchange.push_back({*d, entry.key, *rate, "", ""});
                else
                    sink.refuse(code::shape, one.where,
                                "an exchange rate has a day and what currencies were worth",
                                "write {day: 2024-06-03, EUR: 1, USD: 1.05}");
            }
    return about;
}

class runner {
public:
    runner(const law& under, const std::string& path) : law_{under} { report_.path = path; }

    case_report go() {
        const auto text = open_source(report_.path, report_.problems);
        if (!text) return std::move(report_);
        const auto document = read_yaml(text, report_.problems);
        if (!document) return std::move(report_);
        file(*document);
        return std::move(report_);
    }

private:
    void file(const node& document) {
        check_cases(document, report_.problems);
        const auto* of = document.find("cases_of");
        const auto* cases = document.find("cases");
        if (!of || !cases || !cases->is_list()) return;
        report_.of = of->text;
        const bool whole = report_.of.ends_with("/jurisdiction");
        if (whole) {
            const auto in = law_.jurisdiction(report_.of.substr(0, report_.of.find('/')));
            if (!in) return report_.problems.append(in.problems());
            jurisdiction_ = *in;
        } else {
            const auto by = law_.instrument(report_.of);
            if (!by) return report_.problems.append(by.problems());
            rule_ = *by;
            const auto days = law_.calendar_of(report_.of);
            if (!days) return report_.problems.append(days.problems());
            days_ = *days;
        }
        std::map<std::string, span> names;
        for (const auto& one : cases->items) {
            const auto* name = one.find("case");
            if (!name || !one.find("why")) continue;
            const auto [first, is_new] = names.emplace(name->text, name->where);
            if (!is_new) {
                diagnostic twice;
                twice.id = code::cases;
                twice.message = "two cases are named '" + name->text + "'";
                twice.primary = {name->where, "again here"};
                twice.related.push_back({first->second, "first here"});
                twice.help = "give each a name of its own: it says which one failed";
                report_.problems.add(std::move(twice));
                continue;
            }
            one_case(document, one, name->text);
        }
    }
    void one_case(const node& shared, const node& one, const std::string& name) {
        diagnostics wrong;
        check_source(one, wrong);
        if (const auto* periods = one.find("periods")) {
            std::map<std::string, value> carried;
            for (const auto& period : periods->items)
                run_once(case_words{shared, one, &period}, wrong, &carried);
        } else if (jurisdiction_) {
            run_flow(one, case_words{shared, one}, wrong);
        } else {
            run_once(case_words{shared, one}, wrong, nullptr);
        }
        if (wrong.ok()) {
            ++report_.passed;
            return;
        }
        for (const auto& problem : wrong) report_.failed.push_back({name, problem});
    }
    void check_source(const node& one, diagnostics& wrong) {
        const auto* source = one.find("source");
        if (!source) return;
        const auto id = source->text.substr(0, source->text.find(' '));
        const auto& known = rule_ ? rule_->sources : jurisdiction_->sources;
        if (!known.contains(id))
            wrong.refuse(code::source, source->where, "there is no source '" + id + "'",
                         "cite one that the rule or sources.yaml declares");
    }

    void run_once(const case_words& words, diagnostics& wrong,
                  std::map<std::string, value>* carried) {
        auto about = stated(words, wrong);
        diagnostics given_problems;
        const auto currency = rule_->currency == "any" ? about.currency : rule_->currency;
        for (const auto* layer : words.all("given"))
            for (auto& [name, is] : read_given(*rule_, *layer, currency, given_problems))
                about.given[name] = is;
        if (const auto* carry = words.find("carry"))
            for (const auto& entry : carry->entries)
                for (const auto& c : rule_->carry)
                    if (c.name == entry.key)
                        if (auto opening = read_value(entry.value, c.as, currency, wrong))
                            about.carry[c.name] = *std::move(opening);
        if (carried)
            for (const auto& [name, balance] : *carried) about.carry[name] = balance;
        const auto* expect = words.find("expect");
        if (!expect || !expect->is_map())
            return wrong.refuse(code::expectation, words.find("case")->where,
                                "a case says what it expects", "add `expect: {output: value}`");
        if (!wrong.ok()) return;
        outcome<assessment> made =
            given_problems.ok() ? assess(rule_, about, days_) : outcome<assessment>{given_problems};
        expectation{*expect, wrong}.of_rule(rule_, about, days_, made);
        if (made && carried)
            for (const auto& [name, balance] : made->carry_next) (*carried)[name] = balance;
    }

    /// What a case states for a flow, or for a group: then what all cases share for a flow is not
    /// meant.
    facts given_to(const instrument& frame, const case_words& words, const node& one,
                   diagnostics& wrong, diagnostics& given_problems) {
        auto about = stated(words, wrong);
        if (about.currency.empty()) about.currency = jurisdiction_->currency;
        const bool of_group = &frame == jurisdiction_->group_frame.get();
        std::vector<const node*> layers = words.all("given");
        if (of_group)
            layers =
                one.find("given") ? std::vector{one.find("given")} : std::vector<const node*>{};
        for (const auto* layer : layers)
            for (auto& [name, is] : read_given(frame, *layer, about.currency, given_problems))
                about.given[name] = is;
        const auto* flows = of_group ? one.find("flows") : nullptr;
        if (flows) {
            const auto& as =
                std::find_if(frame.inputs.begin(), frame.inputs.end(), [](const input& i) {
                    return i.name == "flows";
                })->as;
            if (auto is = read_value(*flows, as, about.currency, given_problems))
                about.given["flows"] = *std::move(is);
        }
        return about;
    }

    void run_flow(const node& one, const case_words& words, diagnostics& wrong) {
        const auto* each = one.find("each");
        const bool of_group = each && each->text == "group";
        if (each && (!of_group || !jurisdiction_->group_frame))
            return wrong.refuse(code::key, each->where,
                                of_group
                                    ? "this jurisdiction has no step for each group"
                                    : "a case of a jurisdiction says `each: group` or nothing");
        const auto& frame = of_group ? *jurisdiction_->group_frame : *jurisdiction_->frame;
        diagnostics given_problems;
        auto about = given_to(frame, words, one, wrong, given_problems);
        if (const auto* relief = one.find("relief")) {
            if (relief->text != "true" || of_group || !jurisdiction_->relief)
                return wrong.refuse(code::key, relief->where,
                                    "a case says `relief: true` for a flow, or nothing, where the "
                                    "jurisdiction has `relief`");
            about = with_relief(*jurisdiction_, std::move(about));
        }
        const auto* expect = words.find("expect");
        if (!expect || !expect->is_map())
            return wrong.refuse(code::expectation, words.find("case")->where,
                                "a case says what it expects", "add `expect: {output: value}`");
        if (!wrong.ok()) return;
        outcome<routing> made = !given_problems.ok() ? outcome<routing>{given_problems}
                                : of_group           ? assess_group(*jurisdiction_, about)
                                                     : assess_flow(*jurisdiction_, about);
        std::map<std::string, day> paid_late;
        if (const auto* late = words.find("late"))
            for (const auto& entry : late->entries)
                if (const auto d = read_day(entry.value.text)) paid_late[entry.key] = *d;
        expectation{*expect, wrong}.of_flow(*jurisdiction_, about, made, paid_late);
    }

    const law& law_;
    case_report report_;
    instrument_handle rule_;
    jurisdiction_handle jurisdiction_;
    const calendar* days_ = nullptr;
};

}  // namespace

case_report run_cases(const law& under, const std::string& path) {
    return runner{under, path}.go();
}

case_report run_cases(const law& under, const std::string& path, std::string_view rule_id,
                      source_handle text) {
    const auto edited = under.replacing(rule_id, std::move(text));
    return runner{edited, path}.go();
}

}  // namespace levy::rule
