// SPDX-License-Identifier: Apache-2.0
#include <levy/report/version.hpp>

namespace levy::report {

std::string_view version() { return LEVY_VERSION; }

}  // namespace levy::report
