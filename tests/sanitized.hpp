// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace levy::tests {

/// Whether a sanitizer watches this run, in which everything takes some forty times as long. A
/// sweep that holds values against values draws fewer there: the other builds draw them all, and
/// what a sanitizer looks for shows in a few of each kind.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
constexpr bool sanitized = __has_feature(address_sanitizer);
#else
constexpr bool sanitized = false;
#endif

}  // namespace levy::tests
