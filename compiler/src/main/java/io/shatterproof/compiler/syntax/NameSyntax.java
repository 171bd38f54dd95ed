package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;

/** A word that may name something. */
public record NameSyntax(String text, Span span) {}
