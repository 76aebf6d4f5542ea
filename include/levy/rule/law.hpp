// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <levy/rule/assess.hpp>
#include <levy/rule/jurisdiction.hpp>
#include <levy/rule/readings.hpp>
#include <levy/rule/reform.hpp>
#include <levy/rule/request.hpp>
#include <levy/text/outcome.hpp>

namespace levy {

/// All the law under one folder. Files load when first named and stay loaded; safe to share between
/// threads.
class law {
public:
    /// Errors: `rules` is no folder, or has no `law` folder inside.
    [[nodiscard]] static outcome<law> open(const std::string& rules);

    [[nodiscard]] const std::string& folder() const noexcept;
    /// Every rule found, as `vn/foreign-contractor-tax`, sorted; nothing is loaded.
    [[nodiscard]] std::vector<std::string> rules() const;
    /// The file of a rule, or of `vn/jurisdiction`, as it was found; empty where there is none.
    [[nodiscard]] std::string path_of(std::string_view id) const;
    /// This law with the text of one rule, or of `vn/jurisdiction`, taken from elsewhere: an edited
    /// file, a mutant, a draft.
    [[nodiscard]] law replacing(std::string_view id, source_handle text) const;
    /// The law as the reform would have it; this one stays as it is, and reforms may stand on one
    /// another. What the reform touches loads at once: every problem of its paths, values, rules
    /// and steps comes back. The receipt names the reform's files beside those of the law.
    [[nodiscard]] outcome<law> under(const rule::reform& what) const;
    /// Every jurisdiction found, as `vn`, sorted.
    [[nodiscard]] std::vector<std::string> jurisdictions() const;

    [[nodiscard]] outcome<rule::instrument_handle> instrument(std::string_view id) const;
    [[nodiscard]] outcome<rule::jurisdiction_handle> jurisdiction(std::string_view id) const;
    /// What is wrong with the sources that a country's rules share.
    [[nodiscard]] diagnostics problems_of_sources(std::string_view country) const;
    /// The working calendar of a rule's jurisdiction; null where it has none.
    [[nodiscard]] outcome<const rule::calendar*> calendar_of(std::string_view rule_id) const;

    /// Runs one rule. What is refused stands in the assessment's own `problems`; what stops
    /// everything comes back as this outcome's problems.
    [[nodiscard]] outcome<rule::assessment> assess(std::string_view id, const request& asked) const;
    [[nodiscard]] outcome<rule::assessment> assess(std::string_view id,
                                                   const rule::facts& about) const;
    /// Turns a request into facts by the rule's declared types.
    [[nodiscard]] outcome<rule::facts> facts_of(std::string_view id, const request& asked) const;

    /// What is wrong with readings chosen for some rules of one country: a name that neither they
    /// nor their jurisdiction have, a choice that there is not. `places`: where a file chooses
    /// them.
    [[nodiscard]] diagnostics refused_readings(const std::vector<std::string>& ids,
                                               const std::map<std::string, std::string>& chosen,
                                               const rule::reading_places& places = {}) const;

    /// Content hashes of the files loaded so far, by path under the rules folder: the receipt of an
    /// answer.
    [[nodiscard]] std::map<std::string, std::string> receipt() const;

private:
    struct shelf;
    explicit law(std::shared_ptr<shelf> files) : files_{std::move(files)} {}
    std::shared_ptr<shelf> files_;
};

}  // namespace levy
