/** Puts what was generated on disk, whole or not at all. Uses {@code backend}. */
@NullMarked
package io.shatterproof.compiler.output;

import org.jspecify.annotations.NullMarked;
