/** Diagnostics as data for other programs. Uses {@code diagnostic}, {@code explanation}, {@code source} and a JSON library. */
@NullMarked
package io.shatterproof.compiler.diagnostic.data;

import org.jspecify.annotations.NullMarked;
