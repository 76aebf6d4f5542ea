// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <levy/text/diagnostic.hpp>

namespace levy::report {

/// `schema: levy.problems/1`: how many there are, the problems as levy::to_json gives them, and a
/// receipt with the hash of each file that one of them points into. No problems are an answer too.
[[nodiscard]] std::string to_json(const diagnostics& problems);

}  // namespace levy::report
