// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace levy {

/// The SHA-256 digest of the bytes in 64 hexadecimal digits: what a receipt says of a file.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace levy
