/**
 * Vectors as C, for what cannot read a file: a kernel or a firmware that tests itself. The calls of each
 * vector become constant arrays; the driver beside them logs what is observed, and {@code
 * harness.remote} judges the log.
 */
@NullMarked
package io.shatterproof.harness.embedded;

import org.jspecify.annotations.NullMarked;
