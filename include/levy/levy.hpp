// SPDX-License-Identifier: Apache-2.0
#pragma once

// Everything a program that assesses needs, for examples and first tries; nothing inside levy
// includes it.

#include <levy/rule/explain.hpp>
#include <levy/rule/law.hpp>
#include <levy/value/money.hpp>
