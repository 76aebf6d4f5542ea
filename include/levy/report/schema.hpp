// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace levy::report {

/// The kinds of files that have a schema: rule, cases, given, jurisdiction, sources, reform,
/// scenario.
[[nodiscard]] const std::vector<std::string>& schema_kinds();

/// JSON Schema (draft 7) of one kind of file, for editors: they complete, explain and check as the
/// author types. Printed from the forms that the readers use, so it refuses no file that they
/// accept, and every key that they do not know.
[[nodiscard]] std::string schema_of(std::string_view kind);

}  // namespace levy::report
