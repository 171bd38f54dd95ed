package io.shatterproof.harness;

import io.shatterproof.event.ViolationName;

/**
 * A violation that the scenario says this profile has.
 *
 * @param times how often it occurred in the observed phases
 */
public record KnownViolation(ViolationName name, long times) {}
