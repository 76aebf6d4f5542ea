// SPDX-License-Identifier: Apache-2.0
// What `levy check` costs beside reading the same files as YAML and doing nothing with them:
//   levy-bench-check LEVY PATH…        processor time of both, in turn, and their ratio
//   levy-bench-check --parse FILE…     the other side: yaml-cpp alone
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>

namespace {

namespace fs = std::filesystem;

class ignored final : public YAML::EventHandler {
    using mark = YAML::Mark;
    using anchor = YAML::anchor_t;
    using style = YAML::EmitterStyle::value;
    void OnDocumentStart(const mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const mark&, anchor) override {}
    void OnAlias(const mark&, anchor) override {}
    void OnScalar(const mark&, const std::string&, anchor, const std::string&) override {}
    void OnSequenceStart(const mark&, const std::string&, anchor, style) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const mark&, const std::string&, anchor, style) override {}
    void OnMapEnd() override {}
};

int parse(const std::vector<std::string>& files) {
    for (const auto& file : files) {
        std::ifstream in{file};
        YAML::Parser parser{in};
        ignored events;
        while (parser.HandleNextDocument(events)) {
        }
    }
    return 0;
}

/// Microseconds of processor time that a command takes; negative where it fails.
long cost(const std::vector<std::string>& command) {
    std::vector<char*> words;
    words.reserve(command.size() + 1);
    for (const auto& word : command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    if (posix_spawn(&child, words[0], &quiet, nullptr, words.data(), environ) != 0) return -1;
    posix_spawn_file_actions_destroy(&quiet);
    int status = 0;
    rusage used{};
    if (wait4(child, &status, 0, &used) != child || status != 0) return -1;
    const auto micros = [](const timeval& t) { return t.tv_sec * 1'000'000L + t.tv_usec; };
    return micros(used.ru_utime) + micros(used.ru_stime);
}

long median(std::vector<long> of) {
    std::sort(of.begin(), of.end());
    return of[of.size() / 2];
}

int compare(const std::string& self, const std::string& levy, std::vector<std::string> paths) {
    std::vector<std::string> parsing{self, "--parse"};
    for (const auto& path : paths)
        for (const auto& entry : fs::recursive_directory_iterator{path})
            if (entry.path().extension() == ".yaml") parsing.push_back(entry.path().string());
    std::vector<std::string> checking{levy, "check"};
    checking.insert(checking.end(), paths.begin(), paths.end());
    constexpr int rounds = 25;
    std::vector<long> parsed, checked;
    for (int i = 0; i < rounds; ++i) {
        parsed.push_back(cost(parsing));
        checked.push_back(cost(checking));
        if (parsed.back() < 0 || checked.back() < 0) {
            std::puts("a command failed");
            return 1;
        }
    }
    const auto p = median(parsed);
    const auto c = median(checked);
    std::printf("%zu files, medians of %d runs in turn\n", parsing.size() - 2, rounds);
    std::printf("yaml-cpp parses  %7.1f ms\nlevy checks      %7.1f ms\nratio            %7.2f\n",
                static_cast<double>(p) / 1000, static_cast<double>(c) / 1000,
                static_cast<double>(c) / static_cast<double>(p));
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words{argv + 1, argv + argc};
    if (words.size() >= 2 && words[0] == "--parse") return parse({words.begin() + 1, words.end()});
    if (words.size() >= 2) return compare(argv[0], words[0], {words.begin() + 1, words.end()});
    std::puts("usage: levy-bench-check LEVY PATH…");
    return 2;
}
