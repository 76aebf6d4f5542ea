// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include <levy/text/diagnostic.hpp>

namespace levy {

/// Problems as to_text gives them, for a terminal of `width` cells: a longer line of a source is
/// cut around the place that is meant.
[[nodiscard]] std::string to_text(const diagnostic& problem, std::size_t width);
[[nodiscard]] std::string to_text(const diagnostics& problems, std::size_t width);

}  // namespace levy
