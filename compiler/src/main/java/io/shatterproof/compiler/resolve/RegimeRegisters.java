package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Field;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.register.HcrEl2;
import io.shatterproof.arch.register.HcrxEl2;
import io.shatterproof.arch.register.SctlrEl1;
import io.shatterproof.arch.register.TcrEl1;
import io.shatterproof.arch.register.VtcrEl2;
import io.shatterproof.arch.register.VttbrEl2;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.syntax.RegimeMemberSyntax;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The registers of one regime: fields that it names, over those that follow from the rest. */
final class RegimeRegisters {
  private static final long WRITE_BACK = 0b01; // IRGN, ORGN: Write-Back, Read- and Write-Allocate
  private static final long INNER_SHAREABLE = 0b11;

  private final Environment environment;
  private final Platform platform;
  private final boolean isUnchecked;
  private final Map<SystemRegister, RegimeMemberSyntax.Register> said =
      new EnumMap<>(SystemRegister.class);
  private final Map<SystemRegister, Map<Field, Spanned<Long>>> named =
      new EnumMap<>(SystemRegister.class);
  private boolean isWrong;

  RegimeRegisters(Environment environment, Platform platform, boolean isUnchecked) {
    this.environment = environment;
    this.platform = platform;
    this.isUnchecked = isUnchecked;
  }

  /** Takes what a regime says of its registers; mistakes are reported. */
  void read(List<RegimeMemberSyntax> members) {
    for (RegimeMemberSyntax member : members) {
      if (member instanceof RegimeMemberSyntax.Register register) {
        read(register);
      }
    }
    if (!isUnchecked) {
      checkVmid();
    }
  }

