package io.shatterproof.minimize;

import io.shatterproof.vector.ConformanceVector;

/**
 * The shortest vector that was found.
 *
 * @param reason for which it fails, as the one before did
 * @param candidates how many vectors were tried
 * @param isMinimal whether nothing of it can be left out or made simpler; otherwise the bounds were
 *     reached
 */
public record Minimized(
    ConformanceVector vector, Reason reason, long candidates, boolean isMinimal) {}
