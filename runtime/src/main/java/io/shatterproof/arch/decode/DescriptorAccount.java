package io.shatterproof.arch.decode;

import io.shatterproof.arch.DescriptorKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Field;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Field;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.register.VtcrEl2;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells a stage 2 descriptor of VMSAv8-64 at one level.
 *
 * @see "Arm ARM DDI 0487, 'VMSAv8-64 translation table format descriptors'"
 */
final class DescriptorAccount {
  private static final int LAST_LEVEL = 3;
  private static final List<Field> HWU =
      List.of(VtcrEl2.HWU59, VtcrEl2.HWU60, VtcrEl2.HWU61, VtcrEl2.HWU62);

  /** What the recordings of Arm's pseudocode do with FnXS: docs/decisions/0013. */
  private static final String HONOURED = "should be 0; honoured all the same: XS is forced to 0";

  private final Stage2Control control;
  private final S2Format format;
  private final Granule granule;
  private final long descriptor;
  private final int level;
  private final int lastLevel;
  private final LeafFields leaf;
  private final Lines lines;
  private final List<String> consequences = new ArrayList<>();

  private DescriptorAccount(Stage2Control control, long descriptor, int level, int lastLevel) {
    this.control = control;
    this.format = control.format();
    this.granule = control.granule();
    this.descriptor = descriptor;
    this.level = level;
    this.lastLevel = lastLevel;
    this.leaf = new LeafFields(control, descriptor, level);
    this.lines = new Lines(descriptor);
  }

  /** The account at several levels, at each of which the fields are the same. */
  static Account of(Stage2Control control, long descriptor, int firstLevel, int lastLevel) {
    return new DescriptorAccount(control, descriptor, firstLevel, lastLevel).account();
  }

  private String levels() {
    return level == lastLevel ? "level " + level : "levels " + level + " to " + lastLevel;
  }

  /** For example {@code a Translation fault level 3}. */
  private String fault(String kind) {
    return kind + (level == lastLevel ? " fault level " + level : " fault of the entry's level");
  }

  private Account account() {
    return switch (format.kind(descriptor, level)) {
      case INVALID -> invalid();
      case RESERVED -> reserved();
      case TABLE -> table();
      case BLOCK, PAGE -> leaf();
    };
  }

  private Account finish(String what) {
    reachedOrNot().ifPresent(consequences::add);
    String heading = Hex.of(descriptor) + " at " + levels() + ", granule " + granule
        + (format.hasSharedAddressBits() ? ", DS = 1" : "") + ": " + what;
    return new Account(heading, lines.finish(), consequences);
  }

  /** Why no walk under VTCR_EL2 comes to the level; empty if one does. */
  private Optional<String> reachedOrNot() {
    Optional<String> illegal = control.obstacle();
    if (illegal.isPresent()) {
      return Optional.of("no walk reads it: VTCR_EL2 is illegal: " + illegal.get());
    }
    int start = control.geometry().startLevel();
    return level < start
        ? Optional.of("no walk reads it at level " + level + ": walks start at level " + start)
        : Optional.empty();
  }

  private Account invalid() {
    lines.ignored(63, 1, "software may use them");
    lines.add("Valid", 0, 0, "invalid");
    translationFault();
    return finish("invalid");
  }

  private Account reserved() {
    String why = level == LAST_LEVEL
        ? "at level 3 a page is 0b11"
        : "a " + granule + " granule has no block at level " + level + whatBlockNeeds();
    lines.ignored(63, 2, "walked as invalid");
    lines.add("Type", 1, 0, "reserved", Optional.of(why));
    translationFault();
    return finish("reserved, walked as invalid");
  }

  private String whatBlockNeeds() {
    return switch (granule) {
      case SIZE_4K -> level == 0 && !format.hasSharedAddressBits() ? " unless VTCR_EL2.DS = 1" : "";
      case SIZE_16K -> level == 1 ? " unless VTCR_EL2.DS = 1" : "";
      case SIZE_64K -> level == 1 ? " unless the PA has 52 bits (FEAT_LPA)" : "";
    };
  }

  private void translationFault() {
    consequences.add("an access through it is a " + fault("Translation"));
  }

  private Account table() {
    lines.res0(63, 63);
    if (control.indirect()) {
      lines.ignored(62, 59);
    } else {
      lines.res0(62, 59);
    }
    lines.ignored(58, 51);
    lines.res0(50, 50);
    long next = format.nextTablePa(descriptor);
    addresses("next table", next, granule.shift());
    lines.ignored(11, 11);
    if (control.tableAccessFlag()) {
      boolean isAccessed = S2Field.TABLE_AF.isSet(descriptor);
      lines.add(S2Field.TABLE_AF, isAccessed ? "accessed" : "hardware sets it (HAFT)");
    } else {
      lines.ignored(S2Field.TABLE_AF, "");
    }
    if (!format.hasSharedAddressBits()) {
      lines.ignored(9, 8);
    }
    lines.ignored(7, 2);
    lines.add("Type", 1, 0, "table");
    if (next >>> control.outputBits() != 0) {
      consequences.add("an access through it is an " + fault("Address size")
          + ": the output size is " + control.outputBits() + " bits");
    }
    return finish("table " + Hex.of(next));
  }

