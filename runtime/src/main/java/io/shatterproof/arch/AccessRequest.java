package io.shatterproof.arch;

/**
 * One access as a stage of translation sees it.
 *
 * @param kind what is done at the address
 * @param el the Exception level whose rights count, 0 or 1
 * @param isAligned whether the address is a multiple of the size of the access
 * @param cause the kind of the access that the instruction makes; another one than {@code kind} only
 *     for the walker of stage 1
 * @see "Arm pseudocode AccessDescriptor"
 */
public record AccessRequest(AccessKind kind, int el, boolean isAligned, AccessKind cause) {

  /** An aligned access by an instruction. */
  public static AccessRequest of(AccessKind kind, int el) {
    return new AccessRequest(kind, el, true, kind);
  }

  /** The request of an instruction; cache maintenance and AT count as aligned. */
  public static AccessRequest of(GuestAccess access) {
    AccessKind kind = access.kind();
    boolean needsAlignment = kind.group() == AccessKind.Group.DATA;
    return new AccessRequest(kind, access.rightsOf(), !needsAlignment || access.isAligned(), kind);
  }

  /** What the walker of stage 1 asks for on behalf of this access. */
  public AccessRequest byWalker(AccessKind kindOfWalker) {
    return new AccessRequest(kindOfWalker, el, true, cause);
  }

  /**
   * WnR of a fault that is not a Permission fault of the access itself.
   *
   * @see "Arm pseudocode CreateFaultRecord(), field write"
   */
  public boolean isWriteOnly() {
    return cause.group() == AccessKind.Group.CACHE || (cause.writes() && !cause.reads());
  }
}
