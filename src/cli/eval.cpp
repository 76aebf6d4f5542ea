// SPDX-License-Identifier: Apache-2.0
#include <istream>
#include <ostream>

#include <nlohmann/json.hpp>

#include <levy/feel/protocol.hpp>

#include "command.hpp"

namespace levy::cli {

/// One expression from the command line, or a line each from stdin.
exit_status eval(const eval_options& asked, io to) {
    if (asked.jsonl) {
        std::string line;
        while (std::getline(to.in, line))
            if (!line.empty()) to.out << feel::eval_line(line, asked.checked) << '\n' << std::flush;
        return done;
    }
    if (asked.expression.empty()) {
        to.err << "levy eval: give an expression, e.g. levy eval '902500000 / 0.95', or --jsonl\n";
        return bad_usage;
    }
    const nlohmann::json request{{"expression", asked.expression}};
    const auto answer =
        nlohmann::ordered_json::parse(feel::eval_line(request.dump(), asked.checked));
    if (answer.contains("error")) {
        const auto& error = answer["error"];
        const auto offset = error["offset"].get<std::size_t>();
        to.err << "error[" << error["code"].get<std::string>()
               << "]: " << error["message"].get<std::string>() << "\n  " << asked.expression
               << "\n  " << std::string(offset, ' ')
               << std::string(std::max<std::size_t>(error["length"].get<std::size_t>(), 1), '^')
               << '\n';
        return found_problems;
    }
    const auto& result = answer["result"];
    // A single tag is shown as its content.
    if (result.is_object() && result.size() == 1 && result.begin()->is_string())
        to.out << result.begin()->get<std::string>() << '\n';
    else if (result.is_object() && result.contains("money"))
        to.out << result["currency"].get<std::string>() << ' ' << result["money"].get<std::string>()
               << '\n';
    else
        to.out << (result.is_object() && result.size() == 1 ? result.begin()->dump()
                                                            : result.dump())
               << '\n';
    return done;
}

}  // namespace levy::cli
