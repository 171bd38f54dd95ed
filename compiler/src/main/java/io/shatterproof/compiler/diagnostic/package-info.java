/** What is wrong with a scenario, as values that can be printed. Uses {@code source} and {@code vector.VisibleText}. */
@NullMarked
package io.shatterproof.compiler.diagnostic;

import org.jspecify.annotations.NullMarked;
