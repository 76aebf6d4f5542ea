// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <levy/feel/value.hpp>

namespace levy::feel {

/// `v` as FEEL would write it, with each number in it as `figure` writes one.
[[nodiscard]] std::string written(const value& v, std::string (*figure)(const number&));

}  // namespace levy::feel
