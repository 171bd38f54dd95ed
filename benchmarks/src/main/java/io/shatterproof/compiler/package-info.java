/** Benchmarks of what only the compiler itself can call. */
@NullMarked
package io.shatterproof.compiler;

import org.jspecify.annotations.NullMarked;
