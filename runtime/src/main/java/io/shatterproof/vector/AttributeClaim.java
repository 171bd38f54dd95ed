package io.shatterproof.vector;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Tagging;
import java.util.Optional;

/**
 * What an expectation says about the attributes of an access; of what is empty it says nothing.
 *
 * @param type memory type
 * @param inner inner cacheability
 * @param outer outer cacheability
 * @param shareability effective shareability
 * @param xs the XS attribute
 * @param tagging whether memory is tagged
 * @param noTagAccess the NoTagAccess attribute
 */
public record AttributeClaim(
    Optional<MemoryType> type,
    Optional<CacheClaim> inner,
    Optional<CacheClaim> outer,
    Optional<Shareability> shareability,
    Optional<Boolean> xs,
    Optional<Tagging> tagging,
    Optional<Boolean> noTagAccess) {

  /** A claim that admits everything. */
  public static final AttributeClaim NONE = new AttributeClaim(
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty());

  /**
   * A claim of cacheability: one policy whatever the allocation hints, or one with its hints.
   *
   * @param exactly with hints; empty where only the policy is claimed
   */
  public record CacheClaim(Cacheability.Policy policy, Optional<Cacheability> exactly) {
    boolean admits(Cacheability actual) {
      return actual.policy() == policy && (exactly.isEmpty() || exactly.get() == actual);
    }

    /** The spelling of scenarios and vectors: {@code wb}, or {@code wb_rawa}. */
    public String word() {
      return exactly.map(Cacheability::word).orElseGet(policy::word);
    }
  }

  /** Whether the attributes are as claimed. */
  public boolean admits(AccessAttributes actual) {
    return type.filter(claimed -> claimed != actual.type()).isEmpty()
        && inner.filter(claimed -> !claimed.admits(actual.inner())).isEmpty()
        && outer.filter(claimed -> !claimed.admits(actual.outer())).isEmpty()
        && shareability.filter(claimed -> claimed != actual.shareability()).isEmpty()
        && xs.filter(claimed -> claimed != actual.xs()).isEmpty()
        && tagging.filter(claimed -> claimed != actual.tagging()).isEmpty()
        && noTagAccess.filter(claimed -> claimed != actual.noTagAccess()).isEmpty();
  }
}
