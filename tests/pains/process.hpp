// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch.hpp>
#include <sys/wait.h>

// The built program, and folders of files for a test.
namespace levy::pains {

struct ran {
    int status = -1;
    std::string out;
};

/// Runs the program with both of its streams caught.
inline ran run(const std::string& words, const std::string& redirect = "2>&1") {
    ran result;
    const auto command = "cd '" LEVY_ROOT "' && '" LEVY_PROGRAM "' " + words + " " + redirect;
    auto* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe);
    std::array<char, 4096> buffer{};
    while (const auto got = std::fread(buffer.data(), 1, buffer.size(), pipe))
        result.out.append(buffer.data(), got);
    const int status = ::pclose(pipe);
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    return result;
}

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}
inline void write_file(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream{path, std::ios::binary} << text;
}

/// The rules of the country that does not exist, copied where a test may break them.
class own_rules {
public:
    explicit own_rules(const std::string& name)
        : folder_{std::filesystem::temp_directory_path() / ("levy-pains-" + name)} {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_ / "law");
        std::filesystem::copy(LEVY_ROOT "/rules/law/xx", folder_ / "law/xx",
                              std::filesystem::copy_options::recursive);
    }
    ~own_rules() { std::filesystem::remove_all(folder_); }
    own_rules(const own_rules&) = delete;
    own_rules& operator=(const own_rules&) = delete;

    [[nodiscard]] std::string folder() const { return folder_.string(); }
    [[nodiscard]] std::filesystem::path file(const std::string& name) const {
        return folder_ / "law/xx" / name;
    }

private:
    std::filesystem::path folder_;
};

}  // namespace levy::pains
