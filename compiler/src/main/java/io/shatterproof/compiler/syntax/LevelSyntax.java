package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;

/** {@code n}, or {@code -n}: the level of a table. */
public record LevelSyntax(Span span, boolean isNegative, ExpressionSyntax number) {}
