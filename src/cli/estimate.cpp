// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <future>
#include <ostream>

#include <levy/report/estimate.hpp>

#include "command.hpp"

namespace levy::cli {

namespace {

/// A line that overwrites itself, on a terminal only.
auto progress_on(io to) {
    return [to](std::size_t made, std::size_t of) {
        if (!to.err_is_terminal) return;
        to.err << "\rassessing " << made * 100 / of << " %  " << std::flush;
    };
}

}  // namespace

exit_status estimate(const common_options& common, const estimate_options& asked, io to) {
    diagnostics problems;
    const auto text = open_source(asked.file, problems);
    const auto document = text ? read_yaml(text, problems) : std::nullopt;
    auto scenario = document ? scenario::read_scenario(*document, text, problems) : std::nullopt;
    if (!scenario) {
        print(problems, common, to);
        return found_problems;
    }
    const auto under = open_law(common, to);
    if (!under) return found_problems;
    const auto reforms = open_reforms(*under, asked.reforms, common, to);
    if (!reforms) return found_problems;
    for (std::size_t i = 0; i < reforms->size(); ++i) {
        scenario::alternative as;
        as.name = (*reforms)[i].by.id;
        as.about = (*reforms)[i].by.title;
        as.reform = asked.reforms[i];
        scenario->compare.push_back(std::move(as));
    }
    // The tables are read while the law is.
    auto reading = std::async(std::launch::async, [folder = under->folder()] {
        return revenue::figures::open((std::filesystem::path{folder} / "figures").string());
    });
    (void)under->jurisdiction(scenario->jurisdiction);
    const auto from = reading.get();
    if (!from) {
        print(from.problems(), common, to);
        return found_problems;
    }
    scenario::options how;
    how.verified_only = asked.verified_only;
    how.progress = progress_on(to);
    const auto made = scenario::estimate(*scenario, *under, *from, how);
    if (to.err_is_terminal) to.err << "\r                  \r";
    if (!made) {
        print(made.problems(), common, to);
        return found_problems;
    }
    const auto answer = common.format == "json" ? report::to_json(*made) + "\n"
                                                : report::to_text(*made, width_of(asked.out, to));
    return write(answer, asked.out, "estimate", to);
}

}  // namespace levy::cli
