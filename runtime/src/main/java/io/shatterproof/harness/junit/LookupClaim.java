package io.shatterproof.harness.junit;

import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.PageOrder;
import io.shatterproof.vector.PermissionClaim;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a lookup must answer.
 *
 * @param isMapped whether anything is mapped
 * @param pa where, if that is claimed
 */
public record LookupClaim(
    boolean isMapped,
    OptionalLong pa,
    Optional<PermissionClaim> permissions,
    Optional<P2mType> type,
    Optional<P2mAccess> access,
    Optional<PageOrder> order) {

  static LookupClaim mapped(long pa) {
    return new LookupClaim(
        true,
        OptionalLong.of(pa),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static LookupClaim mappedSomewhere() {
    return new LookupClaim(
        true,
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static LookupClaim unmapped() {
    return new LookupClaim(
        false,
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** With these permissions. */
  public LookupClaim perm(PermissionClaim claim) {
    return new LookupClaim(isMapped, pa, Optional.of(claim), type, access, order);
  }

  /** As this type. */
  public LookupClaim as(P2mType claim) {
    return new LookupClaim(isMapped, pa, permissions, Optional.of(claim), access, order);
  }

  /** With this access restriction. */
  public LookupClaim access(P2mAccess claim) {
    return new LookupClaim(isMapped, pa, permissions, type, Optional.of(claim), order);
  }

  /** Of this size. */
  public LookupClaim order(int claim) {
    return new LookupClaim(
        isMapped, pa, permissions, type, access, Optional.of(new PageOrder(claim)));
  }
}
