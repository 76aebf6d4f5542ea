// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace levy::feel {

/// The texts of all items, parted by commas.
template <class Items, class Each>
std::string joined(const Items& items, Each each) {
    std::string out;
    for (const auto& item : items) {
        if (!out.empty()) out += ", ";
        out += each(item);
    }
    return out;
}

}  // namespace levy::feel
