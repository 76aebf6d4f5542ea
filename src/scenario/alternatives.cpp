// SPDX-License-Identifier: Apache-2.0
// The same question under other words, and what stands beside the tax.
#include <levy/rule/reform.hpp>
#include <levy/rule/request.hpp>
#include <levy/text/document.hpp>
#include <levy/value/number_text.hpp>

#include "workings.hpp"

namespace levy::scenario {

namespace {

/// The law as the reform beside the scenario would have it.
outcome<law> reformed(const workings& w, const alternative& as) {
    diagnostics sink;
    const auto text = open_source(as.reform, sink);
    const auto document = text ? read_yaml(text, sink) : std::nullopt;
    const auto what = document ? rule::read_reform(*document, text, sink) : std::nullopt;
    if (!what) return sink;
    return w.under.under(*what);
}

scenario switched(const workings& w, const alternative& as, std::vector<std::string>& moved) {
    auto asked = w.asked;
    const auto say = [&](std::string name, const std::string& is) {
        name += " = ";
        moved.push_back(std::move(name += is));
    };
    for (const auto& [key, choice] : as.readings) {
        asked.readings[key] = choice;
        say(key, choice);
    }
    for (const auto& entry : as.given.entries) say(entry.key, entry.value.text);
    for (const auto& [key, is] : as.with) say(key, is);
    for (auto& p : asked.platforms)
        for (auto& s : p.streams) {
            // Later entries of the same name win, as they are read in order.
            if (as.given.is_map()) {
                if (!s.given.is_map()) s.given = as.given;
                for (const auto& entry : as.given.entries) {
                    std::erase_if(s.given.entries,
                                  [&](const node::entry& e) { return e.key == entry.key; });
                    s.given.entries.push_back(entry);
                }
            }
            for (auto& m : s.models)
                for (const auto& [key, is] : as.with)
                    if (m.with.contains(key)) m.with[key] = is;
        }
    return asked;
}

alternative_answer one(const workings& w, const alternative& as, const options& how) {
    alternative_answer made;
    made.name = as.name;
    made.about = as.about;
    std::optional<outcome<law>> other;
    if (!as.reform.empty()) {
        other = reformed(w, as);
        if (!*other) {
            made.refused = other->problems().front().message;
            return made;
        }
    }
    const auto asked = switched(w, as, made.moved);
    auto brief = how;
    brief.brief = true;
    brief.progress = {};
    const auto came = estimate(asked, other ? **other : w.under, w.from, brief);
    if (!came) {
        made.refused = came.problems().front().message;
        return made;
    }
    made.complete = came->complete;
    made.revenue = came->revenue;
    made.tax = came->tax;
    made.by_instrument = came->by_instrument;
    for (std::size_t i = 0; i < w.lines.size(); ++i)
        for (const auto& [year, why] : came->lines[i].refused_years)
            if (!w.lines[i].refused.contains(year)) {
                put_first(made.holes,
                          came->lines[i].platform + " " + came->lines[i].stream + ": " + why);
            }
    return made;
}

}  // namespace

void add_alternatives(const workings& w, const options& how, answer& to) {
    for (const auto& as : w.asked.compare) to.alternatives.push_back(one(w, as, how));
}

void add_beside(const workings& w, answer& to) {
    for (const auto& p : w.asked.parts) {
        part_answer made;
        made.of = p;
        for (const auto& c : w.cells) {
            if (w.lines[c.line].line->name != p.stream) continue;
            const auto sum = rounded(c.central * p.share, w.unit, rounding::half_up);
            made.revenue += sum;
            made.tax += assessed(*w.in, c.flow, sum, {}).owed_at_centre();
        }
        to.parts.push_back(std::move(made));
    }
    for (const auto& b : w.asked.beside) {
        apart_answer made;
        made.of = b;
        diagnostics sink;
        const auto by = w.under.instrument(b.rule);
        rule::facts about;
        about.over = b.over;
        about.readings = w.asked.readings;
        if (by) {
            if ((*by)->currency == "any") about.currency = w.asked.in.letters();
            about.given = rule::read_given(**by, b.given, std::string{w.asked.in.letters()}, sink);
        }
        const auto came = by && sink.ok() ? w.under.assess(b.rule, about)
                          : by            ? outcome<rule::assessment>{sink}
                                          : outcome<rule::assessment>{by.problems()};
        if (!came || !came->problems.ok()) {
            made.refused = (came ? came->problems : came.problems()).front().message;
        } else {
            for (const auto& r : came->results)
                if (const auto* n = r.charges.empty() ? nullptr : r.is.get_if<number>())
                    made.sum += *n;
            for (const auto& traced : came->trace)
                if (traced.cited) put_first(made.articles, traced.cited->text());
        }
        to.beside.push_back(std::move(made));
    }
}

}  // namespace levy::scenario
