package io.shatterproof.reference;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.p2m.Mfn;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import java.util.Optional;

/**
 * What Xen stores in a stage 2 entry: the architecture's fields, and a type in software bits.
 *
 * @param numbering numbers of the types
 * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: mfn_to_p2m_entry, p2m_set_permission"
 */
record EntryCodec(TypeNumbering numbering) {
  private static final int TYPE_SHIFT = 55; // bits[58:55]
  private static final long TYPE_MASK = 0xfL << TYPE_SHIFT;

  /** Fields that a change of access alone changes: XN, S2AP. */
  private static final long PERMISSION_FIELDS = 0x0040_0000_0000_00c0L; // bits 54, 7, 6

  /** A table entry is written as a read-only leaf of the invalid type; walks ignore all of that. */
  private static final S2Permissions OF_TABLES = new S2Permissions(true, false, false);

  /** A leaf: a page at level 3, a block above. */
  long leaf(long mfn, int level, P2mType type, P2mAccess access) {
    S2Permissions permissions = type.permissions().and(access.permissions());
    return S2Format.of(Granule.SIZE_4K)
            .leaf(new Mfn(mfn).address(), level, permissions, type.attributes())
        | (long) numbering.number(type) << TYPE_SHIFT;
  }

  /** An entry that names a table. */
  long table(long tablePa, P2mAccess defaultAccess) {
    S2Permissions permissions = OF_TABLES.and(defaultAccess.permissions());
    return S2Format.of(Granule.SIZE_4K)
        .leaf(tablePa, TreeLayout.LAST_LEVEL, permissions, MemoryAttributes.NORMAL_WB);
  }

  /** The type of a leaf; empty for the invalid one. */
  Optional<P2mType> type(long descriptor) {
    return numbering.type((int) ((descriptor & TYPE_MASK) >>> TYPE_SHIFT));
  }

  /** The machine frame or table page that an entry names, as stored. */
  static long base(long descriptor) {
    return Mfn.containing(S2Format.of(Granule.SIZE_4K).nextTablePa(descriptor)).number();
  }

  /** Whether two entries differ in nothing but what access control changes. */
  static boolean differInPermissionsOnly(long oldDescriptor, long newDescriptor) {
    return ((oldDescriptor ^ newDescriptor) & ~PERMISSION_FIELDS) == 0;
  }
}
