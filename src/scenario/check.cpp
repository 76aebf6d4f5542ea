// SPDX-License-Identifier: Apache-2.0
// What is wrong with a scenario against the law and the figures, before anything is assessed.
#include "check.hpp"

#include <algorithm>
#include <vector>

#include <levy/rule/request.hpp>
#include <levy/scenario/estimate.hpp>
#include <levy/text/meant.hpp>
#include <levy/text/placed.hpp>

#include "workings.hpp"

namespace levy::scenario {

namespace {

/// A model under other words, each at its place in the alternative.
revenue::model_use switched(revenue::model_use model, const alternative& as) {
    for (const auto& one : as.with) {
        const auto& key = one.first;
        if (!model.with.contains(key)) continue;
        model.with[key] = one.second;
        std::erase_if(model.written.entries, [&](const node::entry& e) { return e.key == key; });
        if (const auto* entry = as.with_written.find_entry(key))
            model.written.entries.push_back(*entry);
    }
    return model;
}

/// Words of the models that no figure can mend; a year without figures is no problem of the author.
void check_models(const scenario& asked, const stream& s, const revenue::figures& from,
                  diagnostics& sink) {
    const auto before = sink.errors();
    for (const auto& model : s.models) sink.append_new(revenue::refused_names(model, from));
    if (s.cross_check) sink.append_new(revenue::refused_names(*s.cross_check, from));
    for (const auto& as : asked.compare)
        for (const auto& model : s.models)
            sink.append_new(revenue::refused_names(switched(model, as), from));
    if (sink.errors() != before) return;
    const auto reckoned = [&](const std::vector<revenue::model_use>& models) {
        revenue::line_request request;
        request.country = upper(asked.jurisdiction);
        request.year = asked.over.start.year();
        request.last_known = asked.last_known;
        request.models = models;
        request.cross_check = s.cross_check;
        const auto made =
            revenue::estimate_line(from, request, revenue::draws{asked.seed}, std::size_t{1});
        if (!made && made.problems().front().id != code::figure) sink.append_new(made.problems());
    };
    for (const auto& model : s.models) reckoned({model});
    if (s.models.size() > 1) reckoned(s.models);
}

/// Days of a fact that changes, in the order of time: `{2014-01-01: false, 2022-01-01: true}`.
void check_days(const node& given, diagnostics& sink) {
    for (const auto& fact : given.entries) {
        const node::entry* before = nullptr;
        for (const auto& dated : fact.value.entries) {
            const auto from = read_day(dated.key);
            if (!from) break;
            if (before && *from <= *read_day(before->key)) {
                diagnostic problem;
                problem.id = code::order;
                problem.message = "days come in rising order";
                problem.primary = {dated.key_where, "not after " + before->key};
                problem.related = {{before->key_where, "the day before it here"}};
                problem.help = "write " + dated.key + " before " + before->key;
                sink.add(std::move(problem));
            }
            before = &dated;
        }
    }
}

template <class Named>
void check_twice(const std::vector<Named>& all, const std::string& what, diagnostics& sink) {
    for (auto one = all.begin(); one != all.end(); ++one) {
        const auto first = std::find_if(
            all.begin(), one, [&](const Named& other) { return other.name == one->name; });
        if (first == one) continue;
        diagnostic problem;
        problem.id = code::scenario;
        problem.message = "there are two " + what + " '" + one->name + "'";
        problem.primary.where = one->where;
        problem.related = {{first->where, "the first is here"}};
        problem.help = "give each a name of its own";
        sink.add(std::move(problem));
    }
}

void check_facts(const scenario& asked, const rule::jurisdiction& in, const revenue::figures& from,
                 diagnostics& sink) {
    check_twice(asked.platforms, "platforms", sink);
    for (const auto& as : asked.compare) check_days(as.given, sink);
    for (const auto& p : asked.platforms) {
        check_twice(p.streams, "streams", sink);
        check_days(p.given, sink);
        for (const auto& s : p.streams) {
            check_days(s.given, sink);
            if (s.models.empty()) continue;
            sink.append_new(line_flow{asked, p, s, node{}, in}.problems());
            check_models(asked, s, from, sink);
            for (const auto& as : asked.compare)
                sink.append_new(line_flow{asked, p, s, as.given, in}.problems());
        }
    }
}

void check_switches(const scenario& asked, const alternative& as, diagnostics& sink) {
    for (const auto& [key, is] : as.with) {
        bool used = false;
        for (const auto& p : asked.platforms)
            for (const auto& s : p.streams)
                for (const auto& m : s.models) used = used || m.with.contains(key);
        const auto* entry = as.with_written.find_entry(key);
        if (!used)
            sink.refuse(code::scenario, entry ? entry->key_where : as.where,
                        "no model has the key '" + key + "', so nothing would be switched",
                        "state it under `with` of the models that it is to change");
    }
}

void check_mentioned(const scenario& asked, diagnostics& sink) {
    std::vector<std::string> platforms, streams;
    for (const auto& p : asked.platforms) {
        platforms.push_back(p.name);
        for (const auto& s : p.streams) put_first(streams, s.name);
    }
    const auto known = [](const std::vector<std::string>& all, const std::string& name) {
        return std::find(all.begin(), all.end(), name) != all.end();
    };
    for (const auto& row : asked.paid)
        for (std::size_t i = 0; i < row.platforms.size(); ++i)
            if (const auto& name = row.platforms[i]; !known(platforms, name))
                sink.refuse(code::scenario,
                            i < row.platforms_at.size() ? row.platforms_at[i] : row.where,
                            "there is no platform '" + name + "'",
                            meant_by(name, platforms, "this scenario has "));
    for (const auto& part : asked.parts)
        if (!known(streams, part.stream))
            sink.refuse(code::scenario, part.where, "there is no stream '" + part.stream + "'",
                        meant_by(part.stream, streams, "this scenario has "));
}

void check_beside(const scenario& asked, const law& under, diagnostics& sink) {
    const std::string letters{asked.in.letters()};
    for (const auto& b : asked.beside) {
        const auto by = under.instrument(b.rule);
        if (!by)
            sink.append_new(placed(by.problems(), b.where));
        else
            (void)rule::read_given(**by, b.given, letters, sink);
    }
}

}  // namespace

diagnostics check(const scenario& asked, const law& under, const revenue::figures& from) {
    diagnostics sink;
    const auto in = under.jurisdiction(asked.jurisdiction);
    if (!in) {
        sink.append(placed(in.problems(), asked.jurisdiction_at));
        return sink;
    }
    check_names(asked, from, sink);
    check_facts(asked, **in, from, sink);
    std::vector<std::string> ids;
    for (const auto& [id, by] : (*in)->rules) ids.push_back(id);
    sink.append(under.refused_readings(ids, asked.readings, asked.readings_at));
    for (const auto& as : asked.compare) {
        sink.append(under.refused_readings(ids, as.readings, as.readings_at));
        check_switches(asked, as, sink);
    }
    check_mentioned(asked, sink);
    check_beside(asked, under, sink);
    check_expected_names(asked, **in, sink);
    return sink;
}

}  // namespace levy::scenario
