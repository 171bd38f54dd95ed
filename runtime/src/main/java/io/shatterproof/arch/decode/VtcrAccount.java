package io.shatterproof.arch.decode;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Field;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.register.VtcrEl2;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells VTCR_EL2, and what its fields mean together. */
final class VtcrAccount {
  private static final Flags FLAGS = new Flags()
      .when(VtcrEl2.VS, "VMID of 16 bits", "VMID of 8 bits")
      .when(VtcrEl2.HA, "hardware sets the access flag", "software sets the access flag")
      .when(VtcrEl2.NSW, "Secure state: walks for Non-secure IPAs in Non-secure PAs")
      .when(VtcrEl2.NSA, "Secure state: Non-secure IPAs give Non-secure PAs")
      .when(
          VtcrEl2.ASSURED_ONLY, "bit 58 of a leaf is AssuredOnly", "bit 58 of a leaf is software's")
      .when(VtcrEl2.TL1, "TopLevel1 is checked; not decoded further")
      .when(VtcrEl2.TL0, "TopLevel0 is checked; not decoded further")
      .when(VtcrEl2.S2PIE, "permissions are indices into S2PIR_EL2", "S2AP and XN are permissions")
      .when(VtcrEl2.GCSH, "GCS accesses of EL1 need AssuredOnly");

  private final Stage2Control control;
  private final long vtcr;
  private final Lines lines;
  private final List<String> consequences = new ArrayList<>();

  private VtcrAccount(Stage2Control control) {
    this.control = control;
    this.vtcr = control.vtcr();
    this.lines = new Lines(vtcr);
  }

  static Account of(Stage2Control control) {
    return new VtcrAccount(control).account();
  }

  private Account account() {
    FLAGS.tell(control.platform(), vtcr, lines);
    dependentFlags();
    res1();
    granuleAndSizes();
    startLevel();
    walkAttributes();
    hardwareUse();
    consequences();
    return new Account("VTCR_EL2 = " + Hex.of(vtcr), lines.finish(), consequences);
  }

  private void dependentFlags() {
    boolean ha = control.ha();
    dependent(VtcrEl2.HD, "hardware manages the dirty state of leaves", ha, "HA is 0");
    dependent(VtcrEl2.HAFT, "hardware sets the access flag of tables", ha, "HA is 0");
    dependent(VtcrEl2.S2POE, "overlays of S2POR_EL1", control.indirect(), "S2PIE is 0");
    boolean ds = control.granule() != Granule.SIZE_64K;
    dependent(VtcrEl2.DS, "descriptors have 52-bit addresses", ds, "the granule is 64K");
    boolean tracked = VtcrEl2.HDBSS.isSet(vtcr);
    lines.add(
        VtcrEl2.HDBSS,
        tracked ? "dirty state is tracked in memory" : "off",
        !tracked
            ? Optional.empty()
            : Optional.of(
                control.managesDirtyState()
                    ? "not decoded further"
                    : "acts as 0: HA and HD are not both 1"));
    RegisterWords.missing(control.platform(), VtcrEl2.D128)
        .ifPresentOrElse(
            why -> lines.res0("D128", 38, 38, why),
            () -> lines.add(
                VtcrEl2.D128,
                VtcrEl2.D128.isSet(vtcr) ? "128-bit descriptors" : "64-bit descriptors",
                control.cannotDecode()));
  }

  /** A field that acts as 0 while a condition does not hold. */
  private void dependent(Field field, String meaning, boolean condition, String otherwise) {
    Optional<String> missing = RegisterWords.missing(control.platform(), field);
    if (missing.isPresent()) {
      lines.res0(field.name(), field.high(), field.low(), missing.get());
    } else if (!field.isSet(vtcr)) {
      lines.add(field, "off");
    } else {
      lines.add(
          field, meaning, condition ? Optional.empty() : Optional.of("acts as 0: " + otherwise));
    }
  }

  private void res1() {
    boolean isSet = (vtcr & VtcrEl2.RES1) != 0;
    lines.add("RES1", 31, 31, "", isSet ? Optional.empty() : Optional.of("should be 1"));
  }

  private void granuleAndSizes() {
    boolean reservedGranule = VtcrEl2.TG0.of(vtcr) == 0b11;
    lines.add(
        VtcrEl2.TG0,
        "granule " + control.granule(),
        reservedGranule
            ? Optional.of("reserved: the granule is IMPLEMENTATION DEFINED")
            : Optional.empty());
    int programmed = VtcrEl2.outputBits(VtcrEl2.PS.of(vtcr));
    lines.add(
        VtcrEl2.PS,
        "output addresses of " + programmed + " bits",
        programmed > control.outputBits()
            ? Optional.of("acts as " + control.outputBits() + " bits")
            : Optional.empty());
    lines.add(
        VtcrEl2.T0SZ,
        "IPA of 64 - " + VtcrEl2.T0SZ.of(vtcr) + " = " + control.programmedIpaBits() + " bits",
        sizeRemark());
  }

