package io.shatterproof.results;

import io.shatterproof.harness.Shard;
import java.time.Duration;

/**
 * How the vectors of a set are run.
 *
 * @param timeout how long an implementation may work in one run of one vector
 * @param threads how many vectors are run at once, as far as the implementation allows it
 * @param shard those that are run
 * @param isTimed whether it is told how long each run took
 */
public record CampaignPlan(Duration timeout, int threads, Shard shard, boolean isTimed) {}
