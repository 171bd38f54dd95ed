/** Benchmarks of what only the reference itself can call. */
@NullMarked
package io.shatterproof.reference;

import org.jspecify.annotations.NullMarked;
