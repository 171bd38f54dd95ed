package io.shatterproof.walk;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The result of a translation, written anew by each one so that none allocates. Not thread-safe.
 *
 * @see "Arm pseudocode AddressDescriptor, FaultRecord"
 */
public final class Translation {
  private @Nullable FaultKind faultKind;
  private FaultStage faultStage = FaultStage.STAGE2;
  private int level;
  private boolean isWrite;
  private boolean isTagAccess;
  private long ipa;
  private long pa;
  private AccessAttributes attributes = AccessAttributes.NORMAL_WB;

  void fault(FaultKind kind, FaultStage stage, int faultLevel, long faultIpa, boolean write) {
    faultKind = kind;
    faultStage = stage;
    level = faultLevel;
    ipa = faultIpa;
    isWrite = write;
    isTagAccess = false;
  }

  /** The fault is one of FEAT_MTE_PERM. */
  void markTagAccess() {
    isTagAccess = true;
  }

  /** The address of an access that reaches memory; its attributes are given apart. */
  void address(long translatedPa, int leafLevel, long translatedIpa) {
    faultKind = null;
    pa = translatedPa;
    level = leafLevel;
    ipa = translatedIpa;
  }

  void attributes(AccessAttributes ofAccess) {
    attributes = ofAccess;
  }

  public boolean isFault() {
    return faultKind != null;
  }

  /**
   * The class of the fault.
   *
   * @throws IllegalStateException if there is none
   */
  public FaultKind faultKind() {
    if (faultKind == null) {
      throw new IllegalStateException("the access reaches memory");
    }
    return faultKind;
  }

  public FaultStage faultStage() {
    return faultStage;
  }

  /**
   * The level of the leaf or of the walk at the fault, -1 to 3, also of a fault that is reported
   * without; {@link Outcome#NO_LEVEL} where stage 2 is off.
   */
  public int level() {
    return level;
  }

  /** What the fault reports as WnR: that a write was refused. */
  public boolean isWrite() {
    return isWrite;
  }

  /** Whether the fault reports TagAccess. */
  public boolean isTagAccess() {
    return isTagAccess;
  }

  /** The address that stage 2 translated last: of the access, or of a stage 1 descriptor. */
  public long ipa() {
    return ipa;
  }

  /** The output address of an access that reaches memory. */
  public long pa() {
    return pa;
  }

  /** The attributes of an access that reaches memory. */
  public AccessAttributes attributes() {
    return attributes;
  }

  /** The result as a value. */
  public Outcome outcome() {
    FaultKind kind = faultKind;
    if (kind == null) {
      return new Outcome.Translated(pa, level, attributes);
    }
    return new Outcome.Faulted(kind, kind.hasLevel() ? level : Outcome.NO_LEVEL, faultStage);
  }
}
