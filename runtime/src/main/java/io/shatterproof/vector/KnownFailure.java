package io.shatterproof.vector;

import io.shatterproof.event.ViolationName;
import java.util.OptionalLong;

/**
 * A profile is known to break the architecture here: there this violation must occur, and what
 * comes of it may fail: expectations of scope architecture that say no violation is found, or what
 * an access meets. What a lookup answers does not come of it.
 *
 * @param times exactly so many times in the observed phases; at least 1 time where absent
 */
public record KnownFailure(
    Origin origin, String profile, ViolationName violation, OptionalLong times) {}
