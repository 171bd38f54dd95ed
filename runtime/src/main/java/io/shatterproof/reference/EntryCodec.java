package io.shatterproof.reference;

import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Xen stores in a stage 2 entry: the architecture's fields, and a type in software bits. No
 * type stands for the invalid one, which a leaf can have too.
 *
 * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: mfn_to_p2m_entry, p2m_set_permission"
 */
class EntryCodec {
  private static final int TYPE_SHIFT = 55; // bits[58:55]
  static final long TYPE_MASK = 0xfL << TYPE_SHIFT;
  private static final long READ = 1L << 6; // S2AP[0]
  private static final long VALID = 1L; // bit 0

  /** Fields that a change of access alone changes: XN, S2AP. */
  private static final long PERMISSION_FIELDS = 0x0040_0000_0000_00c0L; // bits 54, 7, 6

  /** An entry of the invalid type, like every table entry, is that of a read-only leaf. */
  private static final S2Permissions OF_INVALID_TYPE = new S2Permissions(true, false, false);

  private final S2Format format;
  private final int pageShift;
  private final TypeNumbering numbering;
  // Leaves of frame 0, by number of the type, then of the access restriction; of a type when it is
  // used.
  private final long[] @Nullable [] pages = new long[TypeNumbering.NUMBERS][];
  private final long[] @Nullable [] blocks = new long[TypeNumbering.NUMBERS][];

  /** The codec of a release for one granule. */
  EntryCodec(TypeNumbering numbering, S2Format format) {
    this.format = format;
    this.pageShift = format.granule().shift();
    this.numbering = numbering;
  }

  /** A leaf of frame 0; a small run makes those of one type only. */
  private long template(int level, int number, P2mAccess access) {
    long[] @Nullable [] templates = level == TreeLayout.LAST_LEVEL ? pages : blocks;
    long[] ofType = templates[number];
    if (ofType == null) {
      ofType = templates(level, number);
      templates[number] = ofType;
    }
    return ofType[access.number()];
  }

  private long[] templates(int level, int number) {
    Optional<P2mType> type = numbering.type(number);
    S2Permissions permissions = type.map(P2mType::permissions).orElse(OF_INVALID_TYPE);
    MemoryAttributes attributes = type.map(P2mType::attributes).orElse(MemoryAttributes.NORMAL_WB);
    P2mAccess[] accesses = P2mAccess.values();
    long[] result = new long[accesses.length];
    for (P2mAccess access : accesses) {
      result[access.number()] = ((long) number << TYPE_SHIFT)
          | format.leaf(0, level, permissions.and(access.permissions()), attributes);
    }
    return result;
  }

  /** A leaf: a page at level 3, a block above. */
  long leaf(long mfn, int level, @Nullable P2mType type, P2mAccess access) {
    return format.nextTablePa(mfn << pageShift) | template(level, numbering.number(type), access);
  }

  /**
   * An entry that names a table.
   *
   * @see "xen c447b7308b xen/arch/arm/mmu/p2m.c: page_to_p2m_table"
   */
  long table(long tablePa, P2mAccess defaultAccess) {
    P2mAccess access = numbering.tellsWhatIsMapped() ? P2mAccess.RWX : defaultAccess;
    return tablePa | template(TreeLayout.LAST_LEVEL, numbering.ofTables(), access);
  }

  /**
   * Whether something is behind an entry, a table or what is mapped. Walks reach it only if bit 0
   * is set too.
   *
   * @see "xen c447b7308b xen/arch/arm/mmu/p2m.c: p2m_is_valid"
   */
  boolean isMapped(long descriptor) {
    return numbering.tellsWhatIsMapped()
        ? (descriptor & TYPE_MASK) != 0
        : S2Descriptor.isValid(descriptor);
  }

  /** The entry as it is until its next use is heard of. */
  static long unheard(long descriptor) {
    return descriptor & ~VALID;
  }

  /** The entry as walks use it. */
  static long heard(long descriptor) {
    return descriptor | VALID;
  }

  /**
   * A leaf with the permissions that its type has under another restriction; but what may not be
   * read stays so.
   */
  long restrictedFurther(long leaf, P2mAccess access) {
    long permissions =
        leaf(0, TreeLayout.LAST_LEVEL, type(leaf).orElse(null), access) & PERMISSION_FIELDS;
    return ((leaf & ~PERMISSION_FIELDS) | permissions) & (leaf | ~READ);
  }

  /** The type of a leaf; empty for the invalid one. */
  Optional<P2mType> type(long descriptor) {
    return numbering.type((int) ((descriptor & TYPE_MASK) >>> TYPE_SHIFT));
  }

  boolean isRam(long descriptor) {
    P2mType type = type(descriptor).orElse(null);
    return type == P2mType.RAM_RW || type == P2mType.RAM_RO;
  }

  /**
   * Whether a leaf maps memory of some domain.
   *
   * @see "xen c447b7308b xen/arch/arm/include/asm/p2m.h: p2m_is_any_ram"
   */
  boolean isAnyRam(long descriptor) {
    P2mType type = type(descriptor).orElse(null);
    return isRam(descriptor)
        || isForeign(descriptor)
        || type == P2mType.GRANT_RW
        || type == P2mType.GRANT_RO;
  }

  boolean isForeign(long descriptor) {
    int number = (int) ((descriptor & TYPE_MASK) >>> TYPE_SHIFT);
    return number == numbering.foreign();
  }

  /** The machine frame or table page that an entry names, as stored. */
  long base(long descriptor) {
    return format.nextTablePa(descriptor) >>> pageShift;
  }

  boolean isTable(long descriptor, int level) {
    return format.isTable(isMapped(descriptor) ? heard(descriptor) : descriptor, level);
  }

  /** Whether two entries differ in nothing but what access control changes. */
  static boolean differInPermissionsOnly(long oldDescriptor, long newDescriptor) {
    return ((oldDescriptor ^ newDescriptor) & ~PERMISSION_FIELDS) == 0;
  }

  /** The leaf that says of one part of a block what the block says. */
  long partOfBlock(long block, int childLevel, int n) {
    return format.partOfBlock(block, childLevel, n);
  }
}
