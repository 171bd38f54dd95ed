package io.shatterproof.reference;

import io.shatterproof.reference.BreakBeforeMakeAlgorithm.Fixes;
import io.shatterproof.spi.KnownDefect;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One release of Xen, as the decisions in which it differs from others.
 *
 * @param name as vectors spell it
 * @param types numbers of the types
 * @param disablesStage2OnSwitch whether HCR_EL2.VM is clear while a world switch loads VTTBR_EL2
 * @param aborts how aborts of the guest are handled
 * @param changes what it has of later changes
 * @param knownDefects the violations that the release has
 * @param fixes what has been mended of the algorithm of the rework; empty for the one before it
 */
record Profile(
    String name,
    TypeNumbering types,
    boolean disablesStage2OnSwitch,
    AbortHandler.Rules aborts,
    Set<Change> changes,
    List<KnownDefect> knownDefects,
    Optional<Fixes> fixes) {

  /** Before the rework: commit ecee7bfc18. */
  static final Profile XEN_PRE = new Profile(
      "xen_pre",
      TypeNumbering.BEFORE_MMIO_NC,
      true,
      AbortHandler.Rules.BEFORE_REWORK,
      Set.of(),
      KnownDefects.XEN_PRE,
      Optional.empty());

  /** Release 4.8.0: removals go page by page. */
  static final Profile XEN_4_8 = new Profile(
      "xen_4_8",
      TypeNumbering.XEN_4_8,
      true,
      AbortHandler.Rules.XEN_4_8,
      Set.of(),
      KnownDefects.XEN_4_8,
      Optional.of(Fixes.NONE));

  /** Release 4.8.5. */
  static final Profile XEN_4_8_FIXED = new Profile(
      "xen_4_8_fixed",
      TypeNumbering.XEN_4_8,
      false,
      AbortHandler.Rules.XEN_4_8,
      Set.of(Change.VCPU_FLUSH),
      KnownDefects.XEN_4_8_FIXED,
      Optional.of(Fixes.STABLE));

  /** Commit c447b7308b. */
  static final Profile XEN_LATEST = new Profile(
      "xen_latest",
      TypeNumbering.XEN_LATEST,
      false,
      AbortHandler.Rules.XEN_LATEST,
      EnumSet.allOf(Change.class),
      KnownDefects.XEN_LATEST,
      Optional.of(Fixes.LATEST));

  /** Every release; what names none runs on the first, which is recorded. */
  static final List<Profile> ALL = List.of(XEN_4_8_FIXED, XEN_4_8, XEN_PRE, XEN_LATEST);

  /** Whether the release has a change. */
  boolean has(Change change) {
    return changes.contains(change);
  }

  /** The release of that name, which exists. */
  static Profile named(String name) {
    return ALL.stream()
        .filter(profile -> profile.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no profile " + name));
  }
}