  private Optional<String> sizeRemark() {
    int programmed = control.programmedIpaBits();
    int widest = control.limits().widestIpa();
    int narrowest = control.limits().narrowestIpa();
    if (programmed >= narrowest && programmed <= widest) {
      return Optional.empty();
    }
    boolean below = programmed > widest;
    int limit = 64 - (below ? widest : narrowest);
    String bound = below ? "below the minimum, " + limit : "above the maximum, " + limit;
    return Optional.of(
        below && control.has(Feature.LPA)
            ? bound
            : bound + ": IMPLEMENTATION DEFINED whether it faults or counts as " + limit);
  }

  private void startLevel() {
    String meaning = control.startLevel().isPresent()
        ? "start at level " + control.startLevel().getAsInt()
        : "no start level";
    Optional<String> reserved =
        control.startLevel().isPresent() ? Optional.empty() : Optional.of("reserved");
    lines.add(VtcrEl2.SL0, meaning, reserved);
    boolean counts = control.granule() == Granule.SIZE_4K && control.ds();
    dependent(
        VtcrEl2.SL2,
        "part of the start level",
        counts,
        control.granule() == Granule.SIZE_4K ? "DS is 0" : "the granule is not 4K");
  }

  private void walkAttributes() {
    lines.add(VtcrEl2.IRGN0, "walks: inner " + RegisterWords.cacheability(VtcrEl2.IRGN0.of(vtcr)));
    lines.add(VtcrEl2.ORGN0, "walks: outer " + RegisterWords.cacheability(VtcrEl2.ORGN0.of(vtcr)));
    long sh = VtcrEl2.SH0.of(vtcr);
    lines.add(
        VtcrEl2.SH0,
        (control.ds() ? "walks and leaves: " : "walks: ")
            + LeafFields.words(Shareability.of((int) sh)),
        RegisterWords.shareabilityRemark(sh));
  }

  private void hardwareUse() {
    List<Field> enables = List.of(VtcrEl2.HWU59, VtcrEl2.HWU60, VtcrEl2.HWU61, VtcrEl2.HWU62);
    for (int n = 0; n < enables.size(); n++) {
      dependent(
          enables.get(n),
          "bit " + (59 + n) + " of a leaf is for IMPLEMENTATION DEFINED use",
          !control.overlays(),
          "S2POE is 1");
    }
  }

  private void consequences() {
    Optional<String> d128 = control.cannotDecode();
    if (d128.isPresent()) {
      consequences.add("start level, table base and sizes are those of 128-bit descriptors, which"
          + " are not decoded yet");
      return;
    }
    Optional<String> obstacle = control.obstacle();
    if (obstacle.isPresent()) {
      consequences.add("illegal: " + obstacle.get());
      consequences.add("every access is a Translation fault level 0");
      return;
    }
    Stage2Geometry geometry = control.geometry();
    int bits = geometry.ipaBits();
    consequences.add("IPA of " + bits + " bits: 0x0 to " + Hex.of((1L << bits) - 1));
    int entryBits = bits - geometry.granule().levelShift(geometry.startLevel());
    int tables = geometry.concatenatedTables();
    consequences.add("walks start at level " + geometry.startLevel() + ", in "
        + (tables == 1 ? "one table" : tables + " concatenated tables") + " of "
        + (1L << entryBits) / tables + " descriptors" + (tables == 1 ? "" : " each"));
    int alignment = control.baseAlignmentShift();
    consequences.add("VTTBR_EL2.BADDR is aligned to " + Hex.size(alignment)
        + (alignment > 1
            ? ": bits[" + (alignment - 1) + ":1] of the register are "
                + (control.hasWideBase()
                    ? "zero but for [5:2], which are address bits [51:48]"
                    : "zero")
            : ""));
    consequences.add("output addresses of " + geometry.outputBits()
        + " bits; wider ones are Address" + " size faults");
    consequences.add("descriptors: " + blocks());
  }

  private String blocks() {
    StringBuilder text = new StringBuilder("pages of " + control.granule() + " at level 3");
    for (int level = 2; level >= -1; level--) {
      if (control.format().allowsBlock(level)) {
        text.append(", blocks of ")
            .append(Hex.size(control.granule().levelShift(level)))
            .append(" at level ")
            .append(level);
      }
    }
    return text.toString();
  }
}
