package io.shatterproof.spi;

import io.shatterproof.event.ViolationName;

/**
 * A violation that a profile has because the code that it reproduces has it.
 *
 * @param reason what that code does, in one clause
 * @param source where that can be seen or was corrected
 */
public record KnownDefect(ViolationName name, String reason, String source) {}
