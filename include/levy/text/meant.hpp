// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace levy {

/// What to write instead of a wrong word: `did you mean 'million'?` where one of `known` is near;
/// else all of them after `else_these`, or nothing where that is empty or they are too many to
/// read.
[[nodiscard]] std::string meant_by(std::string_view wrong, const std::vector<std::string>& known,
                                   std::string_view else_these = "it is one of: ");

}  // namespace levy
