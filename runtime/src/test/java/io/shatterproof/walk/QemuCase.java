package io.shatterproof.walk;

import static io.shatterproof.walk.TranslationRecording.hex;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TransferRegister;
import io.shatterproof.arch.register.EsrEl2;
import io.shatterproof.arch.register.HcrEl2;
import io.shatterproof.arch.register.ParEl1;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** One record of {@code qemu-stage2}: the two AT instructions and the access, each from the start. */
final class QemuCase {
  private static final List<String> ACTIONS = List.of("at_r", "at_w", "acc");

  /** What QEMU does of its own to the attributes in PAR_EL1. */
  private static final Set<String> OF_ATTRIBUTES = Set.of("fwb_device", "fwb_cd", "s1off_sh");

  /** What it does of its own that leaves the outcome as it should be, but for a reported level. */
  private static final Set<String> OF_REPORTS =
      Set.of("fwb_device", "fwb_cd", "s1off_sh", "at_dirty", "s1ptw_level");

  static final Platform PLATFORM = Platform.plain("qemu")
      .withPa(52)
      .withFeatures(EnumSet.of(
          Feature.BBML2,
          Feature.HAFDBS,
          Feature.HCX,
          Feature.LPA,
          Feature.LPA2,
          Feature.LSE,
          Feature.LSE2,
          Feature.RAS,
          Feature.S2FWB,
          Feature.TLBIOS,
          Feature.TLBIRANGE,
          Feature.TTCNP,
          Feature.TTL,
          Feature.TTST,
          Feature.VMID16,
          Feature.XNX));

  private final JsonNode record;
  private final JsonNode observed;
  private final Set<String> deviations;

  QemuCase(JsonNode record) {
    this.record = record;
    this.observed = record.get("obs");
    this.deviations = words("dev");
  }

  /** Why the record is not judged; empty if it is. */
  Optional<String> obstacle() {
    if (record.has("steps")) {
      return Optional.of("TLB history");
    }
    if (observed.has("crash")) {
      return Optional.of("QEMU aborted");
    }
    return record.has("open") ? Optional.of("memory not defined") : Optional.empty();
  }

  /** Puts what the record says and what we do, action by action. */
  void compare(SortedMap<String, String> recorded, SortedMap<String, String> ours) {
    for (int i = 0; i < ACTIONS.size(); i++) {
      String action = ACTIONS.get(i);
      Set<String> allowed = allowed(action, i);
      boolean saysNothing = allowed.stream().anyMatch(form -> form.endsWith("stub"));
      if (!saysNothing) {
        Run run = new Run(action);
        recorded.put(action, member(allowed, run.form()));
        ours.put(action, run.form());
        compareEffects(action, run, recorded, ours);
      }
    }
  }

  private Set<String> allowed(String action, int number) {
    return record.has("asl")
        ? strings(record.get("asl").get(number))
        : Set.of(record.get("out").get(action).asString());
  }

  /** The form that is ours, if it is among them; {@code ok:?} is every address. */
  private static String member(Set<String> allowed, String ours) {
    boolean isAllowed =
        allowed.contains(ours) || (ours.startsWith("ok:") && allowed.contains("ok:?"));
    return isAllowed ? ours : String.join(" or ", allowed);
  }

  private void compareEffects(
      String action, Run run, SortedMap<String, String> recorded, SortedMap<String, String> ours) {
    boolean isAnotherOutcome = deviations.stream().anyMatch(name -> !OF_REPORTS.contains(name));
    boolean saysNothing = record.get("out").get(action).asString().endsWith("stub");
    if (isAnotherOutcome || saysNothing) {
      return;
    }
    if (!(action.equals("at_w") && deviations.contains("at_dirty"))) {
      String name = action + "_mem";
      String updates = observed.has(name) ? RecordedMemory.updates(observed.get(name)) : "";
      recorded.put(name, updates);
      ours.put(name, ourUpdates(action, run, updates));
    }
    JsonNode result = observed.get(action);
    if (result.isString()) {
      long mask = run.meaningOfPar();
      recorded.put(action + " par", Long.toHexString(hex(result) & mask));
      ours.put(action + " par", run.par());
    } else {
      compareAbort(action, run, result, recorded, ours);
    }
    compareData(action, run, recorded, ours);
  }

  /**
   * What we write. Whether a Permission fault sets AF is a choice; QEMU does not, but it looks at
   * HCR_EL2.PTW only when it has set AF.
   */
  private String ourUpdates(String action, Run run, String recorded) {
    boolean isChoice =
        run.form().startsWith("s2p_perm") && run.choices.wasAsked(Knob.AF_UPDATE_ON_FAULT);
    String other = isChoice ? new Run(action, 1).memory.updates() : recorded;
    return isChoice && other.equals(recorded) ? other : run.memory.updates();
  }

