/** The stage 2 walk: one loop over a source of descriptors, for listeners to watch. Uses {@code arch}. */
@NullMarked
package io.shatterproof.walk;

import org.jspecify.annotations.NullMarked;
