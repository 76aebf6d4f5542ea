// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <ostream>

#include <levy/rule/forms.hpp>
#include <levy/text/utf8.hpp>
#include <levy/value/currency.hpp>

#include "command.hpp"
#include "skeleton.hpp"

namespace levy::cli {

namespace fs = std::filesystem;

namespace {

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Words of small letters and digits, joined by single hyphens; it begins with a letter.
bool is_name(std::string_view text) {
    if (text.empty() || !is_letter(text.front()) || text.back() == '-') return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hyphen = text[i] == '-' && text[i - 1] != '-';
        if (!is_letter(text[i]) && !is_digit(text[i]) && !hyphen) return false;
    }
    return true;
}

/// A name as near as can be to what was written.
std::string name_near(std::string_view text) {
    std::string name;
    for (const char c : text) {
        const auto small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (is_letter(small) || (is_digit(small) && !name.empty()))
            name.push_back(small);
        else if (!name.empty() && name.back() != '-')
            name.push_back('-');
    }
    while (name.ends_with('-')) name.pop_back();
    return name;
}

/// What the new files are filled with.
struct filled {
    std::string country, name, title, currency, assessed, schema;
    [[nodiscard]] std::string rule() const { return country + "/" + name; }
};

void replace(std::string& text, std::string_view mark, std::string_view by) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + by.size()))
        text.replace(at, mark.size(), by);
}

/// A period of the kind, as a case writes it, and one before the skeleton's first day.
std::pair<std::string, std::string> periods_of(std::string_view kind) {
    if (kind == "payment" || kind == "occurrence") return {"date: 2024-01-15", "date: 1999-12-31"};
    if (kind == "interval")
        return {"period: 2024-01-01..2024-01-31", "period: 1999-12-01..1999-12-31"};
    if (kind == "month") return {"period: 2024-01", "period: 1999-12"};
    if (kind == "bimester")
        return {"period: 2024-01-01..2024-02-29", "period: 1999-11-01..1999-12-31"};
    if (kind == "quarter") return {"period: 2024-Q1", "period: 1999-Q4"};
    if (kind == "half_year") return {"period: 2024-H1", "period: 1999-H2"};
    return {"period: 2024", "period: 1999"};
}

std::string text_of(const char* skeleton, const filled& by) {
    std::string text = skeleton;
    const auto [period, before] = periods_of(by.assessed);
    replace(text, "@SCHEMA@", by.schema);
    replace(text, "@RULE@", by.rule());
    replace(text, "@COUNTRY@", by.country);
    replace(text, "@TITLE@", by.title);
    replace(text, "@CURRENCY@", by.currency);
    replace(text, "@ASSESSED@", by.assessed);
    replace(text, "@CASE_CURRENCY@",
            by.currency == "any" ? "currency: EUR                          # FILL IN: the rule has "
                                   "`any`, so each run names one\n"
                                 : "");
    replace(text, "@PERIOD@", period);
    replace(text, "@BEFORE@", before);
    return text;
}

/// The currency that a country's jurisdiction states; `any` where there is none yet.
std::string currency_in(const fs::path& folder) {
    const auto path = folder / "jurisdiction.yaml";
    if (!fs::exists(path)) return "any";
    diagnostics ignored;  // `levy check` says them
    const auto text = open_source(path.string(), ignored);
    const auto document = text ? read_yaml(text, ignored) : std::nullopt;
    const auto* written = document ? document->find("currency") : nullptr;
    return written && currency::read(written->text) ? written->text : "any";
}

/// The name, or nothing with what a name looks like on `err`.
std::optional<filled> named(const std::string& written, io to) {
    const auto slash = written.find('/');
    filled made;
    made.country = written.substr(0, slash);
    if (slash != std::string::npos) made.name = written.substr(slash + 1);
    const bool taken = made.name == "jurisdiction" || made.name == "sources";
    const bool of_country = is_name(made.country) && made.country.size() > 1;
    if (of_country && is_name(made.name) && !taken) return made;
    to.err << "levy new: '" << written << "' is no name of a rule\n"
           << "  a name is COUNTRY/INSTRUMENT, in small letters, digits and hyphens: "
              "vn/foreign-supplier-tax\n";
    if (taken) {
        to.err << "  '" << made.name << ".yaml' is a country's own file\n";
        return std::nullopt;
    }
    const auto country = name_near(made.country);
    const auto name = name_near(made.name);
    if (slash == std::string::npos && of_country)
        to.err << "  help: levy new rule " << made.country << "/NAME\n";
    if (is_name(country) && country.size() > 1 && is_name(name) && name != "jurisdiction" &&
        name != "sources")
        to.err << "  help: levy new rule " << country << '/' << name << '\n';
    return std::nullopt;
}

