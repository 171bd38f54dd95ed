package io.shatterproof.reference;

import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.Errno;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is asked of each release, and what it is known to do wrong. A violation or an irregularity
 * that stands here for no release fails every sequence that meets it.
 *
 * @param breaksBeforeMaking whether entries are broken before they are made, so that the invariants
 *     of the rework hold
 * @param takesBack whether a failed insertion is taken back
 * @param withoutTable the error of an insertion that gets no table
 * @param removesByPage whether removals go page by page, so that those of large blocks take long
 * @param freesTwice whether a table that was freed while the domain lived is freed again at the end
 * @param asserts whether removing blocks of a dying domain fails a debug assertion where access
 *     control is in use
 * @param checksFrames whether no frame beyond the IPA space is taken for another, or stops anything
 * @param lazy whether uses are heard of by clearing bit 0 of entries
 * @param violations those that the judge may find anywhere
 * @param violationsUnderLock those that it may find where several operations share one lock
 */
record ReleaseRules(
    boolean breaksBeforeMaking,
    boolean takesBack,
    Errno withoutTable,
    boolean removesByPage,
    boolean freesTwice,
    boolean asserts,
    boolean checksFrames,
    boolean lazy,
    Set<ViolationName> violations,
    Set<ViolationName> violationsUnderLock) {

  private static final ReleaseRules XEN_PRE = new ReleaseRules(
      false,
      true,
      Errno.ENOMEM,
      false,
      false,
      false,
      false,
      false,
      EnumSet.of(
          ViolationName.NO_BREAK, // throughout
          ViolationName.NO_TLBI, // what was swapped in without a flush is replaced
          ViolationName.EARLY_RELEASE, // references at once, empty tables without a flush
          ViolationName.FLUSH_PENDING), // the flush of a restriction that failed is forgotten
      EnumSet.noneOf(ViolationName.class));

  private static final ReleaseRules XEN_4_8 = new ReleaseRules(
      true,
      false,
      Errno.ENOENT,
      true,
      true,
      true,
      false,
      false,
      EnumSet.of(ViolationName.EARLY_RELEASE), // references before the deferred flush
      EnumSet.of(ViolationName.NO_TLBI)); // an entry is made while the flush is pending

  private static final ReleaseRules XEN_4_8_FIXED = new ReleaseRules(
      true,
      false,
      Errno.ENOENT,
      false,
      false,
      false,
      false,
      false,
      XEN_4_8.violations(),
      XEN_4_8.violationsUnderLock());

  private static final ReleaseRules XEN_LATEST = new ReleaseRules(
      true,
      false,
      Errno.ENOENT,
      false,
      false,
      false,
      true,
      true,
      XEN_4_8.violations(),
      XEN_4_8.violationsUnderLock());

  static ReleaseRules of(Profile profile) {
    return switch (profile.name()) {
      case "xen_pre" -> XEN_PRE;
      case "xen_4_8" -> XEN_4_8;
      case "xen_4_8_fixed" -> XEN_4_8_FIXED;
      case "xen_latest" -> XEN_LATEST;
      default -> throw new IllegalArgumentException("no rules for " + profile.name());
    };
  }

  boolean allows(ViolationName violation, boolean underSharedLock) {
    return violations.contains(violation)
        || (underSharedLock && violationsUnderLock.contains(violation));
  }
}
