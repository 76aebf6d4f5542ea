// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "../own_folder.hpp"
#include "../ran.hpp"

// The built program, and folders of files for a test.
namespace levy::pains {

/// Runs the program with both of its streams caught.
inline tests::ran run(const std::string& words, const std::string& redirect = "2>&1") {
    return tests::run_in(LEVY_ROOT, "'" LEVY_PROGRAM "' " + words + " " + redirect);
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
    own_rules() {
        std::filesystem::create_directories(folder_.path() / "law");
        std::filesystem::copy(LEVY_ROOT "/rules/law/xx", folder_.path() / "law/xx",
                              std::filesystem::copy_options::recursive);
    }

    [[nodiscard]] std::string folder() const { return folder_.text(); }
    [[nodiscard]] std::filesystem::path file(const std::string& name) const {
        return folder_.path() / "law/xx" / name;
    }

private:
    tests::own_folder folder_;
};

}  // namespace levy::pains
