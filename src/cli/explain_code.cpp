// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ostream>

#include <nlohmann/json.hpp>

#include <levy/text/diagnostic.hpp>
#include <levy/text/page.hpp>

#include "../report/receipt_json.hpp"
#include "command.hpp"

namespace levy::cli {

namespace {

using json = nlohmann::ordered_json;

json entry_of(const page& one) {
    return {{"code", to_text(one.id)}, {"name", name_of(one.id)}, {"title", title_of(one)}};
}

void list_all(std::ostream& out) {
    std::size_t widest = 0;
    for (const auto& one : pages()) widest = std::max(widest, name_of(one.id).size());
    for (const auto& one : pages()) {
        const auto word = name_of(one.id);
        out << to_text(one.id) << "  " << word << std::string(widest - word.size() + 2, ' ')
            << title_of(one) << '\n';
    }
}

}  // namespace

exit_status explain_code(const common_options& common, const std::string& asked, io to) {
    const bool as_json = common.format == "json";
    if (asked.empty() || asked == "list") {
        if (!as_json) return list_all(to.out), done;
        auto all = json::array();
        for (const auto& one : pages()) all.push_back(entry_of(one));
        to.out << json{{"schema", "levy.codes/1"},
                       {"codes", std::move(all)},
                       {"receipt", report::receipt_json({})}}
                      .dump(2)
               << '\n';
        return done;
    }
    if (const auto* found = find_page(asked)) {
        if (!as_json) return to.out << found->text, done;
        json answer{{"schema", "levy.code/1"}};
        answer.update(entry_of(*found));
        answer["page"] = found->text;
        answer["receipt"] = report::receipt_json({});
        to.out << answer.dump(2) << '\n';
        return done;
    }
    std::vector<std::string> names;
    for (const auto& one : pages()) {
        names.push_back(to_text(one.id));
        names.emplace_back(name_of(one.id));
    }
    const auto near = nearest_name(asked, names);
    to.err << "levy check: there is no code '" << asked << "'";
    if (const auto* meant = find_page(near))
        to.err << "; did you mean " << to_text(meant->id) << ", '" << name_of(meant->id) << "'?";
    to.err << "\n\n";
    list_all(to.err);
    return bad_usage;
}

}  // namespace levy::cli
