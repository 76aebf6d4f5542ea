// SPDX-License-Identifier: Apache-2.0
#include <istream>
#include <ostream>

#include <nlohmann/json.hpp>

#include <levy/report/assessment.hpp>
#include <levy/report/explanation.hpp>
#include <levy/rule/request.hpp>

#include "command.hpp"

namespace levy::cli {

namespace {

using json = nlohmann::ordered_json;

/// What a --given file says; options of the command line win.
bool read_file(const std::string& path, request& asked, std::optional<node>& given,
               const common_options& common, io to) {
    diagnostics problems;
    const auto text = open_source(path, problems);
    const auto document = text ? read_yaml(text, problems) : std::nullopt;
    if (document) {
        rule::read_stated(*document, asked, problems);
        if (const auto* found = document->find("given")) given = *found;
    }
    if (problems.ok()) return true;
    print(problems, common, to);
    return false;
}

outcome<rule::facts> facts_of(const law& under, const std::string& rule, const request& asked,
                              const std::optional<node>& given) {
    auto facts = under.facts_of(rule, asked);
    if (!facts) return facts.problems();
    auto about = *facts;
    if (given) {
        diagnostics problems;
        const auto by = under.instrument(rule);
        for (auto& [name, is] : rule::read_given(**by, *given, about.currency, problems))
            about.given.emplace(name, is);
        if (!problems.ok()) return problems;
    }
    return about;
}

/// The answer with what decides it and what would change it.
outcome<report::explanation> explained(const law& under, const rule::facts& about,
                                       const rule::assessment& made) {
    const auto days = under.calendar_of(made.by->id);
    if (!days) return days.problems();
    report::explanation all{made, rule::turning_points(made, about, *days), {}};
    all.hashes = under.receipt();
    return all;
}

json refused_line(const json& id, const diagnostics& problems) {
    json line;
    if (!id.is_null()) line["id"] = id;
    line["schema"] = "levy.assessment/2";
    line["error"] = json::parse(to_json(problems));
    return line;
}

/// A JSON value as a rule file would write it.
std::string written(const json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_array()) {
        std::string all;
        for (const auto& item : value) all += (all.empty() ? "" : ", ") + written(item);
        return "[" + all + "]";
    }
    if (value.is_object()) {
        std::string all;
        for (const auto& [key, item] : value.items())
            all += (all.empty() ? "" : ", ") + key + ": " + written(item);
        return "{" + all + "}";
    }
    return value.dump();
}

/// {id?, date|period, currency?, given: {…}, readings?: {…}} a line; numbers as text keep every
/// digit.
exit_status run_lines(const law& under, const assess_options& asked, io to) {
    std::string line;
    while (std::getline(to.in, line)) {
        if (line.empty()) continue;
        json id;
        try {
            const auto stated = json::parse(line);
            if (stated.contains("id")) id = stated["id"];
            request r;
            const auto text = [&](const char* key) {
                return stated.contains(key) ? stated[key].get<std::string>() : std::string{};
            };
            r.date = text("date");
            r.period = text("period");
            r.currency = stated.contains("currency") ? text("currency") : asked.currency;
            r.known = text("known");
            if (stated.contains("given"))
                for (const auto& [name, value] : stated["given"].items())
                    r.given[name] = written(value);
            if (stated.contains("readings"))
                for (const auto& [name, value] : stated["readings"].items())
                    r.readings[name] = value.get<std::string>();
            r.allow_recalled = asked.allow_recalled;
            const auto made = under.assess(asked.rule, r);
            if (!made) {
                to.out << refused_line(id, made.problems()).dump() << '\n';
                continue;
            }
            auto answer = json::parse(report::to_json(*made, {}, true));
            json out;
            if (!id.is_null()) out["id"] = id;
            out.update(answer);
            to.out << out.dump() << '\n';
        } catch (const nlohmann::json::exception& failure) {
            diagnostic problem;
            problem.id = code::literal;
            problem.message = std::string{"the line cannot be read: "} + failure.what();
            diagnostics problems;
            problems.add(std::move(problem));
            to.out << refused_line(id, problems).dump() << '\n';
        }
    }
    return done;
}

}  // namespace

exit_status assess(const common_options& common, const assess_options& asked, io to) {
    const auto under = open_law(common, to);
    if (!under) return found_problems;
    if (asked.jsonl) return run_lines(*under, asked, to);
    request r;
    r.date = asked.date;
    r.period = asked.period;
    r.currency = asked.currency;
    r.known = asked.known;
    r.in_force = asked.in_force;
    r.allow_recalled = asked.allow_recalled;
    const auto given_here = pairs_of(asked.set, "assess", to);
    const auto readings = pairs_of(asked.readings, "assess", to);
    if (!given_here || !readings) return bad_usage;
    r.given = *given_here;
    r.readings = *readings;
    std::optional<node> given;
    if (!asked.given_file.empty() && !read_file(asked.given_file, r, given, common, to))
        return found_problems;
    if (r.date.empty() && r.period.empty()) {
        to.err << "levy assess: say when, with --date or --period, or in the --given file\n";
        return bad_usage;
    }
    const auto about = facts_of(*under, asked.rule, r, given);
    const auto made = about ? under->assess(asked.rule, *about) : about.problems();
    if (!made) {
        print(made.problems(), common, to);
        return found_problems;
    }
    const bool json = common.format == "json";
    if (asked.explain || asked.full) {
        const auto all = explained(*under, *about, *made);
        if (!all) {
            print(all.problems(), common, to);
            return found_problems;
        }
        to.out << (json ? report::to_json(*all) + "\n"
                        : report::to_text(*all, to.width, asked.full));
    } else {
        to.out << (json ? report::to_json(*made, under->receipt()) + "\n" : report::to_text(*made));
    }
    if (common.format != "json") print(made->problems, common, to);
    return made->problems.ok() ? done : found_problems;
}

}  // namespace levy::cli
