// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>

#include <levy/rule/rule.hpp>
#include <levy/text/document.hpp>

namespace levy::rule {

/// A rule file, read, typed and proven: every key known, every value read by its unit and cited,
/// every formula checked, tables without gap or overlap. All problems of the file in one run;
/// nothing back exactly when an error was added.
[[nodiscard]] std::optional<instrument> read_rule(
    const node& document, const source_handle& text,
    const std::map<std::string, source>& shared_sources, diagnostics& sink);

/// A `sources.yaml`.
[[nodiscard]] std::optional<std::map<std::string, source>> read_sources(const node& document,
                                                                        diagnostics& sink);

}  // namespace levy::rule
