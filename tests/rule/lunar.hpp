// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <numbers>

#include <levy/value/day.hpp>

// The Vietnamese lunisolar calendar, reckoned from the sky: an independent check of the days that
// the calendar of the law states. Months begin on the day of the new moon in Ha Noi (UTC+7); the
// month of the winter solstice is the eleventh; of thirteen months between two solstices the first
// without a principal term repeats the number before it.
// Series: J. Meeus, Astronomical Algorithms (2nd ed.), chapters 25 and 49.
namespace lunar {

inline constexpr double ha_noi = 7.0 / 24;         // days ahead of UT
inline constexpr double of_1970 = 2440587.5;       // Julian day of 1970-01-01, 0 h
inline constexpr double clock_lag = 69.0 / 86400;  // terrestrial less universal time, these years

inline double sine(double degrees) { return std::sin(degrees * std::numbers::pi / 180); }

/// Local day of the new moon `k`, counted from the first of the year 2000.
inline levy::day new_moon(int k) {
    const double t = k / 1236.85;
    const double e = 1 - 0.002516 * t;
    const double sun = 2.5534 + 29.10535670 * k;
    const double moon = 201.5643 + 385.81693528 * k;
    const double node = 160.7108 + 390.67050284 * k;
    const double ascending = 124.7746 - 1.56375588 * k;
    double jd = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t;
    jd += -0.40720 * sine(moon) + 0.17241 * e * sine(sun) + 0.01608 * sine(2 * moon) +
          0.01039 * sine(2 * node) + 0.00739 * e * sine(moon - sun) -
          0.00514 * e * sine(moon + sun) + 0.00208 * e * e * sine(2 * sun) -
          0.00111 * sine(moon - 2 * node) - 0.00057 * sine(moon + 2 * node) +
          0.00056 * e * sine(2 * moon + sun) - 0.00042 * sine(3 * moon) +
          0.00042 * e * sine(sun + 2 * node) + 0.00038 * e * sine(sun - 2 * node) -
          0.00024 * e * sine(2 * moon - sun) - 0.00017 * sine(ascending);
    return levy::day::at(static_cast<int>(std::floor(jd - clock_lag + ha_noi - of_1970)));
}

/// Twelfth of its circle, 0 to 11, in which the sun stands at the beginning of a local day.
inline int sign_of(levy::day d) {
    const double t = (d.count() + of_1970 - ha_noi + clock_lag - 2451545.0) / 36525;
    const double m = 357.52911 + 35999.05029 * t;
    const double center = (1.914602 - 0.004817 * t) * sine(m) +
                          (0.019993 - 0.000101 * t) * sine(2 * m) + 0.000289 * sine(3 * m);
    const double apparent =
        280.46646 + 36000.76983 * t + center - 0.00569 - 0.00478 * sine(125.04 - 1934.136 * t);
    const double turned = std::fmod(std::fmod(apparent, 360) + 360, 360);
    return static_cast<int>(turned / 30) % 12;
}

/// The new moon that begins the eleventh month of a lunar year: the month of the winter solstice.
inline int eleventh_month(int year) {
    int k = static_cast<int>((year - 2000) * 12.3685) + 10;
    constexpr int capricorn = 9;  // 270 degrees
    while (!(sign_of(new_moon(k)) < capricorn && sign_of(new_moon(k + 1)) >= capricorn)) ++k;
    return k;
}

/// First day of a lunar month (1 to 10) of a year.
inline levy::day month_start(int year, int month) {
    const int first = eleventh_month(year - 1);
    const bool leap = eleventh_month(year) - first == 13;
    int number = 11;
    int k = first;
    bool skipped = !leap;
    while (number != month + 12) {
        ++k;
        if (!skipped && sign_of(new_moon(k)) == sign_of(new_moon(k + 1)))
            skipped = true;  // the leap month bears the number of the month before
        else
            ++number;
    }
    return new_moon(k);
}

}  // namespace lunar
