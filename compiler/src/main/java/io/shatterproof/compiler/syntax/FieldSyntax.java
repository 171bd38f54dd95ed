package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;

/** {@code name value}: a field of a register or of a descriptor; the value may be a word. */
public record FieldSyntax(Span span, NameSyntax name, ExpressionSyntax value) {}
