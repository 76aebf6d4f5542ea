// SPDX-License-Identifier: Apache-2.0
#include "prove_grid.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace levy::rule {

namespace {

using rows = std::vector<std::size_t>;

struct by_content {
    std::size_t operator()(const rows& of) const noexcept {
        std::size_t hash = of.size();
        for (const auto r : of) hash = (hash ^ r) * 0x9E3779B97F4A7C15U;
        return hash;
    }
};

/// A piece of a column, and the rows that cover all of it.
struct piece {
    cell_set cells;
    rows by;
};

void append(cell_set& to, const cell_span& s) {
    if (!to.empty() && to.back().to == s.from)
        to.back().to = s.to;
    else
        to.push_back(s);
}

cell_set united(const cell_set& a, const cell_set& b) {
    cell_set all;
    std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
    cell_set made;
    for (const auto& s : all) append(made, s);
    return made;
}

class walker {
public:
    walker(const grid& of, std::size_t steps) : of_{of}, steps_{steps} {
        for (const auto& row : of.rows) {
            auto from = of.sizes.size();
            while (from > 0 && row[from - 1] == cell_set{{0, of.sizes[from - 1]}}) --from;
            full_from_.push_back(from);
        }
    }

    /// Whether the row holds everywhere in this column and those after it.
    [[nodiscard]] bool fills(std::size_t row, std::size_t column) const {
        return full_from_[row] <= column;
    }
    [[nodiscard]] bool exhausted() const { return work > steps_; }

    /// The column parted where the rows in question differ.
    std::vector<piece> parted(std::size_t column, const rows& of) {
        std::vector<int> edges{0, of_.sizes[column]};
        for (const auto r : of)
            for (const auto& s : of_.rows[r][column]) {
                edges.push_back(s.from);
                edges.push_back(s.to);
            }
        std::sort(edges.begin(), edges.end());
        edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
        std::vector<rows> by(edges.size() - 1);
        const auto place = [&](int edge) {
            return std::lower_bound(edges.begin(), edges.end(), edge) - edges.begin();
        };
        for (const auto r : of)
            for (const auto& s : of_.rows[r][column])
                for (auto i = place(s.from); edges[static_cast<std::size_t>(i)] < s.to; ++i) {
                    by[static_cast<std::size_t>(i)].push_back(r);
                    ++work;
                }
        std::vector<piece> pieces;
        std::unordered_map<rows, std::size_t, by_content> known;
        for (std::size_t i = 0; i < by.size(); ++i) {
            const auto [found, fresh] = known.emplace(std::move(by[i]), pieces.size());
            if (fresh) pieces.push_back({{}, found->first});
            append(pieces[found->second].cells, {edges[i], edges[i + 1]});
        }
        work += pieces.size();
        return pieces;
    }

    std::size_t work = 0;

private:
    const grid& of_;
    std::size_t steps_;
    std::vector<std::size_t> full_from_;
};

class coverer {
public:
    coverer(const grid& of, bool first, std::size_t steps)
        : of_{of}, first_{first}, walk_{of, steps} {
        made_.counts.assign(of.rows.size(), false);
    }
    coverage go(const rows& all) {
        made_.gaps = uncovered(0, all);
        std::sort(made_.gaps.begin(), made_.gaps.end());
        made_.work = walk_.work;
        made_.complete = !walk_.exhausted();
        return std::move(made_);
    }

private:
    std::vector<cell_box> uncovered(std::size_t column, rows left) {
        if (walk_.exhausted()) return {};
        if (left.empty()) {
            cell_box all;
            for (auto c = column; c < of_.sizes.size(); ++c) all.push_back({{0, of_.sizes[c]}});
            return {all};
        }
        const auto full = std::find_if(left.begin(), left.end(),
                                       [&](std::size_t r) { return walk_.fills(r, column); });
        if (full != left.end()) {
            if (full == left.begin()) made_.counts[left.front()] = true;
            if (full == left.begin() || !first_) return {};
            left.erase(full + 1, left.end());  // nothing is left for those after it
        }
        std::map<cell_box, cell_set> gaps;
        for (const auto& p : walk_.parted(column, left))
            for (auto& rest : uncovered(column + 1, p.by)) {
                auto& cells = gaps[std::move(rest)];
                cells = united(cells, p.cells);
            }
        std::vector<cell_box> made;
        made.reserve(gaps.size());
        for (const auto& [rest, cells] : gaps) {
            cell_box box{cells};
            box.insert(box.end(), rest.begin(), rest.end());
            made.push_back(std::move(box));
        }
        return made;
    }

    const grid& of_;
    bool first_;
    walker walk_;
    coverage made_;
};

class meeter {
public:
    meeter(const grid& of, const std::vector<std::size_t>& says, std::size_t most,
           std::size_t steps)
        : says_{says}, most_{most}, walk_{of, steps} {}
    meetings go(const rows& all) {
        pairs(0, all);
        meetings made;
        made.work = walk_.work;
        made.complete = found_.size() < most_ && !walk_.exhausted();
        made.pairs.assign(found_.begin(), found_.end());
        return made;
    }

private:
    void pairs(std::size_t column, const rows& of) {
        const bool agree = std::all_of(
            of.begin(), of.end(), [&](std::size_t r) { return says_[r] == says_[of.front()]; });
        if (agree || found_.size() >= most_ || walk_.exhausted()) return;
        const bool all_fill = std::all_of(of.begin(), of.end(),
                                          [&](std::size_t r) { return walk_.fills(r, column); });
        if (!all_fill) {
            for (const auto& p : walk_.parted(column, of)) pairs(column + 1, p.by);
            return;
        }
        for (std::size_t i = 0; i < of.size(); ++i)
            for (std::size_t j = i + 1; j < of.size() && found_.size() < most_; ++j)
                if (says_[of[i]] != says_[of[j]]) found_.emplace(of[i], of[j]);
    }

    const std::vector<std::size_t>& says_;
    std::size_t most_;
    walker walk_;
    std::set<std::pair<std::size_t, std::size_t>> found_;
};

/// The rows that hold anywhere.
rows live(const grid& of) {
    rows all;
    for (std::size_t r = 0; r < of.rows.size(); ++r)
        if (std::none_of(of.rows[r].begin(), of.rows[r].end(),
                         [](const cell_set& s) { return s.empty(); }))
            all.push_back(r);
    return all;
}

}  // namespace

coverage cover(const grid& of, bool first, std::size_t steps) {
    return coverer{of, first, steps}.go(live(of));
}

meetings meet(const grid& of, const std::vector<std::size_t>& says, std::size_t most,
              std::size_t steps) {
    return meeter{of, says, most, steps}.go(live(of));
}

cell_box common(const cell_box& a, const cell_box& b) {
    cell_box made(a.size());
    for (std::size_t c = 0; c < a.size(); ++c)
        for (const auto& s : a[c])
            for (const auto& t : b[c])
                if (const cell_span both{std::max(s.from, t.from), std::min(s.to, t.to)};
                    both.from < both.to)
                    made[c].push_back(both);
    return made;
}

}  // namespace levy::rule
