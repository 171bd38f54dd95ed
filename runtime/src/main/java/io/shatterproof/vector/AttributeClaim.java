package io.shatterproof.vector;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Tagging;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    private static final List<CacheClaim> ALL = Stream.concat(
            Arrays.stream(Cacheability.Policy.values())
                .map(policy -> new CacheClaim(policy, Optional.empty())),
            Arrays.stream(Cacheability.values())
                .filter(Cacheability::isCacheable)
                .map(one -> new CacheClaim(one.policy(), Optional.of(one))))
        .toList();

    public CacheClaim {
      if (exactly.isPresent() && exactly.get().policy() != policy) {
        throw new IllegalArgumentException(
            exactly.get().word() + " is not " + policy.word() + " of some kind");
      }
      exactly = exactly.filter(Cacheability::isCacheable); // NC has no hints to claim
    }

    /** The claim of that spelling. */
    public static Optional<CacheClaim> parse(String word) {
      for (CacheClaim claim : ALL) {
        if (claim.word().equals(word)) {
          return Optional.of(claim);
        }
      }
      return Optional.empty();
    }

    /** Every claim there is: the policies, then those with hints. */
    public static List<CacheClaim> all() {
      return ALL;
    }

    boolean admits(Cacheability actual) {
      return actual.policy() == policy && (exactly.isEmpty() || exactly.get() == actual);
    }

    /** What there is, in as much detail as this claim. */
    CacheClaim seen(Cacheability actual) {
      return new CacheClaim(actual.policy(), exactly.map(claimed -> actual));
    }

    /** The spelling of scenarios and vectors: {@code wb}, or {@code wb_rawa}. */
    public String word() {
      return exactly.map(Cacheability::word).orElseGet(policy::word);
    }
  }

  /** The same with a claim of memory of this type. */
  public AttributeClaim withType(MemoryType claimed) {
    return new AttributeClaim(
        Optional.of(claimed), inner, outer, shareability, xs, tagging, noTagAccess);
  }

  /** The same with a claim of this inner cacheability. */
  public AttributeClaim withInner(CacheClaim claimed) {
    return new AttributeClaim(
        type, Optional.of(claimed), outer, shareability, xs, tagging, noTagAccess);
  }

  /** The same with a claim of this outer cacheability. */
  public AttributeClaim withOuter(CacheClaim claimed) {
    return new AttributeClaim(
        type, inner, Optional.of(claimed), shareability, xs, tagging, noTagAccess);
  }

  /** The same with a claim of this shareability. */
  public AttributeClaim withShareability(Shareability claimed) {
    return new AttributeClaim(type, inner, outer, Optional.of(claimed), xs, tagging, noTagAccess);
  }

  /** The same with a claim of this XS attribute. */
  public AttributeClaim withXs(boolean claimed) {
    return new AttributeClaim(
        type, inner, outer, shareability, Optional.of(claimed), tagging, noTagAccess);
  }

  /** The same with a claim of memory tagged like this. */
  public AttributeClaim withTagging(Tagging claimed) {
    return new AttributeClaim(
        type, inner, outer, shareability, xs, Optional.of(claimed), noTagAccess);
  }

  /** The same with a claim of this NoTagAccess attribute. */
  public AttributeClaim withNoTagAccess(boolean claimed) {
    return new AttributeClaim(type, inner, outer, shareability, xs, tagging, Optional.of(claimed));
  }

  /** What is claimed, each with its value, for example {@code memory normal}. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    type.ifPresent(claimed -> words.add("memory " + claimed.word()));
    inner.ifPresent(claimed -> words.add("inner " + claimed.word()));
    outer.ifPresent(claimed -> words.add("outer " + claimed.word()));
    shareability.ifPresent(claimed -> words.add("sh " + claimed.word()));
    xs.ifPresent(claimed -> words.add("xs " + (claimed ? 1 : 0)));
    tagging.ifPresent(claimed -> words.add("tagging " + claimed.word()));
    noTagAccess.ifPresent(claimed -> words.add("no_tag_access " + (claimed ? 1 : 0)));
    return words;
  }

  /** What attributes have of that which is claimed, in the form and order of {@link #words}. */
  List<String> wordsOf(AccessAttributes actual) {
    return new AttributeClaim(
            type.map(claimed -> actual.type()),
            inner.map(claimed -> claimed.seen(actual.inner())),
            outer.map(claimed -> claimed.seen(actual.outer())),
            shareability.map(claimed -> actual.shareability()),
            xs.map(claimed -> actual.xs()),
            tagging.map(claimed -> actual.tagging()),
            noTagAccess.map(claimed -> actual.noTagAccess()))
        .words();
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
