// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include <levy/value/number.hpp>
#include <levy/value/number_text.hpp>

namespace levy {

/// A fraction of one. Its arithmetic is a number's; it prints as a percentage where that is finite.
struct ratio {
    number of_one;

    friend bool operator==(const ratio&, const ratio&) = default;
};

/// `7.5%`, `1/11`.
[[nodiscard]] inline std::string to_text(const ratio& r) {
    auto percent = to_text(r.of_one * 100);
    if (percent.find('/') != std::string::npos) return to_text(r.of_one);
    percent.push_back('%');
    return percent;
}

}  // namespace levy
