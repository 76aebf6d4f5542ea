// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <utility>

#include <levy/text/diagnostic.hpp>
#include <levy/value/contract.hpp>

namespace levy {

/// What a caller gets: a value, or the problems that stood in its way. Warnings may stand beside a
/// value.
template <class Value>
class outcome {
public:
    outcome(Value value) : value_{std::move(value)} {}  // NOLINT(google-explicit-constructor)
    outcome(Value value, diagnostics remarks)
        : value_{std::move(value)}, problems_{std::move(remarks)} {}
    outcome(diagnostics problems)
        : problems_{std::move(problems)} {  // NOLINT(google-explicit-constructor)
        LEVY_EXPECTS(!problems_.ok());
    }
    outcome(diagnostic problem) {
        problems_.add(std::move(problem));
    }  // NOLINT(google-explicit-constructor)

    [[nodiscard]] explicit operator bool() const noexcept { return value_.has_value(); }
    [[nodiscard]] const Value& operator*() const& {
        LEVY_EXPECTS(value_.has_value());
        return *value_;
    }
    [[nodiscard]] Value&& operator*() && {
        LEVY_EXPECTS(value_.has_value());
        return *std::move(value_);
    }
    [[nodiscard]] const Value* operator->() const {
        LEVY_EXPECTS(value_.has_value());
        return &*value_;
    }
    [[nodiscard]] const diagnostics& problems() const noexcept { return problems_; }

private:
    std::optional<Value> value_;
    diagnostics problems_;
};

/// Internal: a step cannot be computed. Thrown by evaluation, caught only by assess, estimate and
/// the ledger.
struct stopped {
    diagnostic why;
};

}  // namespace levy
