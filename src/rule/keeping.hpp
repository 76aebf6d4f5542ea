// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include "run.hpp"

namespace levy::rule {

class run::keeping {
public:
    keeping(run& of, bool on)
        : of_{of}, parts_{std::exchange(of.parts_, {})}, on_{std::exchange(of.keeps_, on)} {}
    keeping(const keeping&) = delete;
    keeping& operator=(const keeping&) = delete;
    ~keeping() {
        of_.parts_ = std::move(parts_);
        of_.keeps_ = on_;
    }

private:
    run& of_;
    std::vector<part> parts_;
    bool on_;
};

}  // namespace levy::rule
