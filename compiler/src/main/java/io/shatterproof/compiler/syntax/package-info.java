/** What was typed, as values with spans. Uses {@code source}. */
@NullMarked
package io.shatterproof.compiler.syntax;

import org.jspecify.annotations.NullMarked;
