# Warnings for levy's own code only; an embedding project never inherits them.
function(levy_warnings target)
  if(LEVY_DEV)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -ffp-contract=off)
  else()
    # Models must give the same bits on every machine, in every build.
    target_compile_options(${target} PRIVATE -ffp-contract=off)
  endif()
endfunction()
