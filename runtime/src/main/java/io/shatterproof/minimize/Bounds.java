package io.shatterproof.minimize;

import java.time.Duration;

/**
 * How long shorter vectors are looked for.
 *
 * @param candidates so many vectors are tried at most
 * @param time no vector is tried that long after the first
 */
public record Bounds(long candidates, Duration time) {}
