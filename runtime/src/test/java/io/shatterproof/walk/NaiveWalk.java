package io.shatterproof.walk;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.Tagging;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stage 2 translation once more: slow, one rule after the other, with numbers of any size, and
 * without a line of what it is compared with.
 */
final class NaiveWalk {
  /** How an access ends, in words that can be compared. */
  static final String NO_FAULT = "ok";

  /** Is told the address and the level before a descriptor is read there for the first time. */
  interface ReadListener {
    void beforeRead(long pa, int level);
  }

  /** Level of the first lookup by granule, SL2 and SL0. */
  private static final Map<String, Integer> START_LEVELS = Map.ofEntries(
      Map.entry("4K 0 0", 2),
      Map.entry("4K 0 1", 1),
      Map.entry("4K 0 2", 0),
      Map.entry("4K 0 3", 3),
      Map.entry("4K 1 0", -1),
      Map.entry("16K 0 0", 3),
      Map.entry("16K 0 1", 2),
      Map.entry("16K 0 2", 1),
      Map.entry("16K 0 3", 0),
      Map.entry("64K 0 0", 3),
      Map.entry("64K 0 1", 2),
      Map.entry("64K 0 2", 1));

  /** PARange that a start level needs. */
  private static final Map<String, Integer> LEAST_PA_BITS =
      Map.of("4K 0", 44, "16K 1", 42, "64K 1", 44);

  /** Levels of blocks that need nothing. */
  private static final String BLOCKS = "4K 1, 4K 2, 16K 2, 64K 2";

  /** Levels of blocks that need DS = 1. */
  private static final String WIDE_BLOCKS = "4K 0, 16K 1";

  /** Entries that belong together, as a power of two. */
  private static final Map<String, Integer> CONTIGUOUS =
      Map.of("4K 1", 4, "4K 2", 4, "4K 3", 4, "16K 2", 5, "16K 3", 7, "64K 2", 5, "64K 3", 5);

  private static final int[] SIZES = {32, 36, 40, 42, 44, 48, 52, 56};

  private final WalkCase given;
  private final WordMemory memory;
  private final ReadListener listener;
  private final BigInteger vtcr;
  private final BigInteger hcr;
  private final BigInteger ipa;
  private final String granule;
  private final int pageBits;
  private final boolean ds;

  private int inputBits;
  private int startLevel;
  private int level;
  private BigInteger address = BigInteger.ZERO; // of the descriptor
  private BigInteger descriptor = BigInteger.ZERO;

  NaiveWalk(WalkCase given, WordMemory memory, ReadListener listener) {
    this.given = given;
    this.memory = memory;
    this.listener = listener;
    this.vtcr = register(SystemRegister.VTCR_EL2);
    this.hcr = register(SystemRegister.HCR_EL2);
    this.ipa = unsigned(given.ipa());
    this.granule = switch (number(vtcr, 15, 14)) {
      case 0 -> "4K";
      case 1 -> "64K";
      case 2 -> "16K";
      default -> Knob.TG0_RESERVED.choices().get(given.choice(Knob.TG0_RESERVED));
    };
    this.pageBits = granule.equals("4K") ? 12 : granule.equals("16K") ? 14 : 16;
    this.ds = has(Feature.LPA2) && !granule.equals("64K") && bit(vtcr, 32);
  }

  /** How the access ends; {@link #memory} is as it is then. */
  String translate() {
    if (!bit(hcr, 0) && !bit(hcr, 12)) {
      return translated(Outcome.NO_LEVEL, ipa, given.stage1());
    }
    if (!isConfigured() || ipa.bitLength() > inputBits) {
      return fault(FaultKind.TRANSLATION, 0);
    }
    String end = null;
    while (end == null) {
      end = walk();
    }
    return end;
  }

  // ---------------------------------------------------------------- configuration

  private boolean isConfigured() {
    boolean canBe52 = has(Feature.LPA) && (ds || granule.equals("64K"));
    int widest = Math.min(canBe52 ? 52 : 48, given.platform().paBits());
    int narrowest = !has(Feature.TTST) ? 25 : granule.equals("64K") ? 17 : 16;
    inputBits = 64 - number(vtcr, 5, 0);
    if (inputBits > widest) {
      if (has(Feature.LPA) || given.choice(Knob.T0SZ_BELOW_MIN) == 1) {
        return false;
      }
      inputBits = widest;
    }
    if (inputBits < narrowest) {
      if (given.choice(Knob.T0SZ_ABOVE_MAX) == 1) {
        return false;
      }
      inputBits = narrowest;
    }
    int sl2 = ds && granule.equals("4K") && bit(vtcr, 33) ? 1 : 0;
    String code = granule + " " + sl2 + " " + number(vtcr, 7, 6);
    if (!START_LEVELS.containsKey(code)) {
      return false;
    }
    startLevel = START_LEVELS.get(code);
    String place = granule + " " + startLevel;
    if (given.platform().paBits() < LEAST_PA_BITS.getOrDefault(place, 0)
        || (place.equals("4K 3") && !has(Feature.TTST))
        || (place.equals("16K 0") && !ds)) {
      return false;
    }
    // At least two entries in the start table, and at most sixteen full tables.
    int indexBits = inputBits - shift(startLevel);
    return indexBits >= 1 && indexBits <= pageBits - 3 + 4;
  }

