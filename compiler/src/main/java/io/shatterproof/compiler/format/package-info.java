/** Prints syntax in the one form everybody writes. Uses {@code syntax} and {@code source}. Empty so far. */
@NullMarked
package io.shatterproof.compiler.format;

import org.jspecify.annotations.NullMarked;
