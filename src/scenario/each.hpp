// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace levy::scenario {

/// Calls `does(i)` for every i below `count`, on as many threads as the machine has. Each call
/// writes to a place of its own, so the outcome is the same with any number of threads; of several
/// that throw, the first one's exception comes out.
template <class Does>
void for_each_index(std::size_t count, Does does) {
    std::vector<std::exception_ptr> failed(count);
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++) try {
                does(i);
            } catch (...) {
                failed[i] = std::current_exception();
            }
    };
    const auto threads = std::min<std::size_t>(std::thread::hardware_concurrency(), count);
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < threads; ++i) others.emplace_back(work);
    work();
    for (auto& t : others) t.join();
    for (const auto& f : failed)
        if (f) std::rethrow_exception(f);
}

}  // namespace levy::scenario
