/** From meaning to vectors. Uses {@code model} and {@code vector}. */
@NullMarked
package io.shatterproof.compiler.lower;

import org.jspecify.annotations.NullMarked;
