// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <levy/text/document.hpp>

namespace levy {

namespace {

constexpr std::uintmax_t most_bytes = 1U << 20U;

source_handle refuse(const std::string& path, std::string message, std::string help,
                     diagnostics& sink, code id = code::file) {
    diagnostic problem;
    problem.id = id;
    problem.message = std::move(message);
    // A position even where there is no text: the file itself, at its first place.
    problem.primary.where = {std::make_shared<const source_text>(path, ""), 0, 0};
    problem.help = std::move(help);
    sink.add(std::move(problem));
    return nullptr;
}

/// The file in the same folder whose name is nearest, as a path; or nothing.
std::string beside(const std::filesystem::path& path) {
    namespace fs = std::filesystem;
    std::error_code failed;
    std::vector<std::string> names;
    const auto folder = path.has_parent_path() ? path.parent_path() : fs::path{"."};
    for (const auto& entry : fs::directory_iterator{folder, failed})
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    const auto near = nearest_name(path.filename().string(), names);
    return near.empty() ? near : (path.parent_path() / near).string();
}

}  // namespace

source_handle open_source(const std::string& path, diagnostics& sink) {
    namespace fs = std::filesystem;
    std::error_code failed;
    const auto status = fs::status(path, failed);
    if (!fs::exists(status)) {
        const auto near = beside(path);
        return refuse(path, "there is no file '" + path + "'",
                      near.empty() ? "check the path" : "did you mean '" + near + "'?", sink);
    }
    if (fs::is_directory(status))
        return refuse(path, "'" + path + "' is a folder, not a file", "name one file inside it",
                      sink);
    if (fs::is_regular_file(status)) {
        const auto size = fs::file_size(path, failed);
        if (!failed && size > most_bytes)
            return refuse(path, "'" + path + "' is larger than 1 MiB",
                          "split it: one instrument a file", sink, code::too_large);
    }
    std::ifstream file{path, std::ios::binary};
    std::ostringstream all;
    if (file) all << file.rdbuf();
    auto text = std::move(all).str();
    if (!file) return refuse(path, "'" + path + "' cannot be read", "check who may read it", sink);
    if (text.empty()) return refuse(path, "'" + path + "' is empty", "begin with `levy: 1`", sink);
    return std::make_shared<const source_text>(path, std::move(text));
}

}  // namespace levy