  /**
   * Rule: a VMID has 8 bits unless VTCR_EL2.VS is 1.
   *
   * @see "Arm ARM DDI 0487, 'VTTBR_EL2, Virtualization Translation Table Base Register', VMID"
   */
  private void checkVmid() {
    Optional<Spanned<Long>> vmid = said(SystemRegister.VTTBR_EL2, VttbrEl2.VMID);
    boolean isWide =
        said(SystemRegister.VTCR_EL2, VtcrEl2.VS).filter(vs -> vs.value() == 1).isPresent();
    if (!isWide && vmid.filter(value -> value.value() > 0xff).isPresent()) {
      isWrong = true;
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.OUT_OF_RANGE,
                  vmid.get().span(),
                  "a VMID has 8 bits where VTCR_EL2.VS is 0, and " + vmid.get().value()
                      + " does not fit")
              .withHelp("say `vmid " + vmid.get().value()
                  + "` on a platform with `vmid16`, or add `unchecked`"));
    }
  }

  boolean isWrong() {
    return isWrong;
  }

  private void read(RegimeMemberSyntax.Register member) {
    SystemRegister register = register(member.register().text());
    RegimeMemberSyntax.Register earlier = said.putIfAbsent(register, member);
    if (earlier != null) {
      isWrong = true;
      environment
          .sink()
          .report(
              Diagnostic.of(Code.DUPLICATE_PROPERTY, member.span(), "this property is given twice")
                  .withNote("first given at", earlier.span()));
      return;
    }
    RegisterFields fields = new RegisterFields(environment, register.name(), fieldsOf(register));
    Map<Field, Spanned<Long>> values = fields.resolve(member.fields().fields());
    if (!isUnchecked) {
      fields.requireFeatures(values, platform);
      requireRegister(register, member);
    }
    isWrong |= fields.isWrong();
    named.put(register, values);
  }

  private void requireRegister(SystemRegister register, RegimeMemberSyntax.Register member) {
    if (register == SystemRegister.HCRX_EL2 && !platform.features().contains(Feature.HCX)) {
      isWrong = true;
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.FIELD_NEEDS_FEATURE,
                  member.register().span(),
                  "HCRX_EL2 needs FEAT_HCX, which platform `" + platform.name() + "` does not have")
              .withHelp("add `hcx` to the features of the platform"));
    }
  }

  private static SystemRegister register(String word) {
    return switch (word) {
      case "vtcr" -> SystemRegister.VTCR_EL2;
      case "vttbr" -> SystemRegister.VTTBR_EL2;
      case "hcr" -> SystemRegister.HCR_EL2;
      case "hcrx" -> SystemRegister.HCRX_EL2;
      case "sctlr" -> SystemRegister.SCTLR_EL1;
      case "sctlr_el2" -> SystemRegister.SCTLR_EL2;
      case "tcr" -> SystemRegister.TCR_EL1;
      default -> throw new IllegalStateException("the grammar has the same words: " + word);
    };
  }

  private static List<Field> fieldsOf(SystemRegister register) {
    return switch (register) {
      case VTCR_EL2 -> VtcrEl2.FIELDS;
      case VTTBR_EL2 -> List.of(VttbrEl2.CNP, VttbrEl2.VMID);
      case HCR_EL2 -> HcrEl2.FIELDS;
      case HCRX_EL2 -> HcrxEl2.FIELDS;
      case SCTLR_EL1 -> SctlrEl1.FIELDS;
      case SCTLR_EL2 -> List.of(SctlrEl1.EE);
      case TCR_EL1 -> TcrEl1.FIELDS;
      default -> List.of();
    };
  }

  /** What the regime says of a field. */
  Optional<Spanned<Long>> said(SystemRegister register, Field field) {
    return Optional.ofNullable(named.getOrDefault(register, Map.of()).get(field));
  }

  private long over(SystemRegister register, long defaults) {
    long value = defaults;
    for (Map.Entry<Field, Spanned<Long>> field :
        named.getOrDefault(register, Map.of()).entrySet()) {
      value = field.getKey().in(value, field.getValue().value());
    }
    return value;
  }

  /**
   * The values of all registers but for addresses of tables.
   *
   * @param vtcr the value of VTCR_EL2 that follows from the shape of the tables
   */
  SortedMap<SystemRegister, Long> values(long vtcr, int vmid, boolean hasStage1) {
    SortedMap<SystemRegister, Long> values = new TreeMap<>();
    values.put(SystemRegister.VTTBR_EL2, over(SystemRegister.VTTBR_EL2, VttbrEl2.VMID.in(0, vmid)));
    values.put(SystemRegister.VTCR_EL2, over(SystemRegister.VTCR_EL2, vtcr));
    values.put(
        SystemRegister.HCR_EL2, over(SystemRegister.HCR_EL2, HcrEl2.RW.in(HcrEl2.VM.in(0, 1), 1)));
    if (platform.features().contains(Feature.HCX) || said.containsKey(SystemRegister.HCRX_EL2)) {
      values.put(SystemRegister.HCRX_EL2, over(SystemRegister.HCRX_EL2, 0));
    }
    values.put(SystemRegister.SCTLR_EL1, over(SystemRegister.SCTLR_EL1, sctlr(hasStage1)));
    if (said.containsKey(SystemRegister.SCTLR_EL2)) {
      values.put(SystemRegister.SCTLR_EL2, over(SystemRegister.SCTLR_EL2, 0));
    }
    if (hasStage1 || said.containsKey(SystemRegister.TCR_EL1)) {
      values.put(SystemRegister.TCR_EL1, over(SystemRegister.TCR_EL1, tcr()));
    }
    return values;
  }

  private static long sctlr(boolean hasStage1) {
    return hasStage1 ? SctlrEl1.M.mask() | SctlrEl1.C.mask() | SctlrEl1.I.mask() : 0;
  }

  private long tcr() {
    long tcr = TcrEl1.T0SZ.in(0, 64 - RegimeResolver.STAGE1_BITS);
    tcr = TcrEl1.IRGN0.in(tcr, WRITE_BACK);
    tcr = TcrEl1.ORGN0.in(tcr, WRITE_BACK);
    tcr = TcrEl1.SH0.in(tcr, INNER_SHAREABLE);
    tcr = TcrEl1.EPD1.in(tcr, 1);
    return TcrEl1.IPS.in(tcr, VtcrEl2.ps(Math.min(48, platform.paBits())));
  }
}
