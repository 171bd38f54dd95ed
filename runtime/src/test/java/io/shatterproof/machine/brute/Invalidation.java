package io.shatterproof.machine.brute;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.TlbiOp;
import java.util.List;

/** What an operation removes, read off its name and its operand. Stage 1 is off. */
final class Invalidation {
  private static final List<String> SUFFIXES = List.of("OS", "IS");

  private final String family;
  private final int reach; // 0 its own PE, 1 Inner Shareable, 2 Outer Shareable
  private final long operand;

  Invalidation(TlbiOp op, long operand) {
    String name = op.name();
    String stem = name;
    for (String suffix : SUFFIXES) {
      if (name.endsWith(suffix)) {
        stem = name.substring(0, name.length() - 2);
      }
    }
    this.family = stem;
    this.reach = name.endsWith("OS") ? 2 : name.endsWith("IS") ? 1 : 0;
    this.operand = operand;
  }

  boolean isBroadcast() {
    return reach > 0;
  }

  /** Whether it concerns every VMID. */
  boolean isOfAll() {
    return family.equals("ALLE1");
  }

  boolean removes(Entry entry, int vmid) {
    if (isOfAll()) {
      return true;
    }
    if (entry.vmid() != vmid) {
      return false;
    }
    boolean isCombined = entry.kind() == Entry.Kind.COMBINED;
    return switch (family) {
      case "VMALLS12E1" -> true;
      case "VMALLE1" -> isCombined;
      case "VAE1", "VALE1", "VAAE1", "VAALE1" -> isCombined && entry.covers(page(operand));
      case "IPAS2E1", "IPAS2LE1" ->
        !isCombined
            && entry.covers(page(operand))
            && isMeant(entry, (int) (operand >>> 46 & 3), (int) (operand >>> 44 & 3));
      case "RIPAS2E1", "RIPAS2LE1" -> !isCombined && isInRange(entry);
      default -> throw new IllegalArgumentException(family);
    };
  }

  private static long page(long operand) {
    return (operand & 0xf_ffff_ffffL) << 12; // bits [35:0]
  }

  /**
   * Whether an operation for the last level takes the entry, and one with a hint.
   *
   * @param granule 0 for no hint, 1 for 4K, 2 for 16K, 3 for 64K
   * @param level without FEAT_LPA2 no hint if 0, or 1 of 16K
   */
  private boolean isMeant(Entry entry, int granule, int level) {
    boolean isTable = entry.kind() == Entry.Kind.TABLE;
    if (isTable && family.contains("LE1")) {
      return false;
    }
    boolean isNoHint = granule == 0 || level == 0 || (granule == 2 && level == 1);
    if (isNoHint) {
      return true;
    }
    return granule == 1 && (isTable ? entry.level() < level : entry.level() == level);
  }

  private boolean isInRange(Entry entry) {
    int granule = (int) (operand >>> 46 & 3);
    int scale = (int) (operand >>> 44 & 3);
    long number = operand >>> 39 & 0x1f;
    int level = (int) (operand >>> 37 & 3);
    long first = (operand & 0x1f_ffff_ffffL) << 12; // bits [36:0]
    long sizeBytes = (number + 1) << (5 * scale + 1) << 12;
    return granule == 1
        && entry.intersects(first, sizeBytes)
        && isMeant(entry, level == 0 ? 0 : 1, level);
  }

  /** Whether a DSB waits for it. */
  boolean isCompletedBy(DsbOption option) {
    int waits = switch (option) {
      case NSH -> 0;
      case ISH -> 1;
      case OSH, SY -> 2;
      default -> -1;
    };
    return waits >= reach;
  }
}
