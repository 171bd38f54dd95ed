package io.shatterproof.results;

import io.shatterproof.vector.CountText;
import java.util.Optional;

/**
 * Whether results are about every vector of their set: counts and digest of a shard are easily made
 * to fit.
 */
final class WholeSet {
  private final CampaignHeader header;
  private final CampaignDigest digest = new CampaignDigest();
  private long last;

  WholeSet(CampaignHeader header) {
    this.header = header;
  }

  /** One more run, in the order of the set. */
  void add(RunResult run) {
    if (run.vector() != last) {
      digest.add(run.id());
      last = run.vector();
    }
  }

  /** Asked behind the last run, once: what is wrong; empty if every vector is there. */
  Optional<String> fault() {
    if (digest.vectors() != header.vectors()) {
      return Optional.of("the set has " + CountText.of(header.vectors(), "vector")
          + ", and the results are about " + digest.vectors());
    }
    return digest.text().equals(header.set())
        ? Optional.empty()
        : Optional.of("the results are about other vectors than those of the set");
  }
}
