package io.shatterproof.harness.junit;

/**
 * A domain of a running scenario.
 *
 * @param number its place in the order of declaration, from 0
 */
public record Domain(int number) {}
