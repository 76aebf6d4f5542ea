// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include <levy/report/version.hpp>

namespace levy::report {

/// {levy, files?: {path: hash}}: what an answer stands on. What is of one kind of answer is added.
[[nodiscard]] inline nlohmann::ordered_json receipt_json(
    const std::map<std::string, std::string>& hashes) {
    nlohmann::ordered_json receipt{{"levy", std::string{version()}}};
    for (const auto& [file, hash] : hashes) receipt["files"][file] = hash;
    return receipt;
}

}  // namespace levy::report
