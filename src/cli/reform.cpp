// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "command.hpp"

namespace levy::cli {

namespace fs = std::filesystem;

std::string cases_beside(const std::string& file) {
    return fs::path{file}.replace_extension(".cases.yaml").generic_string();
}

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
