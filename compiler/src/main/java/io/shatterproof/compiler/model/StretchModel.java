package io.shatterproof.compiler.model;

import io.shatterproof.compiler.source.Span;
import java.util.Optional;

/**
 * Some of the boundaries of a phase, as in {@link io.shatterproof.vector.Stretch}.
 *
 * @param span the clause, or the access where there is none
 */
public record StretchModel(
    Span span, Optional<Spanned<String>> from, boolean fromEnd, Optional<Spanned<String>> to) {}
