package io.shatterproof.harness;

import io.shatterproof.event.ViolationName;

/**
 * What the checkers were not asked about.
 *
 * @param times how often it occurred all the same, arranging steps included
 */
public record WaivedViolation(ViolationName name, long times) {}
