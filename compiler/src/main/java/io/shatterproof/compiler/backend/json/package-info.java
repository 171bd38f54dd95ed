/** Prints vectors as a portable vector file. Uses {@code vector} and {@code vector.json}. */
@NullMarked
package io.shatterproof.compiler.backend.json;

import org.jspecify.annotations.NullMarked;
