// SPDX-License-Identifier: Apache-2.0
#include "documents.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include <levy/rule/reform.hpp>

#include "command.hpp"

namespace levy::cli {

namespace fs = std::filesystem;

const documents::document& documents::at(const std::string& path) { return held(path); }

documents::document documents::take(const std::string& path) {
    (void)held(path);
    return std::move(files_.extract(path).mapped());
}

documents::document& documents::held(const std::string& path) {
    const auto [entry, is_new] = files_.try_emplace(path);
    auto& made = entry->second;
    if (is_new) {
        made.text = open_source(path, made.problems);
        if (made.text) made.root = read_yaml(made.text, made.problems);
    }
    return made;
}

documents::owners documents::owned_in(const std::string& folder) {
    owners all;
    std::vector<fs::path> paths;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator{folder, failed})
        if (entry.is_regular_file() && entry.path().extension() == ".yaml")
            paths.push_back(fs::path{folder == "." ? "" : folder} / entry.path().filename());
    // Of two reforms that add one file, the first by name has it, on whatever disk.
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths) {
        const auto& root = at(path.string()).root;  // whoever is asked about it says its problems
        if (!root || !rule::is_reform(*root)) continue;
        const auto own = [&](const fs::path& file) {
            all.emplace(file.filename().string(), path.string());
            all.emplace(fs::path{cases_beside(file.string())}.filename().string(), path.string());
        };
        own(path);
        const auto* adds = root->find("adds");
        const auto* rules = adds ? adds->find("rules") : nullptr;
        if (rules)
            for (const auto& file : rules->items) own(file.text);
    }
    return all;
}

std::string documents::reform_of(const std::string& path) {
    const fs::path file{path};
    if (std::find(file.begin(), file.end(), "law") != file.end()) return {};
    const auto folder = file.has_parent_path() ? file.parent_path().string() : std::string{"."};
    auto known = folders_.find(folder);
    if (known == folders_.end()) known = folders_.emplace(folder, owned_in(folder)).first;
    const auto owner = known->second.find(file.filename().string());
    return owner == known->second.end() ? std::string{} : owner->second;
}

}  // namespace levy::cli
