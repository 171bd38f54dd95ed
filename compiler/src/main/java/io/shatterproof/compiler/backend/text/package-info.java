/** Prints vectors as scenarios. Uses {@code vector}, and is told which words are names. */
@NullMarked
package io.shatterproof.compiler.backend.text;

import org.jspecify.annotations.NullMarked;