  /** The bits of an address, from bit 51 of the address to the lowest bit it has at the level. */
  private void addresses(String name, long pa, int lowest) {
    boolean wide = format.hasSharedAddressBits();
    Optional<String> beyond = pa >>> control.outputBits() == 0
        ? Optional.empty()
        : Optional.of("beyond the output size of " + control.outputBits() + " bits");
    if (wide) {
      lines.add(name + "[49:" + lowest + "]", 49, lowest, Hex.of(pa), beyond);
      lines.add(S2Field.SH.named(name + "[51:50]"), "with DS = 1 part of the address");
    } else {
      lines.res0(49, 48);
      lines.add(name + "[47:" + lowest + "]", 47, lowest, Hex.of(pa), beyond);
    }
    if (granule == Granule.SIZE_64K) {
      if (control.has(Feature.LPA)) {
        lines.add(name + "[51:48]", 15, 12, "with FEAT_LPA part of the address");
      } else {
        lines.res0(15, 12, "without FEAT_LPA");
      }
    }
  }

  private Account leaf() {
    boolean isPage = level == LAST_LEVEL;
    lines.res0("AMEC", 63, 63, "outside of Realm state");
    hardwareUse();
    if (control.assuredOnly()) {
      Field assuredOnly = S2Field.SW.part(3, 1).named("AssuredOnly");
      lines.add(assuredOnly, assuredOnly.isSet(descriptor) ? "only assured translations" : "off");
      lines.add(S2Field.SW.part(1, 2).named("software"), "");
    } else {
      lines.add(S2Field.SW.part(1, 3).named("software"), "");
    }
    lines.ignored(S2Field.SW.part(0, 1), "NS in Realm state only");
    permissions();
    contiguous();
    lines.res0(50, 50);
    addresses("OA", leaf.outputAddress(), granule.levelShift(level));
    if (!isPage) {
      noTranslation();
    }
    forcedXs();
    accessFlag();
    shareability();
    memoryType();
    lines.add("Type", 1, 0, isPage ? "page" : "block");
    if (leaf.exceedsOutputSize()) {
      consequences.add("an access through it is an " + fault("Address size")
          + ": the output size is " + control.outputBits() + " bits");
    }
    return finish(headingOfLeaf());
  }

  private String headingOfLeaf() {
    DescriptorKind kind = format.kind(descriptor, level);
    return kind.word() + " " + Hex.of(leaf.outputAddress()) + " of "
        + Hex.size(granule.levelShift(level)) + ", " + leaf.permissions() + ", " + leaf.memory()
        + ", " + leaf.shareabilityWords() + (leaf.accessFlag() ? "" : ", AF = 0");
  }

  /** Bits[62:59]: an overlay index, attributes for hardware, or nothing a PE looks at. */
  private void hardwareUse() {
    if (control.overlays()) {
      lines.add(S2Field.PBHA.named("POIndex"), "index into S2POR_EL1, which is not decoded");
      return;
    }
    boolean used = HWU.stream().anyMatch(control::isOn);
    if (!used) {
      lines.ignored(S2Field.PBHA.part(1, 3), "not used by a PE; an SMMU may");
      lines.ignored(S2Field.PBHA.part(0, 1), "");
      return;
    }
    for (int n = 0; n < HWU.size(); n++) {
      Field enable = HWU.get(n);
      Field bit = S2Field.PBHA.part(n, 1);
      if (control.isOn(enable)) {
        lines.add(bit, "IMPLEMENTATION DEFINED, since " + enable.name() + " = 1");
      } else {
        lines.ignored(bit, enable.name() + " = 0");
      }
    }
  }

  private void permissions() {
    if (control.indirect()) {
      String index = "index " + leaf.permissionIndex() + " into S2PIR_EL2, which is not decoded";
      lines.add(S2Field.XN.named("PIIndex[3:2]"), index);
      lines.add(S2Field.DBM.named("PIIndex[1]"), "");
      lines.add(S2Field.S2AP.part(1, 1).named("Dirty"), dirtyState());
      lines.add(S2Field.S2AP.part(0, 1).named("PIIndex[0]"), "");
      return;
    }
    executeNever();
    dirtyBitModifier();
    String data = switch ((int) S2Field.S2AP.of(descriptor)) {
      case 0b00 -> "no read, no write";
      case 0b01 -> "read-only";
      case 0b10 -> "write-only";
      default -> "read and write";
    };
    lines.add(S2Field.S2AP, leaf.isWritableClean() ? data + ", writable since DBM = 1" : data);
  }

