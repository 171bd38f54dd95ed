/**
 * What teams do with sets of vectors: choose, unite, compare. Uses {@code vector} and {@code
 * vector.json}; holds no set in memory.
 */
@NullMarked
package io.shatterproof.sets;

import org.jspecify.annotations.NullMarked;
