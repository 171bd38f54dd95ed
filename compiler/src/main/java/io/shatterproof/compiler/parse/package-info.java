/** From text to syntax: the only place that sees ANTLR. Uses {@code source}, {@code diagnostic} and {@code syntax}. */
@NullMarked
package io.shatterproof.compiler.parse;

import org.jspecify.annotations.NullMarked;
