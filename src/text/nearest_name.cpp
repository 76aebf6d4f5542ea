// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include <levy/text/diagnostic.hpp>
#include <levy/text/meant.hpp>

namespace levy {

namespace {

/// Insertions, deletions, changes and swaps of neighbours that lead from one word to the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> steps(a.size() + 1,
                                                std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) steps[i][0] = i;
    std::iota(steps[0].begin(), steps[0].end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            steps[i][j] =
                std::min({steps[i - 1][j] + 1, steps[i][j - 1] + 1, steps[i - 1][j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                steps[i][j] = std::min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
    }
    return steps[a.size()][b.size()];
}

}  // namespace

std::string nearest_name(std::string_view wrong, const std::vector<std::string>& candidates) {
    std::string best;
    std::size_t least = wrong.size() / 3 + 2;  // further away nobody meant it
    for (const auto& candidate : candidates) {
        if (candidate.size() > wrong.size() + least || wrong.size() > candidate.size() + least)
            continue;
        const auto distance = edit_distance(wrong, candidate);
        // Of two that are as near, a swap of letters is likelier than a letter left out.
        const bool nearer =
            distance < least || (distance == least && !best.empty() &&
                                 best.size() != wrong.size() && candidate.size() == wrong.size());
        if (nearer) {
            least = distance;
            best = candidate;
        }
    }
    return best;
}

std::string meant_by(std::string_view wrong, const std::vector<std::string>& known,
                     std::string_view else_these) {
    const auto near = nearest_name(wrong, known);
    if (!near.empty()) return "did you mean '" + near + "'?";
    constexpr std::size_t most = 24;  // more than these nobody reads
    if (else_these.empty() || known.empty() || known.size() > most) return {};
    std::string all{else_these};
    for (std::size_t i = 0; i < known.size(); ++i) all.append(i == 0 ? "" : ", ").append(known[i]);
    return all;
}

}  // namespace levy
