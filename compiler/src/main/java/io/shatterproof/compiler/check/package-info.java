/** Rejects scenarios that are well-formed and mean nothing sensible, one class a rule. Uses {@code model} and {@code diagnostic}. */
@NullMarked
package io.shatterproof.compiler.check;

import org.jspecify.annotations.NullMarked;
