// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <map>

#include "command.hpp"

namespace levy::cli {

namespace fs = std::filesystem;

namespace {

std::string cases_beside(const fs::path& file) {
    return fs::path{file}.replace_extension(".cases.yaml").generic_string();
}

/// Files of a folder that belong to a reform in it.
std::map<std::string, std::string> owned_in(const fs::path& folder) {
    std::map<std::string, std::string> owners;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator{folder, failed}) {
        if (!entry.is_regular_file() || entry.path().extension() != ".yaml") continue;
        diagnostics ignored;  // whoever is asked about the file itself says them
        const auto text = open_source(entry.path().string(), ignored);
        const auto document = text ? read_yaml(text, ignored) : std::nullopt;
        if (!document || !rule::is_reform(*document)) continue;
        const auto own = [&](const fs::path& file) {
            owners.emplace(file.filename().string(), entry.path().string());
            owners.emplace(fs::path{cases_beside(file)}.filename().string(), entry.path().string());
        };
        own(entry.path());
        const auto* adds = document->find("adds");
        const auto* rules = adds ? adds->find("rules") : nullptr;
        if (rules)
            for (const auto& file : rules->items) own(file.text);
    }
    return owners;
}

}  // namespace

outcome<rule::reform> open_reform(const std::string& path) {
    diagnostics problems;
    const auto text = open_source(path, problems);
    const auto document = text ? read_yaml(text, problems) : std::nullopt;
    if (!document) return problems;
    if (!rule::is_reform(*document)) {
        problems.refuse(code::key, {text, document->where.begin, document->where.begin + 1},
                        "this file is no reform", "a reform begins with `levy: 1` and `reform:`");
        return problems;
    }
    auto made = rule::read_reform(*document, text, problems);
    if (!made) return problems;
    return *std::move(made);
}

std::optional<std::vector<reformed>> open_reforms(const law& baseline,
                                                  const std::vector<std::string>& files,
                                                  const common_options& common, io to) {
    std::vector<reformed> all;
    diagnostics problems;
    for (const auto& file : files) {
        auto by = open_reform(file);
        auto under = by ? baseline.under(*by) : outcome<law>{by.problems()};
        problems.append(under.problems());
        if (under) all.push_back({*std::move(by), *std::move(under)});
    }
    print(problems, common, to);
    if (!problems.ok()) return std::nullopt;
    return all;
}

std::string reform_file_of(const std::string& path) {
    static const auto is_law = [](const fs::path& file) {
        for (const auto& part : file)
            if (part == "law") return true;
        return false;
    };
    if (is_law(path)) return {};
    static std::map<std::string, std::map<std::string, std::string>> folders;
    const auto beside = fs::path{path}.parent_path();
    const auto folder = beside.empty() ? fs::path{"."} : beside;
    auto known = folders.find(folder.string());
    if (known == folders.end()) known = folders.emplace(folder.string(), owned_in(folder)).first;
    const auto owner = known->second.find(fs::path{path}.filename().string());
    if (owner == known->second.end()) return {};
    return (beside / fs::path{owner->second}.filename()).string();
}

std::vector<std::string> cases_of(const rule::reform& by) {
    std::vector<std::string> files;
    const auto take = [&](const source_handle& text) {
        auto file = cases_beside(text->name());
        if (fs::exists(file)) files.push_back(std::move(file));
    };
    take(by.text);
    for (const auto& added : by.rules) take(added.text);
    return files;
}

}  // namespace levy::cli
