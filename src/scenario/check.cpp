// SPDX-License-Identifier: Apache-2.0
// What is wrong with a scenario against the law and the figures, before anything is assessed.
#include <vector>

#include <levy/scenario/estimate.hpp>

#include "line_flow.hpp"

namespace levy::scenario {

namespace {

/// A model under other words, each at its place in the alternative.
revenue::model_use switched(revenue::model_use model, const alternative& as) {
    for (const auto& [key, is] : as.with) {
        if (!model.with.contains(key)) continue;
        model.with[key] = is;
        std::erase_if(model.written.entries, [&](const node::entry& e) { return e.key == key; });
        if (const auto* entry = as.with_written.find_entry(key))
            model.written.entries.push_back(*entry);
    }
    return model;
}

/// Words of the models that no figure can mend; a year without figures is no problem of the author.
void check_models(const scenario& asked, const stream& s, const revenue::figures& from,
                  diagnostics& sink) {
    std::string country = asked.jurisdiction;
    for (auto& c : country) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    const auto before = sink.errors();
    for (const auto& model : s.models) sink.append_new(revenue::refused_names(model, from));
    if (s.cross_check) sink.append_new(revenue::refused_names(*s.cross_check, from));
    for (const auto& as : asked.compare)
        for (const auto& model : s.models)
            sink.append_new(revenue::refused_names(switched(model, as), from));
    if (sink.errors() != before) return;
    const auto reckoned = [&](const std::vector<revenue::model_use>& models) {
        revenue::line_request request;
        request.country = country;
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

bool names_stream(const scenario& asked, const std::string& name) {
    for (const auto& p : asked.platforms)
        for (const auto& s : p.streams)
            if (s.name == name) return true;
    return false;
}

std::string nearest(const std::string& wrong, const std::vector<std::string>& known) {
    const auto near = nearest_name(wrong, known);
    if (!near.empty()) return "did you mean '" + near + "'?";
    std::string all;
    for (const auto& name : known) all += (all.empty() ? "" : ", ") + name;
    return "this scenario has " + all;
}

}  // namespace

diagnostics check(const scenario& asked, const law& under, const revenue::figures& from) {
    diagnostics sink;
    const auto in = under.jurisdiction(asked.jurisdiction);
    if (!in) return in.problems();
    for (const auto& p : asked.platforms)
        for (const auto& s : p.streams) {
            if (s.models.empty()) continue;
            sink.append(line_flow{asked, p, s, node{}, **in}.problems());
            check_models(asked, s, from, sink);
            for (const auto& as : asked.compare)
                sink.append_new(line_flow{asked, p, s, as.given, **in}.problems());
        }
    std::vector<std::string> platforms, streams;
    for (const auto& p : asked.platforms) {
        platforms.push_back(p.name);
        for (const auto& s : p.streams) streams.push_back(s.name);
    }
    std::vector<std::string> ids;
    for (const auto& [id, by] : (*in)->rules) ids.push_back(id);
    sink.append(under.refused_readings(ids, asked.readings, asked.readings_at));
    for (const auto& as : asked.compare) {
        sink.append(under.refused_readings(ids, as.readings, as.readings_at));
        for (const auto& [key, is] : as.with) {
            bool used = false;
            for (const auto& p : asked.platforms)
                for (const auto& s : p.streams)
                    for (const auto& m : s.models) used = used || m.with.contains(key);
            if (!used)
                sink.refuse(code::scenario,
                            as.with_written.is_map() ? as.with_written.find_entry(key)->key_where
                                                     : as.where,
                            "no model has the key '" + key + "', so nothing would be switched",
                            "state it under `with` of the models that it is to change");
        }
    }
    for (const auto& row : asked.paid)
        for (const auto& name : row.platforms) {
            bool known = false;
            for (const auto& p : asked.platforms) known = known || p.name == name;
            if (!known)
                sink.refuse(code::scenario, row.where, "there is no platform '" + name + "'",
                            nearest(name, platforms));
        }
    for (const auto& part : asked.parts)
        if (!names_stream(asked, part.stream))
            sink.refuse(code::scenario, part.where, "there is no stream '" + part.stream + "'",
                        nearest(part.stream, streams));
    for (const auto& b : asked.beside)
        if (const auto by = under.instrument(b.rule); !by) sink.append(by.problems());
    return sink;
}

}  // namespace levy::scenario
