// SPDX-License-Identifier: Apache-2.0
#include "command.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <utility>

#include <levy/report/problems.hpp>
#include <levy/text/terminal.hpp>

namespace levy::cli {

namespace fs = std::filesystem;

std::string rules_folder(const common_options& common) {
    if (!common.rules.empty()) return fs::path{common.rules}.lexically_normal().string();
    if (const char* named = std::getenv("LEVY_RULES"); named && *named) return named;
    std::error_code failed;
    if (fs::is_directory("rules/law", failed)) return "rules";
    return LEVY_INSTALLED_RULES;
}

std::optional<law> open_law(const common_options& common, io to) {
    auto opened = law::open(rules_folder(common));
    for (const auto& file : common.reforms) {
        if (!opened) break;
        const auto by = open_reform(file);
        opened = by ? opened->under(*by) : outcome<law>{by.problems()};
    }
    if (opened) return *std::move(opened);
    print(opened.problems(), common, to);
    return std::nullopt;
}

std::string file_of(const diagnostic& problem) {
    const auto& in = problem.primary.where.in;
    return in ? in->name() : std::string{};
}

diagnostics in_file_order(const diagnostics& problems) {
    struct ranked {
        std::size_t file, begin;
        const diagnostic* of;
    };
    std::map<std::string, std::size_t> files;  // in the order met
    std::vector<ranked> order;
    order.reserve(problems.size());
    for (const auto& p : problems) {
        const auto file = files.try_emplace(file_of(p), files.size()).first->second;
        order.push_back({file, p.primary.where.begin, &p});
    }
    std::stable_sort(order.begin(), order.end(), [](const ranked& a, const ranked& b) {
        return std::pair{a.file, a.begin} < std::pair{b.file, b.begin};
    });
    diagnostics sorted;
    for (const auto& one : order) sorted.add(*one.of);
    return sorted;
}

std::string shown(const diagnostics& problems, io to) {
    return to.err_is_terminal ? to_text(problems, to.err_width) : to_text(problems);
}

void print(const diagnostics& met, const common_options& common, io to) {
    if (met.empty()) return;
    const auto problems = in_file_order(met);
    if (common.format == "json" && !problems.ok())
        to.out << report::to_json(problems) << '\n';
    else
        to.err << shown(problems, to);
}

std::optional<std::map<std::string, std::string>> pairs_of(const std::vector<std::string>& texts,
                                                           const char* command, io to) {
    std::map<std::string, std::string> pairs;
    for (const auto& text : texts) {
        const auto at = text.find('=');
        if (at == std::string::npos || at == 0) {
            to.err << "levy " << command << ": '" << text << "' is not name=value\n";
            return std::nullopt;
        }
        pairs.insert_or_assign(text.substr(0, at), text.substr(at + 1));
    }
    return pairs;
}

std::size_t width_of(const std::string& file, io to) {
    return file.empty() ? to.width : usual_width;
}

exit_status write(const std::string& answer, const std::string& file, const char* command, io to) {
    if (file.empty()) {
        to.out << answer;
        return done;
    }
    std::ofstream out{file, std::ios::binary};
    out << answer;
    if (out.flush()) return done;
    to.err << "levy " << command << ": '" << file << "' cannot be written\n";
    return found_problems;
}

std::vector<std::string> yaml_files(const std::vector<std::string>& paths) {
    std::vector<std::string> files;
    for (const auto& path : paths) {
        std::error_code failed;
        const auto named = fs::path{path}.lexically_normal();  // `./rules` is `rules`
        if (!fs::is_directory(path, failed)) {
            files.push_back(named.string());
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator{named})
            if (entry.is_regular_file() && entry.path().extension() == ".yaml")
                files.push_back(entry.path().lexically_normal().string());
    }
    std::sort(files.begin(), files.end());
    files.erase(std::unique(files.begin(), files.end()), files.end());
    return files;
}

}  // namespace levy::cli
