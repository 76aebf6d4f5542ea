// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include <levy/text/diagnostic.hpp>

namespace levy {

namespace {

using json = nlohmann::ordered_json;

void add_place(json& entry, const span& where) {
    if (!where.in) return;
    const auto start = where.in->at(where.begin);
    const auto end = where.in->at(where.end);
    entry["file"] = where.in->name();
    entry["line"] = start.line;
    entry["column"] = start.column;
    entry["end_line"] = end.line;
    entry["end_column"] = end.column;
}

json entry_of(const diagnostic& problem) {
    json entry;
    entry["code"] = to_text(problem.id);
    entry["name"] = levy::name_of(problem.id);
    entry["severity"] = levy::name_of(problem.level);
    entry["message"] = problem.message;
    add_place(entry, problem.primary.where);
    if (!problem.primary.text.empty()) entry["label"] = problem.primary.text;
    for (const auto& other : problem.related) {
        json related;
        related["message"] = other.text;
        add_place(related, other.where);
        entry["related"].push_back(std::move(related));
    }
    if (!problem.help.empty()) entry["help"] = problem.help;
    return entry;
}

}  // namespace

std::string to_json(const diagnostics& problems) {
    auto all = json::array();
    for (const auto& problem : problems) all.push_back(entry_of(problem));
    return all.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace levy
