// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdint>

#include <sha2.h>
#include <sys/types.h>

#include <levy/text/sha256.hpp>

namespace levy {

std::string sha256(std::string_view bytes) {
    std::array<char, SHA256_DIGEST_STRING_LENGTH> text{};
    SHA256Data(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), text.data());
    return text.data();
}

}  // namespace levy
