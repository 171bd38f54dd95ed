package io.shatterproof.walk;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessRequest;
import org.jspecify.annotations.Nullable;

/**
 * What was found fit for an access is fit again: what a leaf says besides its address decides, and is
 * the same for many leaves. A leaf that is fit raises no fault and needs no update.
 */
final class FitLeaves {
  private static final int PLACES = 64; // by MemAttr and S2AP

  private final @Nullable Fit[] known = new Fit[PLACES];

  /** A leaf without its address, the access it is fit for, and the attributes this access has. */
  private record Fit(
      long leaf,
      int level,
      AccessRequest access,
      AccessAttributes stage1,
      AccessAttributes attributes) {}

  private static int place(long leaf) {
    return (int) (leaf >>> 2) & (PLACES - 1); // bits[7:2]
  }

  /** The attributes of an access through a leaf that is known to be fit for it; otherwise null. */
  @Nullable
  AccessAttributes attributes(long leaf, int level, AccessRequest access, AccessAttributes stage1) {
    Fit fit = known[place(leaf)];
    return fit != null
            && fit.leaf == leaf
            && fit.level == level
            && fit.access.equals(access)
            && fit.stage1.equals(stage1)
        ? fit.attributes
        : null;
  }

  /** Remembers a leaf, in place of another one. */
  void add(
      long leaf,
      int level,
      AccessRequest access,
      AccessAttributes stage1,
      AccessAttributes attributes) {
    known[place(leaf)] = new Fit(leaf, level, access, stage1, attributes);
  }
}
