// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <levy/feel/evaluate.hpp>
#include <levy/feel/ranges.hpp>
#include <levy/feel/scope.hpp>

namespace levy::feel {

/// A type as a request states it, in JSON: a text such as "number", "ratio", "string", "boolean",
/// "date", "days and time duration", "years and months duration", "money GBP", "count of user",
/// "GBP/user", "list<number>", "Any", with "optional " before and " per year" after it; or an
/// object with the keys of a rule's type: type, unit, per, min, max, one_of, optional, list,
/// record. Throws `stopped`.
[[nodiscard]] type read_stated_type(const std::string& type_json);

/// The given names as scope, ranges and environment of a checked formula. Type and range of a name
/// are the stated ones; where none are stated, those of its value.
class given_names : public scope, public known_ranges, public environment {
public:
    /// `types_json`: {name: type}, or empty. Throws `stopped` where a value is not of its type.
    given_names(std::vector<plain_name> names, const std::string& types_json);

    std::optional<symbol> find(std::string_view name) const override;
    std::vector<std::string> names() const override;
    bool refuses_bare_numbers() const override { return false; }

    const extent& range_of(std::size_t slot) override { return names_[slot].range; }
    extent written_range_of(std::size_t) override { return {}; }
    extent range_of_call(std::size_t, std::span<const extent>) override { return {}; }
    const expr* formula_of(std::size_t) override { return nullptr; }
    diagnostic::label origin_of(std::size_t) override { return {}; }
    std::string advice(const std::string&, const interval&) override { return {}; }

    value get(std::size_t slot, const levy::span& used) override;
    value call(std::size_t, std::span<const value>, const levy::span& used) override;
    value at(std::size_t, day, const levy::span& used) override;
    value spans(std::size_t, day, day, const levy::span& used) override;
    value convert(const value&, std::string_view, std::string_view, day,
                  const levy::span& used) override;

private:
    struct given {
        std::string id;
        value is;
        type as;
        extent range;
    };
    std::vector<given> names_;
};

}  // namespace levy::feel
