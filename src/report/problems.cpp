// SPDX-License-Identifier: Apache-2.0
#include <map>

#include <nlohmann/json.hpp>

#include <levy/report/problems.hpp>
#include <levy/text/sha256.hpp>

#include "receipt_json.hpp"

namespace levy::report {

namespace {

using json = nlohmann::ordered_json;

json receipt_of(const diagnostics& problems) {
    std::map<std::string, std::string> hashes;
    const auto add = [&](const span& at) {
        // Nothing was read of a file that could not be opened.
        if (!at.in || at.in->text().empty() || hashes.contains(at.in->name())) return;
        hashes.emplace(at.in->name(), sha256(at.in->text()));
    };
    for (const auto& problem : problems) {
        add(problem.primary.where);
        for (const auto& other : problem.related) add(other.where);
    }
    return receipt_json(hashes);
}

}  // namespace

std::string to_json(const diagnostics& problems) {
    json out;
    out["schema"] = "levy.problems/1";
    out["errors"] = problems.errors();
    out["problems"] = json::parse(levy::to_json(problems));
    out["receipt"] = receipt_of(problems);
    return out.dump(2);
}

}  // namespace levy::report