  /** The lowest address bit that an entry of a level does not pass through. */
  private int shift(int atLevel) {
    int lowest = pageBits;
    for (int below = 3; below > atLevel; below--) {
      lowest += pageBits - 3;
    }
    return lowest;
  }

  private int outputBits() {
    boolean canBe52 = granule.equals("64K") ? has(Feature.LPA) : has(Feature.LPA2);
    int most = Math.min(canBe52 ? 52 : 48, given.platform().paBits());
    return Math.min(SIZES[number(vtcr, 18, 16)], most);
  }

  private BigInteger firstAddress() {
    BigInteger vttbr = register(SystemRegister.VTTBR_EL2);
    int indexBits = inputBits - shift(startLevel);
    int tableBits = indexBits + 3; // eight bytes an entry
    boolean isWide = ds || (granule.equals("64K") && has(Feature.LPA) && number(vtcr, 18, 16) == 6);
    BigInteger high = BigInteger.ZERO;
    if (isWide) {
      tableBits = Math.max(tableBits, 6);
      high = part(vttbr, 5, 2).shiftLeft(48);
    }
    BigInteger base = part(vttbr, 47, tableBits).shiftLeft(tableBits).or(high);
    BigInteger index = part(ipa, inputBits - 1, shift(startLevel));
    BigInteger first = base.or(index.shiftLeft(3));
    int lowestStray = isWide ? 6 : 3;
    if (given.choice(Knob.MISALIGNED_VTTBR) == 1 && tableBits > lowestStray) {
      first = first.or(part(vttbr, tableBits - 1, lowestStray).shiftLeft(lowestStray));
    }
    return first;
  }

  // ---------------------------------------------------------------- the walk

  /** Null if a descriptor changed under the walk, so that it begins anew. */
  private @Nullable String walk() {
    level = startLevel;
    address = firstAddress();
    if (address.bitLength() > outputBits()) {
      return fault(FaultKind.ADDRESS_SIZE, 0);
    }
    while (true) {
      listener.beforeRead(address.longValue(), level);
      if (!memory.isBacked(address.longValue())) {
        return fault(FaultKind.EXTERNAL, level);
      }
      descriptor = inOrder(memory.read(address.longValue()));
      if (!bit(descriptor, 0)) {
        return fault(FaultKind.TRANSLATION, level);
      }
      if (level == 3 || !bit(descriptor, 1)) {
        boolean isLeaf = level == 3 ? bit(descriptor, 1) : canBeBlock();
        return isLeaf ? leaf() : fault(FaultKind.TRANSLATION, level);
      }
      int bitsOfIndex = pageBits - 3;
      BigInteger index = part(ipa, shift(level + 1) + bitsOfIndex - 1, shift(level + 1));
      BigInteger next = addressField().or(index.shiftLeft(3));
      if (next.bitLength() > outputBits()) {
        return fault(FaultKind.ADDRESS_SIZE, level);
      }
      if (setsAccessFlag() && has(Feature.HAFT) && bit(vtcr, 44) && !bit(descriptor, 10)) {
        if (!memory.isWritable(address.longValue())) {
          return fault(FaultKind.EXTERNAL, level);
        }
        if (!store(descriptor.setBit(10))) {
          return null;
        }
      }
      address = next;
      level++;
    }
  }

  private boolean canBeBlock() {
    String place = granule + " " + level;
    return BLOCKS.contains(place)
        || (WIDE_BLOCKS.contains(place) && ds)
        || (place.equals("64K 1") && has(Feature.LPA) && given.platform().paBits() >= 52);
  }

  private BigInteger addressField() {
    BigInteger field = part(descriptor, 47, pageBits).shiftLeft(pageBits);
    if (ds) {
      field = field.or(part(descriptor, 49, 48).shiftLeft(48));
      field = field.or(part(descriptor, 9, 8).shiftLeft(50));
    }
    if (granule.equals("64K") && has(Feature.LPA)) {
      field = field.or(part(descriptor, 15, 12).shiftLeft(48));
    }
    return field;
  }

