/** Reads scenario files from disk. Uses {@code source} and {@code diagnostic}. */
@NullMarked
package io.shatterproof.compiler.load;

import org.jspecify.annotations.NullMarked;
