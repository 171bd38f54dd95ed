package io.shatterproof.harness;

import io.shatterproof.vector.Origin;

/**
 * One check that does not hold.
 *
 * @param origin place of the expectation in the scenario
 * @param message what does not hold, in one line
 * @param expected as the scenario says it, possibly several lines
 * @param actual what was observed, in the same form
 * @param details more lines for a person, for example the event log with the first difference
 *     marked; may be empty
 */
public record Failure(
    Origin origin, String message, String expected, String actual, String details) {}
