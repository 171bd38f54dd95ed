package io.shatterproof.compiler.model;

import io.shatterproof.compiler.source.Span;

/** A meaning and the words it comes from. */
public record Spanned<T>(T value, Span span) {}
