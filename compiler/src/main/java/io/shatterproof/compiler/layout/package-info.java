/** A file as it stands, word by word, without a meaning: what {@code parse} hands to {@code format}. Uses nothing. */
@NullMarked
package io.shatterproof.compiler.layout;

import org.jspecify.annotations.NullMarked;
