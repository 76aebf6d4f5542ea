// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <levy/text/diagnostic.hpp>

namespace levy {

/// The same problems; those of a name that is not found, and that have no place yet, at `where` it
/// is named.
[[nodiscard]] diagnostics placed(const diagnostics& problems, const span& where);

}  // namespace levy
