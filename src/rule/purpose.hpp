// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include <levy/rule/rule.hpp>

namespace levy::rule {

/// The part of a jurisdiction that asks something, and its name where there are several.
struct asking {
    enum class part { step, offset, late, limitation, penalty, reach };
    part is = part::step;
    std::string name = {};

    friend bool operator==(const asking&, const asking&) = default;
};

/// What a jurisdiction asks a formula of its own for.
struct purpose {
    enum class role { when, on, give, amount, value };
    role as = role::when;
    asking by;
    std::string input = {};  // of the rule that it is given to

    /// A name that no author can give, and that no other purpose has: `when of step gross`.
    [[nodiscard]] std::string slot_name() const;
};

/// The purpose whose name the definition has; nothing for an author's own.
[[nodiscard]] std::optional<purpose> purpose_of(const definition& d);

}  // namespace levy::rule
