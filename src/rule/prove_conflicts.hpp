// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "prove.hpp"
#include "prove_reach.hpp"
#include "prove_witness.hpp"

namespace levy::rule {

/// Where a formula stands: what asks before it does, and which exceptions it is part of.
struct setting {
    std::string name;
    guards applies;
    std::vector<const exception*> parents = {};
    bool dead = false;  // the exception that it is part of never holds

    [[nodiscard]] guards under() const {
        auto all = applies;
        for (const auto* x : parents) all.push_back(only_if(*x));
        return all;
    }
};

/// Exceptions that hold at once and differ. Where a case is certain its region is told; where what
/// is asked cannot be told apart from outside, the facts of a run that ended so. Else nothing is.
class conflict_prover {
public:
    conflict_prover(const instrument& of, const input_names& reckoned, case_space& space,
                    diagnostics& sink)
        : of_{of}, space_{space}, sink_{sink}, witnesses_{of, reckoned, space} {}

    /// Among those exceptions of the formula that ever hold.
    void among(const formula& f, const std::vector<const exception*>& living, const setting& in);

private:
    struct alternative;
    struct pair;
    static void add_alternatives(const formula& f, const guards& under, const exception& of,
                                 std::vector<alternative>& to);
    void conflict(const formula& f, const exception& a, const exception& b, const setting& in);
    [[nodiscard]] std::vector<day_range> living_stretches(const guards& asked, const alternative& x,
                                                          const alternative& y) const;
    struct difference {
        bool certainly = false, perhaps = false;
    };
    [[nodiscard]] bool is_a_fact(const feel::expr& e) const;
    [[nodiscard]] difference may_differ(const alternative& x, const alternative& y);
    [[nodiscard]] bool differ(const use& way, const alternative& x, const alternative& y,
                              const setting& in);
    [[nodiscard]] bool differ_in_a_run(const pair& of, const use& way, const alternative& x,
                                       const alternative& y, const setting& in);
    [[nodiscard]] std::string way_out(const exception& x, const exception& y, const moment& at);
    void tell(const alternative& x, const alternative& y, const feel::value& gives_x,
              const feel::value& gives_y, const std::string& where, day on, const setting& in);
    void tell(const pair& of, const alternative& x, const alternative& y, const witness& met,
              const moment& at, const setting& in);
    void add_reforms(diagnostic& to, const alternative& x, const alternative& y,
                     const moment& at) const;

    const instrument& of_;
    case_space& space_;
    diagnostics& sink_;
    witness_search witnesses_;
    std::optional<reach> reach_;
};

}  // namespace levy::rule