/// Where new rules go: where rules are read, but never among those that came with levy.
fs::path own_rules(const common_options& common) {
    const auto read = rules_folder(common);
    return read == LEVY_INSTALLED_RULES && common.rules.empty() ? "rules" : read;
}

/// Options that fit, in place of what was left out.
bool fill(filled& made, const new_rule_options& asked, const fs::path& folder, io to) {
    const auto& kinds = rule::forms::words("period_kind");
    made.assessed = asked.assessed.empty() ? "month" : asked.assessed;
    if (std::find(kinds.begin(), kinds.end(), made.assessed) == kinds.end()) {
        std::string all;
        for (const auto& kind : kinds) all.append(all.empty() ? "" : ", ").append(kind);
        const auto near = nearest_name(made.assessed, kinds);
        to.err << "levy new: '" << made.assessed
               << "' is no kind of period\n  it is one of: " << all << '\n';
        if (!near.empty()) to.err << "  help: --assessed " << near << '\n';
        return false;
    }
    made.currency = asked.currency.empty() ? currency_in(folder) : asked.currency;
    if (made.currency != "any" && !currency::read(made.currency)) {
        auto capital = made.currency;
        std::transform(capital.begin(), capital.end(), capital.begin(),
                       [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        to.err << "levy new: '" << made.currency
               << "' is no currency of ISO 4217\n  help: --currency "
               << (currency::read(capital) ? capital : "EUR, or --currency any") << '\n';
        return false;
    }
    made.title = asked.title.empty() ? "FILL IN: what this tax is, in one line" : asked.title;
    // What would not be read back as it was given.
    const bool reads =
        !first_bad_byte(made.title) && made.title.find_first_of("\"\\\n\r\t") == std::string::npos;
    if (!reads) {
        to.err << "levy new: a title is one line of UTF-8 text without tabs, \" and \\\n";
        return false;
    }
    return true;
}

}  // namespace

exit_status new_rule(const common_options& common, const new_rule_options& asked, io to) {
    auto made = named(asked.name, to);
    if (!made) return bad_usage;
    const auto rules = own_rules(common);
    const auto folder = rules / "law" / made->country;
    if (!fill(*made, asked, folder, to)) return bad_usage;
    made->schema = fs::is_directory(rules / "schema")
                       ? "../../schema"
                       : (fs::path{LEVY_INSTALLED_RULES} / "schema").string();
    std::vector<std::pair<fs::path, std::string>> files{
        {folder / (made->name + ".yaml"), text_of(skeleton::rule, *made)},
        {folder / (made->name + ".cases.yaml"), text_of(skeleton::cases, *made)}};
    for (const auto& [path, text] : files) {
        if (!fs::exists(path)) continue;
        to.err << "levy new: " << path.generic_string()
               << " is there already, and nothing was written\n"
                  "  help: choose another name, or move the file away\n";
        return found_problems;
    }
    if (!fs::exists(folder / "sources.yaml"))
        files.emplace_back(folder / "sources.yaml", text_of(skeleton::sources, *made));
    std::error_code failed;
    fs::create_directories(folder, failed);
    for (const auto& [path, text] : files) {
        if (write(text, path.string(), "new", to) != done) {
            to.err << "  help: name a folder of your own: --rules DIR\n";
            return found_problems;
        }
        to.out << "wrote " << path.generic_string() << '\n';
    }
    const auto rule_file = files[0].first.generic_string();
    const auto levy = "levy " + (common.rules.empty() ? "" : "--rules " + common.rules + " ");
    to.out << "Fill in what is marked 1, 2 and 3 in " << rule_file << ", then run\n  " << levy
           << "check " << rule_file << " && " << levy << "test " << files[1].first.generic_string()
           << '\n';
    return done;
}

}  // namespace levy::cli
