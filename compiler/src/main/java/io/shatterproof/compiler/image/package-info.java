/** From entries of bare tables to the words that stand in memory. Uses {@code model} and {@code diagnostic}. */
@NullMarked
package io.shatterproof.compiler.image;

import org.jspecify.annotations.NullMarked;
