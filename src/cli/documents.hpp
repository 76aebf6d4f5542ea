// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>

#include <levy/text/diagnostic.hpp>
#include <levy/text/document.hpp>

namespace levy::cli {

/// The YAML files of one run, each opened and read once however often it is asked for, until it is
/// taken.
class documents {
public:
    struct document {
        source_handle text;        // null: it cannot be opened
        std::optional<node> root;  // nothing: it is not YAML
        diagnostics problems;
    };

    [[nodiscard]] const document& at(const std::string& path);
    /// The same, kept no more: for the last who asks. One who asks after all reads it again; what
    /// `at` gave of it is gone.
    [[nodiscard]] document take(const std::string& path);

    /// The reform file that a file belongs to: one that is a reform itself, that a reform beside it
    /// adds, or that holds cases of either. Empty where there is none, as for everything under
    /// `law/`.
    [[nodiscard]] std::string reform_of(const std::string& path);

private:
    /// Files of a folder that belong to a reform in it, by their names.
    using owners = std::map<std::string, std::string>;
    owners owned_in(const std::string& folder);
    document& held(const std::string& path);

    std::map<std::string, document> files_;
    std::map<std::string, owners> folders_;
};

}  // namespace levy::cli
