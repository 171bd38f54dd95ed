package io.shatterproof.tlb;

import io.shatterproof.arch.TlbiOp;

/**
 * What an operation has to remove, read off its name and the bits of its operand. Of stage 1 nothing
 * is as wide as with TCR_EL1.DS.
 *
 * @see "Arm ARM DDI 0487, 'TLB maintenance instructions'"
 */
final class ScopeByName {
  private final String family;
  private final boolean isNxs;
  private final long operand;
  private final int vmid;
  private final boolean lpa2;
  private final boolean ds;

  ScopeByName(TlbiOp op, long operand, int vmid, boolean lpa2, boolean ds) {
    String name = op.name();
    this.isNxs = name.endsWith("NXS");
    String plain = isNxs ? name.substring(0, name.length() - 3) : name;
    boolean isBroadcast = plain.endsWith("IS") || plain.endsWith("OS");
    this.family = isBroadcast ? plain.substring(0, plain.length() - 2) : plain;
    this.operand = operand;
    this.vmid = vmid;
    this.lpa2 = lpa2;
    this.ds = ds;
  }

  private long bits(int high, int low) {
    return operand << (63 - high) >>> (63 - high + low);
  }

  boolean removes(NamedEntry entry) {
    if (family.endsWith("E2") || (isNxs && entry.hasXs())) {
      return false;
    }
    if (family.equals("ALLE1")) {
      return true;
    }
    if (entry.vmid() != vmid) {
      return false;
    }
    boolean isOfAsid = bits(63, 48) == entry.asid();
    return switch (family) {
      case "VMALLS12E1" -> true;
      case "VMALLE1" -> entry.isOfStage1();
      case "ASIDE1" -> entry.isOfStage1() && !entry.isGlobal() && isOfAsid;
      case "VAE1", "VALE1", "RVAE1", "RVALE1" ->
        entry.isOfStage1() && (entry.isGlobal() || isOfAsid) && isNamed(entry);
      case "VAAE1", "VAALE1", "RVAAE1", "RVAALE1" -> entry.isOfStage1() && isNamed(entry);
      case "IPAS2E1", "IPAS2LE1", "RIPAS2E1", "RIPAS2LE1" -> !entry.isOfStage1() && isNamed(entry);
      default -> throw new IllegalArgumentException(family);
    };
  }

  private boolean isNamed(NamedEntry entry) {
    boolean isRange = family.startsWith("R");
    if (entry.isTable() && family.endsWith("LE1")) {
      return false;
    }
    int granule = (int) bits(47, 46);
    int level = (int) (isRange ? bits(38, 37) : bits(45, 44));
    if (isRange && granule != entry.granuleBits()) {
      return false;
    }
    if (isHint(granule, level, isRange)) {
      boolean isOfLevel = entry.isTable() ? entry.level() < level : entry.level() == level;
      if (entry.isFlat() || granule != entry.granuleBits() || !isOfLevel) {
        return false;
      }
    }
    return isRange ? overlapsRange(entry) : overlapsPage(entry);
  }

  /** With FEAT_LPA2 there are two more; a range has no bit to name level 0. */
  private boolean isHint(int granule, int level, boolean isRange) {
    return switch (granule) {
      case 1 -> level > 0 || (lpa2 && !isRange);
      case 2 -> level > 1 || (level == 1 && lpa2);
      case 3 -> level > 0;
      default -> false;
    };
  }

  private boolean overlapsPage(NamedEntry entry) {
    boolean isVa = family.startsWith("VA");
    long address = isVa ? signed(bits(43, 0) << 12, 56) : bits(39, 0) << 12;
    return overlaps(entry, address & -entry.granuleBytes(), entry.granuleBytes());
  }

  private boolean overlapsRange(NamedEntry entry) {
    boolean isVa = family.startsWith("RVA");
    int shift = ds && !isVa ? 16 : entry.shifts().get(2);
    long base = bits(36, 0) << shift;
    long scale = bits(45, 44);
    long granules = (bits(43, 39) + 1) << (5 * scale + 1);
    return overlaps(entry, isVa ? signed(base, 37 + shift) : base, granules * entry.granuleBytes());
  }

  private static long signed(long address, int width) {
    return address << (64 - width) >> (64 - width);
  }

  private static boolean overlaps(NamedEntry entry, long first, long sizeBytes) {
    return first < entry.first() + entry.sizeBytes() && entry.first() < first + sizeBytes;
  }
}