  private boolean setsAccessFlag() {
    return has(Feature.HAFDBS) && bit(vtcr, 21);
  }

  private boolean setsDirtyState() {
    return setsAccessFlag() && bit(vtcr, 22);
  }

  private boolean store(BigInteger replacement) {
    return memory.compareAndSwap(
        address.longValue(),
        inOrder(descriptor).longValue(),
        inOrder(replacement).longValue());
  }

  // ---------------------------------------------------------------- the leaf

  private @Nullable String leaf() {
    int bits = shift(level);
    int bitsOfRange = bits + CONTIGUOUS.getOrDefault(granule + " " + level, 0);
    boolean isContiguous = bit(descriptor, 52);
    if (isContiguous && bitsOfRange > inputBits && given.choice(Knob.CONTIGUOUS_SPAN) == 1) {
      return fault(FaultKind.TRANSLATION, level);
    }
    if (level < 3 && bit(descriptor, 16) && hasBbm() && given.choice(Knob.NT_BLOCK) == 1) {
      return fault(FaultKind.TRANSLATION, level);
    }
    BigInteger output = addressField().shiftRight(bits).shiftLeft(bits);
    if (isContiguous && given.choice(Knob.MISALIGNED_CONTIGUOUS) == 0) {
      bits = bitsOfRange;
    }
    BigInteger pa = output.shiftRight(bits).shiftLeft(bits).or(part(ipa, bits - 1, 0));
    if (pa.bitLength() > outputBits()) {
      return fault(FaultKind.ADDRESS_SIZE, level);
    }
    boolean isMaintenance = given.access().kind().group() == AccessKind.Group.CACHE;
    if (!bit(descriptor, 10)
        && !setsAccessFlag()
        && !(isMaintenance && given.choice(Knob.CACHE_MAINTENANCE_AF) == 0)) {
      return fault(FaultKind.ACCESS_FLAG, level);
    }
    NaiveAttributes attributes = new NaiveAttributes(given, descriptor, ds);
    String end = isMisaligned(attributes) ? fault(FaultKind.ALIGNMENT, level) : refusal(attributes);
    BigInteger updated = updated(end);
    if (!updated.equals(descriptor)) {
      if (!memory.isWritable(address.longValue())) {
        return fault(FaultKind.EXTERNAL, startLevel); // as in the recordings of Arm's pseudocode
      }
      if (!store(updated)) {
        return null;
      }
    }
    if (!end.equals(NO_FAULT)) {
      return end;
    }
    AccessKind kind = given.access().kind();
    if ((kind == AccessKind.LD64B || kind == AccessKind.ST64B) && attributes.isCached()) {
      return fault(FaultKind.UNSUPPORTED, level);
    }
    return translated(level, pa, attributes.combined());
  }

  private boolean hasBbm() {
    return has(Feature.BBML1) || has(Feature.BBML2) || has(Feature.BBML3);
  }

  private boolean isMisaligned(NaiveAttributes attributes) {
    AccessKind kind = given.access().kind();
    if (!attributes.isDevice() || kind == AccessKind.FETCH) {
      return false;
    }
    if (kind == AccessKind.STG) {
      return given.choice(Knob.TAG_STORE_TO_DEVICE) == 1;
    }
    return kind == AccessKind.DC_ZVA || !given.access().isAligned();
  }

  /** The Permission fault, or {@link #NO_FAULT}. */
  private String refusal(NaiveAttributes attributes) {
    AccessKind kind = given.access().kind();
    boolean isEl0 = given.access().el() == 0;
    boolean r = bit(descriptor, 6);
    boolean w = bit(descriptor, 7) || (setsDirtyState() && bit(descriptor, 51));
    boolean cmow = has(Feature.CMOW) && bit(register(SystemRegister.HCRX_EL2), 9);
    boolean isRefused = switch (kind) {
      case STAGE1_WALK, STAGE1_UPDATE ->
        (bit(hcr, 2) && !bit(hcr, 27) && attributes.isDevice())
            || !r
            || (kind == AccessKind.STAGE1_UPDATE && !w);
      case FETCH ->
        (attributes.isDevice() && given.choice(Knob.FETCH_FROM_DEVICE) == 1) || !canExecute(isEl0);
      case DC_IVAC -> !w;
      case DC_CIVAC -> (isEl0 && !r) || (cmow && !w);
      case DC_CVAC, DC_CVAU -> isEl0 && !r;
      case IC_IVAU -> (isEl0 && !r && given.choice(Knob.IC_IVAU_PERMISSION) == 1) || (cmow && !w);
      default -> false;
    };
    if (isRefused) {
      return fault(FaultKind.PERMISSION, level);
    }
    if (kind.reads() && !r) {
      return fault(FaultKind.PERMISSION, level, false, false);
    }
    if (kind.writes() && !w) {
      return fault(FaultKind.PERMISSION, level, true, false);
    }
    boolean usesTags = switch (kind) {
      case READ_TAG_CHECKED, WRITE_TAG_CHECKED, LDG, STG -> true;
      default -> false;
    };
    return usesTags
            && attributes.noTagAccess()
            && given.stage1().tagging() == Tagging.ALLOCATION_TAGGED
        ? fault(FaultKind.PERMISSION, level, kind == AccessKind.STG, true)
        : NO_FAULT;
  }

