// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include <levy/text/code.hpp>

namespace levy {

/// What a code means, in Markdown: an example that is wrong, what levy prints of it, and how it is
/// mended. The text is part of the library; no file is needed beside it.
struct page {
    code id{};
    std::string_view text;
};

/// All pages, by number; every code has one.
[[nodiscard]] std::span<const page> pages();
/// The page of `LV0204`, `0204`, `204` or `unit`; letters of any size. Null where there is none.
[[nodiscard]] const page* find_page(std::string_view asked);
/// What the first line says after the code and its word.
[[nodiscard]] std::string_view title_of(const page& of);

}  // namespace levy
