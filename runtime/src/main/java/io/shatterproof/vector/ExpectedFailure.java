package io.shatterproof.vector;

/**
 * A vector does not hold yet: at least one of its checks fails, until something is mended.
 *
 * @param scope the profiles on which it fails
 * @param until what has to happen before it holds: a reason or an address
 */
public record ExpectedFailure(Origin origin, Scope scope, String until) {}
