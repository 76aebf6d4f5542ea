// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <set>

#include <nlohmann/json.hpp>

#include <levy/report/explanation.hpp>
#include <levy/rule/deciding.hpp>
#include <levy/text/sha256.hpp>
#include <levy/value/number_text.hpp>

#include "assessment_json.hpp"

namespace levy::report {

namespace {

using json = nlohmann::ordered_json;
using rule::trace_step;

std::string_view word_of(trace_step::kind is) {
    constexpr std::array<std::string_view, 10> words{
        "input",     "parameter", "table_row", "reading", "definition",
        "exception", "condition", "rounded",   "output",  "liable"};
    return words[static_cast<std::size_t>(is)];
}

class exporter {
public:
    explicit exporter(const explanation& of) : of_{of} {}

    json document() {
        const auto& made = of_.made;
        json out;
        out["schema"] = "levy.explanation/1";
        out["rule"] = made.by->id;
        out["title"] = made.by->title;
        out["period"] = levy::to_text(made.over);
        if (const auto per = made.by->assessed_on(made.dated, made.known))
            out["assessed_per"] = name_of(*per);
        if (!made.currency.empty()) out["currency"] = made.currency;
        out["answer"] = answer(made);
        if (made.filing) out["filing"] = filing_json(*made.filing);
        out["decided_by"] = steps(rule::deciding_path(made));
        out["changes"] = json::array();
        for (const auto& change : of_.changes) out["changes"].push_back(of_change(change));
        out["readings"] = readings();
        out["trace"] = json::array();
        for (const auto& step : made.trace) out["trace"].push_back(of_step(step));
        out["sources"] = sources();
        out["receipt"] = receipt_json(made, of_.hashes);
        out["receipt"]["rule_hash"] = sha256(made.by->text->text());
        return out;
    }

private:
    static json answer(const rule::assessment& made) {
        json out{{"outputs", outputs_json(made)}};
        if (!made.reason.empty()) out["does_not_apply"] = made.reason;
        if (!made.liable.empty()) out["liable"] = made.liable;
        return out;
    }

    /// The words of law that something stands on, and its place in the file.
    void add_law(json& out, const std::optional<citation>& cited, const std::optional<day>& since,
                 const span& where) {
        if (cited) {
            out["cites"]["source"] = cited->source;
            if (!cited->place.empty()) out["cites"]["place"] = cited->place;
            cited_.insert(cited->source);
        }
        if (since && *since != first_day) out["since"] = levy::to_text(*since);
        if (!where.in) return;
        const auto place = where.in->at(where.begin);
        out["where"] = {{"file", where.in->name()}, {"line", place.line}, {"column", place.column}};
    }
    static void add_unit(json& out, const feel::type& as) {
        if (as.is != feel::type::kind::unknown) out["unit"] = as.to_text();
    }

    json steps(const std::vector<rule::deciding>& path) {
        auto all = json::array();
        for (const auto& d : path) {
            json one{{"kind", std::string{rule::name_of(d.is)}}};
            if (!d.name.empty()) one["name"] = d.name;
            if (!d.formula.empty()) one["formula"] = d.formula;
            one["value"] = value_json(d.gave);
            add_unit(one, d.as);
            if (!d.says.empty()) one["says"] = d.says;
            if (!d.note.empty()) one["note"] = d.note;
            add_law(one, d.cited, d.since, d.where);
            if (d.again) one["again"] = true;
            if (!d.because.empty()) one["because"] = steps(d.because);
            all.push_back(std::move(one));
        }
        return all;
    }

    json of_change(const rule::turning_point& t) {
        json one{{"kind", std::string{rule::name_of(t.is)}}};
        if (!t.name.empty()) one["name"] = t.name;
        one["from"] = value_json(t.from);
        one["to"] = value_json(t.to);
        if (t.distance) {
            one["distance"] = levy::to_text(*t.distance);
            one["last"] = value_json(t.last);
            one["first"] = t.is_first;
            one["nearest"] = t.is_nearest;
            one["owes_nothing"] = t.owes_nothing;
        }
        one["because"] = json::array();
        for (const auto& c : t.because) {
            json why{{"what", c.what}};
            add_law(why, c.cited, c.since, c.where);
            one["because"].push_back(std::move(why));
        }
        one["outputs"] = json::object();
        for (const auto& name : t.outputs) {
            if (t.under) one["outputs"][name] = result_json(*t.under->find(name));
            if (t.before) one["outputs_at_last"][name] = result_json(*t.before->find(name));
        }
        for (const auto& b : t.bends)
            one["bends"].push_back({{"output", b.output},
                                    {"here", levy::to_text(b.here)},
                                    {"beyond", levy::to_text(b.beyond)}});
        if (t.under && !t.under->reason.empty()) one["does_not_apply"] = t.under->reason;
        if (t.under && !t.under->liable.empty()) one["liable"] = t.under->liable;
        if (!t.under) one["refused"] = json::parse(levy::to_json(t.refused));
        return one;
    }

    [[nodiscard]] json readings() const {
        auto all = json::array();
        for (const auto& used : of_.made.readings) {
            json one{{"name", used.of->name}};
            if (!used.of->doubt.empty()) one["doubt"] = used.of->doubt;
            one["question"] = used.of->question;
            one["chosen"] = used.chosen;
            one["open"] = used.open;
            all.push_back(std::move(one));
        }
        return all;
    }

    json of_step(const trace_step& step) {
        json one{{"kind", std::string{word_of(step.is)}}, {"name", step.name}};
        one["value"] = value_json(step.gave);
        add_unit(one, step.as);
        if (!step.formula.empty()) one["formula"] = step.formula;
        if (!step.note.empty()) one["note"] = step.note;
        add_law(one, step.cited, step.since, step.where);
        one["used"] = step.used;
        return one;
    }

    json sources() {
        auto all = json::object();
        for (const auto& id : cited_) {
            const auto found = of_.made.by->sources.find(id);
            if (found == of_.made.by->sources.end()) continue;
            const auto& s = found->second;
            json one{{"title", s.title}};
            if (!s.url.empty()) one["url"] = s.url;
            if (!s.proposed) one["read"] = levy::to_text(s.read);
            one["confidence"] = s.proposed ? "proposed" : std::string{name_of(s.trust)};
            all[id] = std::move(one);
        }
        return all;
    }

    const explanation& of_;
    std::set<std::string> cited_;
};

}  // namespace

std::string to_json(const explanation& of) {
    return exporter{of}.document().dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace levy::report
