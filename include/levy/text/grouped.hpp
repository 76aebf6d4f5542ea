// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace levy {

/// What to write in place of a number as other programs print it: `write 5_000_000` for 5,000,000
/// or 5.000.000, `write 3.5%` for 3,5%, `5_000 or 5.000?` for 5,000, which may be either; empty for
/// anything else. A currency in front stays.
[[nodiscard]] std::string instead_of_number(std::string_view written);

}  // namespace levy
