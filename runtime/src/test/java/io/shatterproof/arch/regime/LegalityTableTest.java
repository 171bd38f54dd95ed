package io.shatterproof.arch.regime;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GeometryLimits;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.SystemRegister;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every value of the fields of VTCR_EL2 that shape the tables, on every platform that decides about
 * them, against the {@link LegalityTable}.
 */
final class LegalityTableTest {
  private static final int[] OUTPUT_BITS = {32, 36, 40, 42, 44, 48, 52, 56}; // by PS
  private static final long EVERY_BIT_OF_BADDR = 0x0000_ffff_ffff_fffeL; // bits[47:1]
  private static final int MOST_MISTAKES = 10;

  private final List<String> mistakes = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {32, 36, 40, 42, 44, 48, 52})
  void registersMeanWhatTheTableSays(int paBits) {
    int legal = 0;
    for (Platform platform : platforms(paBits)) {
      for (int knobs = 0; knobs < 4; knobs++) {
        for (int tg0 = 0; tg0 < 4; tg0++) {
          for (int reserved = 0; reserved < (tg0 == 3 ? 3 : 1); reserved++) {
            for (int bits = 0; bits < 1 << 10; bits++) {
              legal += new Case(platform, knobs, tg0, reserved, bits).check() ? 1 : 0;
            }
          }
        }
      }
    }

    assertThat(mistakes).isEmpty();
    assertThat(legal).isPositive();
  }

  @Test
  void limitsSayWhatTheTableSays() {
    for (int paBits : new int[] {32, 36, 40, 42, 44, 48, 52}) {
      for (Platform platform : platforms(paBits)) {
        for (Granule granule : Granule.values()) {
          checkLimits(
              new GeometryLimits(platform, granule, false), new Shape(platform, granule, 0));
          checkLimits(new GeometryLimits(platform, granule, true), new Shape(platform, granule, 1));
        }
      }
    }

    assertThat(mistakes).isEmpty();
  }

  private void checkLimits(GeometryLimits limits, Shape shape) {
    expect(shape, "widest IPA", limits.widestIpa(), 64 - shape.leastT0sz());
    expect(shape, "narrowest IPA", limits.narrowestIpa(), 64 - shape.mostT0sz());
    for (int level = -1; level <= 3; level++) {
      expect(shape, "can start at " + level, limits.canStartAt(level), shape.canStartAt(level));
    }
    for (int ipaBits = 12; ipaBits <= 56; ipaBits++) {
      List<Integer> levels = new ArrayList<>();
      for (int level = -1; level <= 3; level++) {
        boolean isLegal = shape.isLegal(64 - ipaBits, level);
        expect(
            shape,
            ipaBits + " bits from level " + level,
            limits.obstacle(ipaBits, level).isEmpty(),
            isLegal);
        if (isLegal) {
          levels.add(level);
        }
      }
      expect(shape, "levels of " + ipaBits, limits.startLevels(ipaBits), levels);
    }
  }

  private static List<Platform> platforms(int paBits) {
    List<Platform> platforms = new ArrayList<>();
    for (Set<Feature> addresses : List.of(
        EnumSet.noneOf(Feature.class),
        EnumSet.of(Feature.LPA),
        EnumSet.of(Feature.LPA, Feature.LPA2))) {
      Set<Feature> features = EnumSet.copyOf(addresses);
      platforms.add(platform(paBits, features));
      features.add(Feature.TTST);
      platforms.add(platform(paBits, features));
    }
    return platforms;
  }

  private static Platform platform(int paBits, Set<Feature> features) {
    return Platform.plain("p").withPa(paBits).withFeatures(features);
  }

  private void expect(Object place, String what, Object actual, Object expected) {
    if (!actual.equals(expected) && mistakes.size() < MOST_MISTAKES) {
      mistakes.add(place + ": " + what + " is " + actual + ", not " + expected);
    }
  }

  /** What the table is asked for: a granule on a platform, with a value of DS. */
  private record Shape(Platform platform, Granule granule, int dsBit) {

    boolean hasDs() {
      return dsBit == 1 && granule != Granule.SIZE_64K && platform.has(Feature.LPA2);
    }

    boolean hasWideAddresses() {
      return hasDs() || (granule == Granule.SIZE_64K && platform.has(Feature.LPA));
    }

    int leastT0sz() {
      int least = LegalityTable.SMALLEST_T0SZ.stream()
          .filter(smallest -> smallest.paBits() == platform.paBits())
          .findFirst()
          .orElseThrow()
          .t0sz();
      return hasWideAddresses() ? least : Math.max(least, 16);
    }

    int mostT0sz() {
      return platform.has(Feature.TTST) ? (granule == Granule.SIZE_64K ? 47 : 48) : 39;
    }

    boolean isMet(LegalityTable.Need need) {
      return switch (need) {
        case NOTHING -> true;
        case DS -> hasDs();
        case TTST -> platform.has(Feature.TTST);
        case LPA -> platform.has(Feature.LPA);
        case PA_42 -> platform.paBits() >= 42;
        case PA_44 -> platform.paBits() >= 44;
      };
    }

    /** The row of a size and a start level, whose needs are met. */
    Optional<LegalityTable.Row> row(int t0sz, int level) {
      return LegalityTable.ROWS.stream()
          .filter(row -> row.granule() == granule && row.level() == level)
          .filter(row -> row.least() <= t0sz && t0sz <= row.most())
          .filter(row -> isMet(row.need()))
          .findFirst();
    }

    /** The start level of SL2 and SL0, whose needs are met. */
    Optional<LegalityTable.StartLevel> startLevel(int sl2, int sl0) {
      int effective = granule == Granule.SIZE_4K && hasDs() ? sl2 : 0;
      return LegalityTable.START_LEVELS.stream()
          .filter(
              start -> start.granule() == granule && start.sl2() == effective && start.sl0() == sl0)
          .filter(start -> isMet(start.need()))
          .findFirst();
    }

    boolean canStartAt(int level) {
      return LegalityTable.START_LEVELS.stream()
          .anyMatch(
              start -> start.granule() == granule && start.level() == level && isMet(start.need()));
    }

    boolean isLegal(int t0sz, int level) {
      return leastT0sz() <= t0sz
          && t0sz <= mostT0sz()
          && canStartAt(level)
          && row(t0sz, level).isPresent();
    }

    int rootShift(int t0sz, int level) {
      return LegalityTable.ALIGNMENTS.stream()
              .filter(one -> one.granule() == granule && one.level() == level)
              .findFirst()
              .orElseThrow()
              .minuend()
          - t0sz;
    }
  }

  /** Values of the fields, on one platform. */
  private final class Case {
    private final Shape shape;
    private final Choices choices;
    private final int t0sz;
    private final int sl0;
    private final int sl2;
    private final boolean faultsBelow;
    private final boolean faultsAbove;
    private final long vtcr;

    /** The ten bits are, from bit 0: T0SZ, SL0, SL2 and DS. */
    Case(Platform platform, int knobs, int tg0, int reserved, int bits) {
      this.faultsBelow = (knobs & 1) != 0;
      this.faultsAbove = (knobs & 2) != 0;
      this.choices = knob -> switch (knob) {
        case T0SZ_BELOW_MIN -> faultsBelow ? 1 : 0;
        case T0SZ_ABOVE_MAX -> faultsAbove ? 1 : 0;
        case TG0_RESERVED -> reserved;
        default -> throw new AssertionError("the shape does not depend on " + knob);
      };
      this.t0sz = bits & 0x3f;
      this.sl0 = (bits >>> 6) & 0b11;
      this.sl2 = (bits >>> 8) & 1;
      int ds = bits >>> 9;
      this.shape = new Shape(platform, granule(tg0, reserved), ds);
      this.vtcr = 0x8000_0000L
          | (long) tg0 << 14
          | (long) ds << 32
          | (long) sl2 << 33
          | (long) sl0 << 6
          | t0sz;
    }

    private static Granule granule(int tg0, int reserved) {
      return switch (tg0) {
        case 0b00 -> Granule.SIZE_4K;
        case 0b01 -> Granule.SIZE_64K;
        case 0b10 -> Granule.SIZE_16K;
        default -> Granule.valueOf("SIZE_" + Knob.TG0_RESERVED.choices().get(reserved));
      };
    }

    /** Whether the tables have a shape. */
    boolean check() {
      Stage2Regime regime = regime(0);
      Optional<LegalityTable.Row> row = row();
      expect(this, "misconfigured", regime.isMisconfigured(), row.isEmpty());
      if (row.isEmpty() || regime.isMisconfigured()) {
        return false;
      }
      int effective = effectiveT0sz();
      expect(this, "granule", regime.geometry().granule(), shape.granule());
      expect(this, "IPA size", regime.geometry().ipaBits(), 64 - effective);
      expect(this, "start level", regime.geometry().startLevel(), row.get().level());
      expect(this, "tables", regime.geometry().concatenatedTables(), row.get().tables());
      int shift = shape.rootShift(effective, row.get().level());
      for (int ps = 0; ps < 8; ps++) {
        checkOutput(ps, shift);
      }
      return true;
    }

    private void checkOutput(int ps, int shift) {
      Stage2Regime regime = regime(ps);
      expect(this, "output size with PS " + ps, regime.geometry().outputBits(), outputBits(ps));
      boolean has52Bits = shape.hasDs()
          || (shape.granule() == Granule.SIZE_64K
              && shape.platform().has(Feature.LPA)
              && ps == 0b110);
      long root = has52Bits
          ? 0x000f_ffff_ffff_ffffL & -1L << Math.max(shift, 6)
          : 0x0000_ffff_ffff_ffffL & -1L << shift;
      expect(this, "root with PS " + ps, Long.toHexString(regime.rootPa()), Long.toHexString(root));
    }

    private int outputBits(int ps) {
      Platform platform = shape.platform();
      boolean can52 = shape.granule() == Granule.SIZE_64K
          ? platform.has(Feature.LPA)
          : platform.has(Feature.LPA2);
      return Math.min(OUTPUT_BITS[ps], Math.min(platform.paBits(), can52 ? 52 : 48));
    }

    private Stage2Regime regime(int ps) {
      RegisterFile registers = RegisterFile.NONE
          .with(SystemRegister.VTCR_EL2, vtcr | (long) ps << 16)
          .with(SystemRegister.VTTBR_EL2, EVERY_BIT_OF_BADDR);
      return Stage2Regime.of(shape.platform(), registers, choices);
    }

    private Optional<LegalityTable.Row> row() {
      boolean isBelow = t0sz < shape.leastT0sz();
      boolean isAbove = t0sz > shape.mostT0sz();
      boolean faults = (isBelow && (faultsBelow || shape.platform().has(Feature.LPA)))
          || (isAbove && faultsAbove);
      return faults
          ? Optional.empty()
          : shape.startLevel(sl2, sl0).flatMap(start -> shape.row(effectiveT0sz(), start.level()));
    }

    private int effectiveT0sz() {
      return Math.max(shape.leastT0sz(), Math.min(shape.mostT0sz(), t0sz));
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s VTCR_EL2 0x%x, PARange %d, %s, below %b, above %b",
          shape.granule(),
          vtcr,
          shape.platform().paBits(),
          shape.platform().features(),
          faultsBelow,
          faultsAbove);
    }
  }
}
