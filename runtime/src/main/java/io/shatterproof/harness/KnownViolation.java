package io.shatterproof.harness;

import io.shatterproof.event.ViolationName;

/**
 * A violation that the scenario says this profile has.
 *
 * @param times how often it occurred in the observed phases
 * @param reason why the profile has it, as the implementation says; empty if it does not say
 */
public record KnownViolation(ViolationName name, long times, String reason) {}
