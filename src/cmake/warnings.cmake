# Warnings for levy's own code only; an embedding project never inherits them.
function(levy_warnings target)
  # Models must give the same bits on every machine, in every build.
  target_compile_options(${target} PRIVATE -ffp-contract=off)
  if(LEVY_DEV)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      # g++ 12 at -O1 takes the empty state of std::optional and std::variant for uninitialised memory; the
      # sanitizer build and clang watch over the real thing.
      target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized)
    endif()
  endif()
endfunction()
