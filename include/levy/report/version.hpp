// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace levy::report {

/// levy's own version, as receipts say it.
[[nodiscard]] std::string_view version();

}  // namespace levy::report
