/**
 * Puts a file into the one form everybody writes, word by word. Uses {@code layout}, {@code parse},
 * {@code diagnostic} and {@code source}.
 */
@NullMarked
package io.shatterproof.compiler.format;

import org.jspecify.annotations.NullMarked;
