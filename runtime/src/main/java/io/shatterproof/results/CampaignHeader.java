package io.shatterproof.results;

import io.shatterproof.harness.Shard;
import java.util.List;

/**
 * What results are about.
 *
 * @param generator what made the file, with version
 * @param suites names of the sets, or of what the scenarios came from
 * @param provider the implementation
 * @param set what tells the set from others: {@code sha256:} and a digest of its ids, see {@link
 *     CampaignDigest}
 * @param vectors how many vectors the set has, those of other shards included
 * @param shard which part of the set was run
 */
public record CampaignHeader(
    String generator, List<String> suites, String provider, String set, long vectors, Shard shard) {
  public CampaignHeader {
    suites = List.copyOf(suites);
  }
}
