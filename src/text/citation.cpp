// SPDX-License-Identifier: Apache-2.0
#include <levy/text/citation.hpp>

namespace levy {

std::string_view name_of(confidence trust) {
    switch (trust) {
        case confidence::verified:
            return "verified";
        case confidence::secondary:
            return "secondary";
        case confidence::derived:
            return "derived";
        case confidence::recalled:
            return "recalled";
    }
    return {};
}

}  // namespace levy
