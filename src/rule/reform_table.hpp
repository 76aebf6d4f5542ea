// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <levy/rule/reform.hpp>

namespace levy::rule {

/// Patches of rows of one table, all together: from the first of their days on, every text of the
/// table is stated again with the reform's values in the rows they name. A row that holds more than
/// is named is split, and the rest of it keeps what the law says.
void patch_rows(node& table, const std::vector<const reform::patch*>& patches, const reform& by,
                const std::string& source_id, diagnostics& sink);

}  // namespace levy::rule
