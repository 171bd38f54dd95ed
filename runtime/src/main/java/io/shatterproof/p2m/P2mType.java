package io.shatterproof.p2m;

import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Shareability;
import java.util.Locale;
import java.util.Optional;

/**
 * Xen's type of a mapping: the permissions and attributes of its descriptor before any access
 * restriction.
 *
 * @see "xen b03cee7319 xen/arch/arm/p2m.c: mfn_to_p2m_entry, p2m_set_permission"
 */
public enum P2mType {
  RAM_RW("rwx", Cached.INNER),
  RAM_RO("rx", Cached.INNER),
  MMIO_DEV("rw", new MemoryAttributes(0x1, Shareability.OUTER)),
  MMIO_NC("rw", new MemoryAttributes(0x5, Shareability.OUTER)),
  MMIO_C("rw", new MemoryAttributes(0xf, Shareability.OUTER)),
  FOREIGN("rw", Cached.INNER),
  GRANT_RW("rw", Cached.INNER),
  GRANT_RO("r", Cached.INNER),
  IOMMU_RW("rw", Cached.INNER),
  IOMMU_RO("r", Cached.INNER);

  private final S2Permissions permissions;
  private final MemoryAttributes attributes;

  P2mType(String permissions, MemoryAttributes attributes) {
    this.permissions = new S2Permissions(
        permissions.contains("r"), permissions.contains("w"), permissions.contains("x"));
    this.attributes = attributes;
  }

  /** Permissions without any access restriction. */
  public S2Permissions permissions() {
    return permissions;
  }

  /** Memory attributes of the leaf. */
  public MemoryAttributes attributes() {
    return attributes;
  }

  /** Whether the frame belongs to another domain, so that the mapping owns a reference on it. */
  public boolean isForeign() {
    return this == FOREIGN;
  }

  /** The spelling of scenarios, vectors and recordings, for example {@code ram_rw}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of that spelling. */
  public static Optional<P2mType> parse(String word) {
    for (P2mType type : values()) {
      if (type.word().equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private static final class Cached {
    static final MemoryAttributes INNER = MemoryAttributes.NORMAL_WB;
  }
}
