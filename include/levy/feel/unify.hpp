// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include <levy/feel/type.hpp>
#include <levy/text/code.hpp>

namespace levy::feel {

/// Why two types do not meet.
struct mismatch {
    code id = code::type;
    std::string why;  // `USD and EUR`, in the author's words
};

/// The type that holds values of both, or why there is none. 0 fits every unit, null makes
/// optional, one label of time meets none.
[[nodiscard]] std::optional<type> unify(const type& a, const type& b, mismatch& why);

/// Whether a label meets another; `met` is the one that stays.
[[nodiscard]] bool labels_meet(time_basis a, time_basis b, time_basis& met);

}  // namespace levy::feel
