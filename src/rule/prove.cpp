// SPDX-License-Identifier: Apache-2.0
#include "prove.hpp"

#include "reader.hpp"

namespace levy::rule {

bool prove(const instrument& of, diagnostics& sink) {
    const auto before = sink.errors();
    prove_tables(of, sink);
    return sink.errors() == before;
}

}  // namespace levy::rule
