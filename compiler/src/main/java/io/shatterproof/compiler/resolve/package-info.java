/** From syntax to meaning: finds what names name and computes values. Uses {@code syntax}, {@code model} and {@code diagnostic}. */
@NullMarked
package io.shatterproof.compiler.resolve;

import org.jspecify.annotations.NullMarked;
