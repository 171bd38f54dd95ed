package io.shatterproof.arch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a word of a scenario for a kind of memory is encoded: {@code wb}, {@code device_ngnrne}.
 *
 * @see "Arm ARM DDI 0487, 'Stage 2 memory type and Cacheability attributes', MemAttr"
 * @see "Arm ARM DDI 0487, 'MAIR_EL1, Memory Attribute Indirection Register (EL1)'"
 */
public final class MemoryWord {
  /** The byte of MAIR_EL1 for Normal Write-Back memory that allocates. */
  public static final int MAIR_WRITE_BACK = 0xff;

  private static final int WRITE_BACK = 0b1111;
  private static final int WRITE_BACK_FORCED = 0b0110;

  private static final Map<String, Long> MEMATTR =
      words(0, Map.of("wb", (long) WRITE_BACK, "wt", 0b1010L, "nc", 0b0101L));
  private static final Map<String, Long> MEMATTR_FWB =
      words(0, Map.of("wb", (long) WRITE_BACK_FORCED, "nc", 0b0101L, "s1", 0b0111L));
  private static final Map<String, Long> MAIR =
      words(2, Map.of("wb", (long) MAIR_WRITE_BACK, "wt", 0xbbL, "nc", 0x44L));

  private MemoryWord() {}

  /**
   * Words and values of MemAttr[3:0] of a stage 2 leaf.
   *
   * @param fwb HCR_EL2.FWB: then {@code s1} leaves the decision to stage 1, and there is no
   *     Write-Through
   */
  public static Map<String, Long> memAttr(boolean fwb) {
    return fwb ? MEMATTR_FWB : MEMATTR;
  }

  /** MemAttr[3:0] of Normal Write-Back memory. */
  public static int writeBack(boolean fwb) {
    return fwb ? WRITE_BACK_FORCED : WRITE_BACK;
  }

  /** Words and values of one byte of MAIR_EL1, the allocating ones of Normal memory. */
  public static Map<String, Long> attributesOfStage1() {
    return MAIR;
  }

  /** Normal memory by these words, and Device memory by its own. */
  private static Map<String, Long> words(int shiftOfDevice, Map<String, Long> normal) {
    Map<String, Long> words = new LinkedHashMap<>(); // in this order in messages
    for (String word : List.of("wb", "wt", "nc", "s1")) {
      Long value = normal.get(word);
      if (value != null) {
        words.put(word, value);
      }
    }
    for (int bits = 0; bits < 4; bits++) {
      words.put(MemoryType.device(bits).word(), (long) bits << shiftOfDevice);
    }
    return Collections.unmodifiableMap(words);
  }
}
