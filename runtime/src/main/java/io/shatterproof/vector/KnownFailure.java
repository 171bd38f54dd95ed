package io.shatterproof.vector;

import io.shatterproof.event.ViolationName;
import java.util.OptionalLong;

/**
 * A profile is known to break the architecture here: there the expectations of scope architecture
 * may fail, and this violation must occur.
 *
 * @param times exactly so many times in the observed phases; at least 1 time where absent
 */
public record KnownFailure(
    Origin origin, String profile, ViolationName violation, OptionalLong times) {}
