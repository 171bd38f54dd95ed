package io.shatterproof.arch.decode;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.MemoryType;
import java.util.Optional;

/**
 * What MemAttr[3:0] of a stage 2 leaf means.
 *
 * @param meaning for example {@code Normal, outer WB, inner WB}
 * @param brief the same for a line that has more to say, for example {@code Normal WB}
 * @param remark present if the value is reserved
 * @see "Arm pseudocode S2DecodeMemAttrs(), AArch64_S2ApplyFWBMemAttrs()"
 */
record MemAttr(String meaning, String brief, Optional<String> remark) {
  private static final String[] POLICIES = {"reserved", "NC", "WT", "WB"};

  static MemAttr of(Stage2Control control, int memAttr) {
    boolean tags = control.has(Feature.MTE_PERM);
    return control.fwb() ? withFwb(memAttr, tags) : withoutFwb(memAttr, tags);
  }

  private static MemAttr withoutFwb(int memAttr, boolean tags) {
    int outer = memAttr >>> 2;
    int inner = memAttr & 0b11;
    if (outer == 0) {
      String device = device(memAttr);
      return new MemAttr(device, device, Optional.empty());
    }
    if (memAttr == 0b0100 && tags) {
      return new MemAttr(
          "Normal, outer WB, inner WB, NoTagAccess (FEAT_MTE_PERM)",
          "Normal WB NoTagAccess",
          Optional.empty());
    }
    String brief =
        "Normal " + (outer == inner ? POLICIES[inner] : POLICIES[outer] + "/" + POLICIES[inner]);
    return new MemAttr(
        "Normal, outer " + POLICIES[outer] + ", inner " + POLICIES[inner],
        brief,
        inner == 0
            ? Optional.of("CONSTRAINED UNPREDICTABLE: the inner cacheability may be NC, WT or WB")
            : Optional.empty());
  }

  private static MemAttr withFwb(int memAttr, boolean tags) {
    int type = memAttr & 0b111;
    boolean noTagAccess = tags && memAttr >>> 1 == 0b111;
    boolean tagReserved = tags && memAttr >>> 3 == 1 && !noTagAccess;
    String noTag = noTagAccess ? ", NoTagAccess (FEAT_MTE_PERM)" : "";
    String brief = brief(type) + (noTagAccess ? " NoTagAccess" : "");
    Optional<String> remark = tagReserved || type == 0b100
        ? Optional.of("reserved: CONSTRAINED UNPREDICTABLE")
        : Optional.empty();
    return new MemAttr(meaning(type) + noTag, brief, remark);
  }

  private static String meaning(int type) {
    return switch (type) {
      case 0b100 -> "FWB: no meaning";
      case 0b101 -> "FWB: Normal NC, where stage 1 does not say Device";
      case 0b110 -> "FWB: Normal WB, whatever stage 1 says";
      case 0b111 -> "FWB: as stage 1 says";
      default -> "FWB: " + device(type) + ", or a stricter Device type of stage 1";
    };
  }

  private static String brief(int type) {
    return switch (type) {
      case 0b100 -> "reserved MemAttr";
      case 0b101 -> "Normal NC";
      case 0b110 -> "Normal WB forced";
      case 0b111 -> "as stage 1";
      default -> device(type);
    };
  }

  /** The manual's spelling, for example {@code Device-nGnRE}. */
  static String device(int bits) {
    return switch (MemoryType.device(bits)) {
      case DEVICE_NGNRNE -> "Device-nGnRnE";
      case DEVICE_NGNRE -> "Device-nGnRE";
      case DEVICE_NGRE -> "Device-nGRE";
      case DEVICE_GRE -> "Device-GRE";
      case NORMAL -> throw new IllegalStateException("no Device type: " + bits);
    };
  }
}