  private boolean canExecute(boolean isEl0) {
    return switch (number(descriptor, 54, 53) & (has(Feature.XNX) ? 3 : 2)) {
      case 0 -> true;
      case 1 -> isEl0;
      case 2 -> false;
      default -> !isEl0;
    };
  }

  /** The descriptor as hardware leaves it. */
  private BigInteger updated(String end) {
    AccessKind kind = given.access().kind();
    boolean isAt = kind.group() == AccessKind.Group.ADDRESS_TRANSLATION;
    boolean isPlain = end.equals(NO_FAULT);
    boolean isAlignment = end.startsWith(FaultKind.ALIGNMENT.word());
    BigInteger updated = descriptor;
    if (setsAccessFlag()
        && (isPlain || given.choice(Knob.AF_UPDATE_ON_FAULT) == 1)
        && !(isAt && given.choice(Knob.AT_AF_UPDATE) == 1)) {
      updated = updated.setBit(10);
    }
    if (setsDirtyState()
        && bit(updated, 10) // what is dirty was accessed
        && bit(descriptor, 51)
        && kind.writes()
        && !isAt
        && (isPlain || (isAlignment && given.choice(Knob.DIRTY_UPDATE_ON_FAULT) == 1))) {
      updated = updated.setBit(7);
    }
    return updated;
  }

  // ---------------------------------------------------------------- the end

  private String fault(FaultKind kind, int atLevel) {
    AccessKind cause = given.access().cause();
    boolean isWrite = cause.group() == AccessKind.Group.CACHE || (cause.writes() && !cause.reads());
    return fault(kind, atLevel, isWrite, false);
  }

  private String fault(FaultKind kind, int atLevel, boolean isWrite, boolean isTagAccess) {
    AccessKind asked = given.access().kind();
    boolean isWalker = asked == AccessKind.STAGE1_WALK || asked == AccessKind.STAGE1_UPDATE;
    AccessKind cause = given.access().cause();
    // A fault of the walker tells the direction of the instruction.
    boolean told = isWalker
        ? cause.group() == AccessKind.Group.CACHE || (cause.writes() && !cause.reads())
        : isWrite;
    return kind.word() + " level " + atLevel + (isWalker ? " on stage 1 walk" : "")
        + (told ? " of write" : "") + (isTagAccess ? " of tag" : "");
  }

  private static String translated(int atLevel, BigInteger pa, AccessAttributes attributes) {
    return NO_FAULT + " level " + atLevel + " 0x" + pa.toString(16) + " " + attributes;
  }

  // ---------------------------------------------------------------- bits

  private boolean has(Feature feature) {
    return given.platform().features().contains(feature);
  }

  private BigInteger register(SystemRegister register) {
    return unsigned(given.registers().value(register));
  }

  /** The word as a descriptor, or the descriptor as a word. */
  private BigInteger inOrder(BigInteger word) {
    if (!bit(register(SystemRegister.SCTLR_EL2), 25)) {
      return word;
    }
    BigInteger turned = BigInteger.ZERO;
    for (int octet = 0; octet < 8; octet++) {
      turned = turned.shiftLeft(8).or(part(word, 8 * octet + 7, 8 * octet));
    }
    return turned;
  }

  private BigInteger inOrder(long word) {
    return inOrder(unsigned(word));
  }

  static BigInteger unsigned(long bits) {
    BigInteger number = BigInteger.valueOf(bits & Long.MAX_VALUE);
    return bits < 0 ? number.setBit(63) : number;
  }

  static boolean bit(BigInteger bits, int place) {
    return bits.testBit(place);
  }

  static BigInteger part(BigInteger bits, int high, int low) {
    BigInteger ones = BigInteger.ONE.shiftLeft(high - low + 1).subtract(BigInteger.ONE);
    return bits.shiftRight(low).and(ones);
  }

  static int number(BigInteger bits, int high, int low) {
    return part(bits, high, low).intValueExact();
  }
}