  private void compareAbort(
      String action,
      Run run,
      JsonNode result,
      SortedMap<String, String> recorded,
      SortedMap<String, String> ours) {
    if (!result.has("esr") || !(run.report.outcome() instanceof Outcome.Faulted fault)) {
      return; // an External abort of the access itself says nothing of translation
    }
    boolean isToEl1 = result.get("r").asString().equals("el1");
    boolean isExternal = fault.kind() == FaultKind.EXTERNAL;
    if (isToEl1 && isExternal && HcrEl2.TEA.isSet(hex(record, "hcr"))) {
      return; // QEMU does not route these to EL2
    }
    long mask = ~((isExternal ? INSTRUCTION : 0)
        | (deviations.contains("s1ptw_level") ? EsrEl2.DFSC.mask() : 0));
    SystemRegister esr = isToEl1 ? SystemRegister.ESR_EL1 : SystemRegister.ESR_EL2;
    SystemRegister far = isToEl1 ? SystemRegister.FAR_EL1 : SystemRegister.FAR_EL2;
    recorded.put(action + " esr", Long.toHexString(hex(result, "esr") & mask));
    ours.put(action + " esr", run.text(esr, mask));
    recorded.put(action + " far", Long.toHexString(hex(result, "far")));
    ours.put(action + " far", run.text(far, -1L));
    if (run.report.syndrome().value(SystemRegister.HPFAR_EL2).isPresent()) {
      recorded.put(action + " hpfar", Long.toHexString(hex(result, "hpfar")));
      ours.put(action + " hpfar", run.text(SystemRegister.HPFAR_EL2, -1L));
    }
  }

  /** ISV and what it makes valid. */
  private static final long INSTRUCTION = EsrEl2.ISV.mask()
      | EsrEl2.SAS.mask()
      | EsrEl2.SSE.mask()
      | EsrEl2.SRT.mask()
      | EsrEl2.SF.mask()
      | EsrEl2.AR.mask();

  /** Where the store went, and what was loaded, tell the address. */
  private void compareData(
      String action, Run run, SortedMap<String, String> recorded, SortedMap<String, String> ours) {
    if (!action.equals("acc") || !(run.report.outcome() instanceof Outcome.Translated reached)) {
      return;
    }
    if (observed.has("wrote_pa") && observed.get("wrote_pa").isString()) {
      recorded.put("wrote_pa", observed.get("wrote_pa").asString());
      ours.put("wrote_pa", Long.toHexString(reached.pa()));
    }
    if (observed.get("acc").has("val") && isDefined(reached.pa())) {
      recorded.put("val", Long.toHexString(hex(observed.get("acc"), "val")));
      ours.put("val", Long.toHexString(run.memory.read(reached.pa() & -8L)));
    }
  }

  /** Memory that a case knows: where descriptors are, and the pattern. */
  private static boolean isDefined(long pa) {
    return isIn(pa, 0x4200_0000L, 0x4400_0000L) || isPattern(pa);
  }

  static boolean isPattern(long pa) {
    return isIn(pa, 0x4800_0000L, 0x4c00_0000L);
  }

  static boolean isHole(long pa) {
    return isIn(pa, 0xc000_0000L, 0x40_0000_0000L) || isIn(pa, 0x100_0000_0000L, 1L << 52);
  }

  private static boolean isIn(long pa, long first, long end) {
    return first <= pa && pa < end;
  }

  private static long otherWord(long pa) {
    return isPattern(pa) ? 0xd400_0042L + (pa >>> 3 << 32) : 0;
  }

  /** The normal form of an abort. */
  static String fault(Outcome.Faulted fault, boolean isAddressTranslation) {
    String kind = switch (fault.kind()) {
      case TRANSLATION -> "trans";
      case ADDRESS_SIZE -> "addrsz";
      case ACCESS_FLAG -> "af";
      case PERMISSION -> "perm";
      case EXTERNAL -> "sea";
      case ALIGNMENT -> "alignment";
      case UNSUPPORTED -> "unsupported";
      case CONFLICT -> "conflict";
    };
    String stage = switch (fault.stage()) {
      case STAGE2 -> "s2_";
      case STAGE2_ON_STAGE1_WALK -> "s2p_";
      case STAGE1 -> isAddressTranslation && kind.equals("sea") ? "s2_" : "s1_";
    };
    return stage + kind + "@" + fault.level();
  }

  /** One action, and what came of it. */
  private final class Run {
    private final RecordedMemory memory =
        new RecordedMemory(record.get("mem"), QemuCase::otherWord, QemuCase::isHole);
    private final RecordedChoices choices =
        new RecordedChoices().answer(Knob.T0SZ_ABOVE_MAX, 1).answer(Knob.MISALIGNED_CONTIGUOUS, 1);
    private final AccessReport report;
    private final boolean isAddressTranslation;

    Run(String action) {
      this(action, 0);
    }

