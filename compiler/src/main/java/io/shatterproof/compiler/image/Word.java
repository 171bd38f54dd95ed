package io.shatterproof.compiler.image;

import io.shatterproof.compiler.source.Span;

/**
 * A word in memory.
 *
 * @param span the statement that it comes from
 * @param note what it is, in the words of the scenario
 */
public record Word(Span span, long pa, long value, String note) {}
