package io.shatterproof.cli;

import io.shatterproof.arch.Platform;
import io.shatterproof.arch.decode.Stage2Control;
import io.shatterproof.arch.register.VtcrEl2;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that say on what machine, and under which control registers, something is decoded. */
final class ControlOptions {
  /** 4K, start at level 0, 48 bits of IPA and of PA, cacheable walks. */
  private static final long ASSUMED_VTCR = 0x8005_3590L;

  private static final int ASSUMED_PA_BITS = 48;
  private static final int WIDEST_WITHOUT_D128 = 52;

  @Option(
      names = "--vtcr",
      paramLabel = "HEX",
      converter = HexNumber.class,
      description = "VTCR_EL2, which says how descriptors and VTTBR_EL2 are read. Without it: 4K,"
          + " level 0 first, 48 bits.")
  private @Nullable Long vtcr;

  @Option(
      names = "--hcr",
      paramLabel = "HEX",
      converter = HexNumber.class,
      description = "HCR_EL2, whose FWB says what MemAttr means; 0 if not given.")
  private @Nullable Long hcr;

  @Option(
      names = "--features",
      paramLabel = "LIST",
      converter = FeatureSet.Parser.class,
      completionCandidates = Candidates.Features.class,
      description = "Features the platform has, as in xnx,lpa2; all (the default), or none.")
  private @Nullable FeatureSet features;

  @Option(
      names = "--pa",
      paramLabel = "BITS",
      converter = PaBits.class,
      completionCandidates = Candidates.PaBits.class,
      description = "Bits of PA that the platform has: 32, 36, 40, 42, 44, 48, 52 or 56. Without it"
          + " 48, or 52 if VTCR_EL2.PS says more than 48.")
  private @Nullable Integer paBits;

  /** A size that PARange can encode. */
  static final class PaBits implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      for (int bits : new TreeSet<>(Platform.PA_RANGES)) {
        if (text.equals(Integer.toString(bits))) {
          return bits;
        }
      }
      throw new TypeConversionException("'" + text + "' is none of " + ranges());
    }

    private static String ranges() {
      return new TreeSet<>(Platform.PA_RANGES)
          .stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
  }

  boolean hasVtcr() {
    return vtcr != null;
  }

  /** A register that was decoded before holds for what comes after it. */
  void setVtcr(long value) {
    vtcr = value;
  }

  /** As {@link #setVtcr}. */
  void setHcr(long value) {
    hcr = value;
  }

  /** What the options say together. */
  Stage2Control control() {
    return new Stage2Control(platform(), vtcr(), hcr == null ? 0 : hcr);
  }

  private long vtcr() {
    return vtcr == null ? ASSUMED_VTCR : vtcr;
  }

  private Platform platform() {
    Platform plain = Platform.plain("decode");
    FeatureSet present = features == null ? FeatureSet.all() : features;
    return plain.withPa(paBits()).withFeatures(present.features());
  }

  private int paBits() {
    if (paBits != null) {
      return paBits;
    }
    boolean wide = VtcrEl2.outputBits(VtcrEl2.PS.of(vtcr())) > ASSUMED_PA_BITS;
    return wide ? WIDEST_WITHOUT_D128 : ASSUMED_PA_BITS;
  }

  /**
   * A line that tells what was not given but matters; empty if everything was.
   *
   * @param needsVtcr whether VTCR_EL2 matters
   */
  String assumptions(boolean needsVtcr) {
    List<String> assumed = new ArrayList<>();
    if (needsVtcr && vtcr == null) {
      assumed.add("VTCR_EL2 = 0x" + Long.toHexString(ASSUMED_VTCR));
    }
    if (features == null) {
      assumed.add("all features");
    }
    if (paBits == null) {
      assumed.add(paBits() + " bits of PA");
    }
    return assumed.isEmpty() ? "" : "assumed: " + String.join(", ", assumed);
  }
}
