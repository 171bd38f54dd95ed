package io.shatterproof.compiler.model;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.TransferRegister;
import io.shatterproof.compiler.source.Span;
import java.util.Optional;

/**
 * An access under bare tables.
 *
 * @param from the Exception level, where said; that of the PE decides otherwise
 */
public record AccessModel(
    Span span,
    Quantity pe,
    RegimeModel regime,
    AccessKind kind,
    Quantity address,
    int sizeBytes,
    Optional<TransferRegister> register,
    Optional<Spanned<Integer>> from)
    implements ObservedModel {}
