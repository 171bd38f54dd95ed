/**
 * The JSON form of vectors: one canonical print, its strict reader, and the identity that rests on
 * it. Uses {@code arch}, {@code p2m}, {@code event}, {@code spi}, {@code vector} and {@code
 * vector.file}; of Jackson only
 * the tokens.
 */
@NullMarked
package io.shatterproof.vector.json;

import org.jspecify.annotations.NullMarked;
