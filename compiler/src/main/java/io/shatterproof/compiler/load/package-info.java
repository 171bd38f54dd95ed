/** Reads scenario files, and those that they import, from disk or a class path. Uses {@code source} and {@code diagnostic}. */
@NullMarked
package io.shatterproof.compiler.load;

import org.jspecify.annotations.NullMarked;
