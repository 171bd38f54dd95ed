package io.shatterproof.walk;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessRequest;

/**
 * The tables of stage 1 as its walker meets them: by IPA, so that each read and each update of a
 * descriptor is an access through stage 2.
 *
 * @see "Arm pseudocode AArch64_S1Walk()"
 */
final class GuestTables implements DescriptorMemory {
  private final DescriptorMemory memory;
  private final Stage2Walk stage2;
  private final Translation translation;
  private AccessRequest access = AccessRequest.of(AccessKind.READ, 1);
  private boolean isRefused;

  /**
   * Binds it to what is behind.
   *
   * @param translation takes the fault of a refused access
   */
  GuestTables(DescriptorMemory memory, Stage2Walk stage2, Translation translation) {
    this.memory = memory;
    this.stage2 = stage2;
    this.translation = translation;
  }

  /** Every access from now on is on behalf of this one. */
  void beginFor(AccessRequest cause) {
    access = cause;
    isRefused = false;
  }

  /** Whether stage 2 refused the last access; its fault is in the translation then. */
  boolean isRefused() {
    return isRefused;
  }

  @Override
  public long read(long ipa) {
    return reach(ipa, AccessKind.STAGE1_WALK) ? memory.read(translation.pa()) : 0;
  }

  @Override
  public boolean isBacked(long ipa) {
    return !isRefused && memory.isBacked(translation.pa()); // of the word read last
  }

  @Override
  public boolean isWritable(long ipa) {
    return reach(ipa, AccessKind.STAGE1_UPDATE) && memory.isWritable(translation.pa());
  }

  @Override
  public boolean compareAndSwap(long ipa, long expected, long replacement) {
    return memory.compareAndSwap(translation.pa(), expected, replacement);
  }

  private boolean reach(long ipa, AccessKind kind) {
    stage2.translate(
        ipa, access.byWalker(kind), AccessAttributes.NORMAL_WB, WalkListener.NONE, translation);
    isRefused = translation.isFault();
    return !isRefused;
  }
}
