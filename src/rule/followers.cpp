// SPDX-License-Identifier: Apache-2.0
// One mistake, one message: what only follows from a declaration that could not be read.
#include <set>

#include "reader.hpp"

namespace levy::rule {

namespace {

/// Names that a document declares and that could not be read.
struct lost_names {
    std::set<std::string, std::less<>> names;
    bool all = false;  // a whole part could not be read
};

lost_names lost_names_of(const node& document, const instrument& of) {
    static const std::vector<std::string> parts{"parameters", "inputs", "tables",  "carry",
                                                "readings",   "define", "outputs", "group",
                                                "types",      "sources"};
    lost_names lost;
    for (const auto& [key, where, part] : document.entries) {
        const auto meant = nearest_name(key, parts);  // a part may be misspelt itself
        if (meant.empty()) continue;
        if (!part.is_map()) lost.all = true;
        for (const auto& [name, name_where, is] : part.entries) {
            const bool read = meant == "types"     ? of.types.contains(name)
                              : meant == "sources" ? of.sources.contains(name)
                                                   : of.find_slot(name) != nullptr;
            if (!read) lost.names.insert(name);
        }
    }
    return lost;
}

}  // namespace

diagnostics without_followers(const diagnostics& met, const node& document, const instrument& of) {
    if (met.empty()) return met;
    const auto lost = lost_names_of(document, of);
    diagnostics kept;
    for (const auto& problem : met) {
        const bool of_a_name =
            problem.id == code::name || problem.id == code::source || problem.id == code::type;
        const auto word = problem.primary.where.text();
        const bool follows = (lost.all && problem.id == code::name) || lost.names.contains(word);
        if (!of_a_name || !follows) kept.add(problem);
    }
    return kept.ok() ? met : kept;
}

}  // namespace levy::rule
