/**
 * From text to syntax: the only place that sees ANTLR. Uses {@code source}, {@code diagnostic}, {@code syntax} and
 * {@code layout}.
 */
@NullMarked
package io.shatterproof.compiler.parse;

import org.jspecify.annotations.NullMarked;
