// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <levy/rule/reform.hpp>

namespace levy::rule {

/// The path of a patch out of its key: rule, part, name, and the cells of a table's row. Whether it
/// leads anywhere is for `patch` to say. Nothing back exactly when an error was added.
[[nodiscard]] std::optional<reform::patch> read_path(const node::entry& written, diagnostics& sink);

}  // namespace levy::rule