  private String dirtyState() {
    return S2Descriptor.isWritable(descriptor) ? "writable-dirty" : "writable-clean";
  }

  private void executeNever() {
    if (!control.has(Feature.XNX)) {
      Field xn = S2Field.XN.part(1, 1).named(S2Field.XN.name());
      lines.add(xn, xn.isSet(descriptor) ? "not executable" : "executable");
      lines.res0(S2Field.XN.part(0, 1), "without FEAT_XNX");
      return;
    }
    String meaning = switch ((int) S2Field.XN.of(descriptor)) {
      case 0b00 -> "executable at EL1 and EL0";
      case 0b01 -> "executable at EL0, not at EL1";
      case 0b10 -> "not executable";
      default -> "executable at EL1, not at EL0";
    };
    lines.add(S2Field.XN, meaning);
  }

  private void dirtyBitModifier() {
    if (!control.has(Feature.HAFDBS)) {
      lines.res0(S2Field.DBM, "without FEAT_HAFDBS");
      return;
    }
    if (!S2Descriptor.dirtyBitModifier(descriptor)) {
      lines.add(S2Field.DBM, "hardware does not manage the dirty state");
    } else if (control.managesDirtyState()) {
      String clean = leaf.isWritableClean() ? ": a write sets S2AP[1]" : "";
      lines.add(S2Field.DBM, dirtyState() + clean);
    } else {
      lines.add(S2Field.DBM, "", Optional.of("ignored: needs VTCR_EL2.HA and HD"));
    }
  }

  private void contiguous() {
    Optional<String> remark = leaf.contiguousRemark();
    String meaning = "";
    if (leaf.isContiguous()) {
      meaning = "one of " + leaf.contiguousEntries() + " entries that cover "
          + Hex.size(leaf.contiguousShift());
      long rangePa = leaf.outputAddress() & -(1L << leaf.contiguousShift());
      long entry = (leaf.outputAddress() - rangePa) >>> granule.levelShift(level);
      consequences.add(
          "contiguous: its address is that of entry " + entry + ", from 0, of a range of "
              + Hex.size(leaf.contiguousShift()) + " at PA " + Hex.of(rangePa));
    } else if (leaf.contiguousEntries() > 1) {
      meaning = "stands alone";
    } else if (remark.isEmpty()) {
      meaning = "no contiguous range at this level";
    }
    lines.add(S2Field.CONTIGUOUS, meaning, remark);
  }

  /** Of a block; the bits around it, up to the address, are RES0. */
  private void noTranslation() {
    if (S2Field.NT.needs().stream().noneMatch(control::has)) {
      lines.res0(S2Field.NT, "without FEAT_BBM");
    } else if (S2Descriptor.notTranslating(descriptor)) {
      lines.add(S2Field.NT, "not cached in a TLB; IMPLEMENTATION DEFINED whether it translates");
    } else {
      lines.add(S2Field.NT, "translates");
    }
  }

  private void forcedXs() {
    boolean isSet = S2Descriptor.fnxs(descriptor);
    if (control.has(Feature.XS)) {
      lines.add(S2Field.FNXS, isSet ? "XS is forced to 0" : "XS as stage 1 says");
    } else {
      lines.add(
          S2Field.FNXS,
          Lines.RES0 + " without FEAT_XS",
          isSet ? Optional.of(HONOURED) : Optional.empty());
    }
  }

  private void accessFlag() {
    if (leaf.accessFlag()) {
      lines.add(S2Field.AF, "accessed");
    } else if (control.ha()) {
      lines.add(S2Field.AF, "hardware sets it at the first access");
    } else {
      lines.add(S2Field.AF, "an access is an " + fault("Access flag"));
    }
  }

  private void shareability() {
    Optional<String> remark = leaf.shareabilityWords().startsWith("reserved")
        ? Optional.of(RegisterWords.RESERVED_SH)
        : Optional.empty();
    if (format.hasSharedAddressBits()) {
      consequences.add("the shareability is VTCR_EL2.SH0: " + leaf.shareabilityWords()
          + remark.map(words -> ", " + words).orElse(""));
    } else {
      lines.add(S2Field.SH, leaf.shareabilityWords(), remark);
    }
  }

  private void memoryType() {
    MemAttr memAttr = leaf.memAttr();
    if (control.fwb() && !control.has(Feature.MTE_PERM)) {
      lines.res0(S2Field.MEMATTR.part(3, 1), "with FWB and without FEAT_MTE_PERM");
      lines.add(S2Field.MEMATTR.part(0, 3), memAttr.meaning(), memAttr.remark());
    } else {
      lines.add(S2Field.MEMATTR, memAttr.meaning(), memAttr.remark());
    }
  }
}
