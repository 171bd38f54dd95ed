package io.shatterproof.arch;

/**
 * The memory attributes with which an access is made, or those that stage 1 asks for.
 *
 * @param inner {@link Cacheability#NC} for Device memory
 * @param outer as {@code inner}
 * @param xs the XS attribute of FEAT_XS
 * @param noTagAccess the NoTagAccess attribute of FEAT_MTE_PERM
 * @see "Arm pseudocode MemoryAttributes"
 */
public record AccessAttributes(
    MemoryType type,
    Cacheability inner,
    Cacheability outer,
    Shareability shareability,
    boolean xs,
    Tagging tagging,
    boolean noTagAccess) {

  /** Normal memory, Write-Back with Read and Write-Allocate, Inner Shareable, XS = 0, untagged. */
  public static final AccessAttributes NORMAL_WB =
      normal(Cacheability.WB_RAWA, Shareability.INNER, false);

  /** Normal memory with the same cacheability on both sides, untagged. */
  public static AccessAttributes normal(
      Cacheability cacheability, Shareability shareability, boolean xs) {
    return new AccessAttributes(
        MemoryType.NORMAL, cacheability, cacheability, shareability, xs, Tagging.UNTAGGED, false);
  }

  /** Device memory, which is Outer Shareable. */
  public static AccessAttributes device(MemoryType type, boolean xs) {
    return new AccessAttributes(
        type, Cacheability.NC, Cacheability.NC, Shareability.OUTER, xs, Tagging.UNTAGGED, false);
  }

  /** Whether it is cached on one side at least. */
  public boolean isCacheable() {
    return inner.isCacheable() || outer.isCacheable();
  }

  /** The same, with the shareability in effect: that of Device and Non-cacheable memory is outer. */
  public AccessAttributes withEffectiveShareability() {
    return new AccessAttributes(
        type,
        inner,
        outer,
        AttributeRules.effective(type, inner, outer, shareability),
        xs,
        tagging,
        noTagAccess);
  }

  /** The words of a scenario, for example {@code memory normal inner wb_rawa outer wb_rawa sh inner xs 0}. */
  @Override
  public String toString() {
    String cacheability =
        type.isDevice() ? "" : " inner " + inner.word() + " outer " + outer.word();
    return "memory "
        + type.word()
        + cacheability
        + " sh "
        + shareability.word()
        + " xs "
        + (xs ? 1 : 0)
        + (tagging == Tagging.UNTAGGED ? "" : " tagging " + tagging.word())
        + (noTagAccess ? " no_tag_access 1" : "");
  }
}
