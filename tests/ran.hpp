// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdio>
#include <string>

#include <catch2/catch.hpp>
#include <sys/wait.h>

namespace levy::tests {

/// What a command came to: its exit code, 128 where it crashed, and what it printed.
struct ran {
    int status = -1;
    std::string out;
};

/// Runs a command of the shell in a folder; its redirections decide what is caught.
inline ran run_in(const std::string& folder, const std::string& command) {
    auto* pipe = ::popen(("cd '" + folder + "' && " + command).c_str(), "r");
    REQUIRE(pipe);
    ran result;
    std::array<char, 4096> buffer{};
    while (const auto got = std::fread(buffer.data(), 1, buffer.size(), pipe))
        result.out.append(buffer.data(), got);
    const int status = ::pclose(pipe);
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    return result;
}

}  // namespace levy::tests
