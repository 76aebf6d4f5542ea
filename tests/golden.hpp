// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <catch2/catch.hpp>

namespace levy::tests {

inline std::string read_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

/// Holds `text` against tests/golden/NAME. LEVY_UPDATE_GOLDEN=1 rewrites the file; its diff is
/// reviewed like code.
inline void check_golden(const std::string& name, const std::string& text) {
    const auto path = std::string{LEVY_ROOT} + "/tests/golden/" + name;
    if (std::getenv("LEVY_UPDATE_GOLDEN")) std::ofstream{path, std::ios::binary} << text;
    CHECK(read_file(path) == text);
}

}  // namespace levy::tests
