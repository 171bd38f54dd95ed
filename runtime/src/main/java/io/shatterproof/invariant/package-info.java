/** Rules that hold in every scenario, one class each, by name. Uses {@code machine} and {@code bbm}. */
@NullMarked
package io.shatterproof.invariant;

import org.jspecify.annotations.NullMarked;
