package io.shatterproof.harness;

import io.shatterproof.vector.ConformanceVector;
import java.util.List;

/**
 * What came of a vector of a campaign.
 *
 * @param results one for each profile, at least one
 * @param nanos how long each of these runs took
 */
public record JudgedVector(ConformanceVector vector, List<Result> results, List<Long> nanos) {
  public JudgedVector {
    results = List.copyOf(results);
    nanos = List.copyOf(nanos);
  }
}