    Run(String action, int afUpdateOnFault) {
      choices.answer(Knob.AF_UPDATE_ON_FAULT, afUpdateOnFault);
      GuestAccess access = access(action);
      isAddressTranslation = access.kind().group() == AccessKind.Group.ADDRESS_TRANSLATION;
      report = new Mmu(PLATFORM, memory).perform(registers(), access, choices);
    }

    /** The normal form of the README. */
    String form() {
      if (report.outcome() instanceof Outcome.Translated reached) {
        boolean isAborted = !isAddressTranslation && !memory.isBacked(reached.pa() & -8L);
        return isAborted ? "sea" : "ok:" + Long.toHexString(reached.pa());
      }
      return fault((Outcome.Faulted) report.outcome(), isAddressTranslation);
    }

    /** The bits of PAR_EL1 that can be compared. */
    long meaningOfPar() {
      long unknown = report.syndrome().unknown(SystemRegister.PAR_EL1);
      if (!(report.outcome() instanceof Outcome.Translated reached)) {
        return ~(unknown | (deviations.contains("s1ptw_level") ? ParEl1.FST.mask() : 0));
      }
      boolean hasOwnAttributes = record.has("sctlr")
          || deviations.stream().anyMatch(OF_ATTRIBUTES::contains)
          || hasReservedMemAttr();
      boolean hasOwnShareability = hasOwnAttributes
          || choices.wasAsked(Knob.RESERVED_SHAREABILITY)
          || reached.level() == Outcome.NO_LEVEL; // Device memory counts as non-shareable then
      return ~(unknown
          | (hasOwnAttributes ? ParEl1.ATTR.mask() : 0)
          | (hasOwnShareability ? ParEl1.SH.mask() : 0));
    }

    private boolean hasReservedMemAttr() {
      if (!HcrEl2.FWB.isSet(hex(record, "hcr"))) {
        return choices.wasAsked(Knob.RESERVED_MEMATTR);
      }
      int memAttr = S2Descriptor.memAttr(memory.lastRead());
      return memAttr >= 0b1000 || memAttr == 0b0100;
    }

    /** PAR_EL1 as a CPU without FEAT_XS has it: no ATTR says that XS is 0. */
    String par() {
      OptionalLong value = report.syndrome().value(SystemRegister.PAR_EL1);
      if (value.isEmpty()) {
        return "none";
      }
      long par = value.getAsLong();
      if (report.outcome() instanceof Outcome.Translated) {
        int attribute = (int) ParEl1.ATTR.of(par);
        par = ParEl1.ATTR.in(
            par,
            switch (attribute) {
              case 0x40 -> 0x44;
              case 0xa0 -> 0xaa;
              case 0x01, 0x05, 0x09, 0x0d -> attribute - 1;
              default -> attribute;
            });
      }
      return Long.toHexString(par & meaningOfPar());
    }

    String text(SystemRegister register, long mask) {
      OptionalLong value = report.syndrome().value(register);
      return value.isEmpty() ? "none" : Long.toHexString(value.getAsLong() & mask);
    }
  }

  private GuestAccess access(String action) {
    long address = hex(record.get(record.has("va") ? "va" : "ipa"));
    int el = record.get("el").asInt();
    return switch (action) {
      case "at_r" ->
        new GuestAccess(
            el == 0 ? AccessKind.AT_S12E0R : AccessKind.AT_S12E1R, address, 2, 1, Optional.empty());
      case "at_w" ->
        new GuestAccess(
            el == 0 ? AccessKind.AT_S12E0W : AccessKind.AT_S12E1W, address, 2, 1, Optional.empty());
      default ->
        switch (record.get("acc").asString()) {
          case "r" -> new GuestAccess(AccessKind.READ, address, el, 8, register(2));
          case "w" -> new GuestAccess(AccessKind.WRITE, address, el, 8, register(1));
          default -> new GuestAccess(AccessKind.FETCH, address, el, 4, Optional.empty());
        };
    };
  }

  /** The program loads X2 and stores X1. */
  static Optional<TransferRegister> register(int number) {
    return Optional.of(new TransferRegister(number, true, false, false));
  }

  private RegisterFile registers() {
    return RegisterFile.NONE
        .with(SystemRegister.VTCR_EL2, hex(record, "vtcr"))
        .with(SystemRegister.VTTBR_EL2, hex(record, "vttbr"))
        .with(SystemRegister.HCR_EL2, hex(record, "hcr"))
        .with(SystemRegister.SCTLR_EL1, hex(record, "sctlr"))
        .with(SystemRegister.TCR_EL1, hex(record, "tcr"))
        .with(SystemRegister.TTBR0_EL1, hex(record, "ttbr0"))
        .with(SystemRegister.MAIR_EL1, hex(record, "mair"));
  }

  private Set<String> words(String field) {
    return record.has(field) ? strings(record.get(field)) : Set.of();
  }

  private static Set<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asString)
        .collect(Collectors.toUnmodifiableSet());
  }
}
