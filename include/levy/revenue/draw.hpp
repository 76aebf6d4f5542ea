// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <string_view>

#include <levy/revenue/figure.hpp>
#include <levy/revenue/portable_math.hpp>

namespace levy::revenue {

/// Random draws that depend on nothing but (seed, name of the variable, number of the draw): any
/// order, any number of threads and any machine give the same bits. The standard library's
/// distributions promise no such thing.
class draws {
public:
    explicit draws(std::uint64_t seed) : seed_{seed} {}

    /// Uniform in (0, 1).
    [[nodiscard]] double uniform(std::string_view name, std::uint64_t index,
                                 std::uint64_t attempt = 0) const {
        const auto bits = mixed(mixed(mixed(seed_ ^ hashed(name)) ^ index) ^ attempt);
        constexpr double unit = 0x1p-53;
        return (static_cast<double>(bits >> 11U) + 0.5) * unit;
    }
    /// Standard normal, by the polar method: only a logarithm and a root are needed.
    [[nodiscard]] double normal(std::string_view name, std::uint64_t index) const {
        for (std::uint64_t attempt = 0;; attempt += 2) {
            const double u = 2 * uniform(name, index, attempt) - 1;
            const double v = 2 * uniform(name, index, attempt + 1) - 1;
            const double s = u * u + v * v;
            if (s > 0 && s < 1) return u * std::sqrt(-2 * portable_log(s) / s);
        }
    }
    [[nodiscard]] double of(const assumption& a, std::uint64_t index) const {
        switch (a.is) {
            case assumption::shape::normal:
                return a.centre + a.spread * normal(a.name, index);
            case assumption::shape::lognormal:
                return a.centre * portable_exp(a.spread * normal(a.name, index));
            case assumption::shape::uniform:
                return a.centre + a.spread * (2 * uniform(a.name, index) - 1);
        }
        return a.centre;
    }

private:
    /// Mixes every bit of its input into every bit of its output (two rounds of xor-shift and
    /// multiply).
    static std::uint64_t mixed(std::uint64_t x) {
        x += 0x9E3779B97F4A7C15U;
        x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
        x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
        return x ^ (x >> 31U);
    }
    static std::uint64_t hashed(std::string_view name) {
        std::uint64_t h = 0xCBF29CE484222325U;
        for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
        return h;
    }

    std::uint64_t seed_;
};

}  // namespace levy::revenue
