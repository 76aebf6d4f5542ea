// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <levy/text/code.hpp>
#include <levy/text/span.hpp>

namespace levy {

enum class severity { error, warning, note };
[[nodiscard]] std::string_view name_of(severity level);

/// One problem in something an author or a caller wrote: what is wrong, where, and what to write
/// instead.
struct diagnostic {
    struct label {
        span where;
        std::string text;
    };

    severity level = severity::error;
    code id{};                   // stable across releases, printed as LV0203
    std::string message;         // in the author's words, never ours
    label primary;               // the place to edit
    std::vector<label> related;  // the places it disagrees with
    std::string help;            // a fix the author can paste; empty when we have none
};

/// All problems of one run, in the order they were met.
class diagnostics {
public:
    void add(diagnostic problem) {
        if (problem.level == severity::error) ++errors_;
        all_.push_back(std::move(problem));
    }
    /// An error at one place, with what to write instead.
    void refuse(code id, span where, std::string message, std::string help = {}) {
        diagnostic problem;
        problem.id = id;
        problem.message = std::move(message);
        problem.primary.where = std::move(where);
        problem.help = std::move(help);
        add(std::move(problem));
    }
    void append(const diagnostics& other) {
        for (const auto& problem : other.all_) add(problem);
    }
    /// The same without those that are here already: a problem met on several ways is told once.
    void append_new(const diagnostics& other);
    [[nodiscard]] bool ok() const noexcept { return errors_ == 0; }
    [[nodiscard]] std::size_t errors() const noexcept { return errors_; }
    [[nodiscard]] bool empty() const noexcept { return all_.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }
    [[nodiscard]] const diagnostic& front() const { return all_.front(); }
    [[nodiscard]] auto begin() const noexcept { return all_.begin(); }
    [[nodiscard]] auto end() const noexcept { return all_.end(); }

private:
    std::vector<diagnostic> all_;
    std::size_t errors_ = 0;
};

/// For a terminal: message, excerpt with carets, related places, help.
[[nodiscard]] std::string to_text(const diagnostic& problem);
[[nodiscard]] std::string to_text(const diagnostics& problems);
/// One JSON array; each entry {code, name, severity, message, file, line, column, end_line,
/// end_column, related, help}.
[[nodiscard]] std::string to_json(const diagnostics& problems);

/// The candidate nearest to `wrong` by edit distance, if it is near enough to be meant; else empty.
[[nodiscard]] std::string nearest_name(std::string_view wrong,
                                       const std::vector<std::string>& candidates);

}  // namespace levy
