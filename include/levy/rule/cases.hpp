// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <levy/rule/law.hpp>
#include <levy/text/diagnostic.hpp>

namespace levy::rule {

struct case_failure {
    std::string name;
    diagnostic why;  // what was expected and what came
};

/// What running one cases file gave.
struct case_report {
    std::string path, of;
    std::size_t passed = 0;
    std::vector<case_failure> failed;
    diagnostics problems;  // the file itself is wrong; then nothing ran

    [[nodiscard]] bool ok() const noexcept { return failed.empty() && problems.ok(); }
};

/// The form of a cases file: its keys, names and expectations; runs nothing.
void check_cases(const node& document, diagnostics& sink);

/// The same, and every value and word that a case gives, chooses or expects fits what its rule or
/// jurisdiction declares; but for a case that expects that very error.
void check_cases(const law& under, const node& document, diagnostics& sink);

/// Runs every case of a `.cases.yaml` against the law. Expectations are exact.
[[nodiscard]] case_report run_cases(const law& under, const std::string& path);

/// The same with the text of one rule taken from elsewhere: an edited or a mutated file.
[[nodiscard]] case_report run_cases(const law& under, const std::string& path,
                                    std::string_view rule_id, source_handle text);

}  // namespace levy::rule
