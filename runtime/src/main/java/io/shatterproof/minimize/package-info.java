/**
 * Makes failing vectors short. Uses {@code vector}, {@code vector.json} and {@code harness}, which
 * says whether a vector still fails, and why.
 */
@NullMarked
package io.shatterproof.minimize;

import org.jspecify.annotations.NullMarked;
