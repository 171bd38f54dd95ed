package io.shatterproof.walk;

import static io.shatterproof.walk.TranslationRecording.hex;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Syndrome;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.Tagging;
import io.shatterproof.arch.regime.FaultRecord;
import io.shatterproof.arch.regime.Stage2Regime;
import io.shatterproof.arch.regime.Syndromes;
import io.shatterproof.arch.register.EsrEl2;
import io.shatterproof.arch.register.ParEl1;
import io.shatterproof.arch.register.VtcrEl2;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One record of {@code asl-stage2} or {@code asl-stage2-more}. */
final class AslCase {
  private static final long NOT_IN_SCOPE = Stream.of(
          VtcrEl2.ASSURED_ONLY,
          VtcrEl2.TL1,
          VtcrEl2.TL0,
          VtcrEl2.S2PIE,
          VtcrEl2.S2POE,
          VtcrEl2.D128,
          VtcrEl2.GCSH)
      .mapToLong(field -> field.mask())
      .reduce(0, (one, other) -> one | other);

  private final JsonNode record;
  private final Platform platform;

  AslCase(JsonNode record) {
    this.record = record;
    this.platform = platform();
  }

  /** Why the record is not judged; empty if it is. */
  Optional<String> obstacle() {
    String access = text("acc");
    if (record.has("ss")) {
      return Optional.of(text("ss").equals("RL") ? "Realm" : "Secure");
    }
    if (text("f").equals("v9.4")) {
      long vtcr = hex(record, "vtcr");
      if (VtcrEl2.D128.isSet(vtcr)) {
        return Optional.of("D128");
      }
      if (access.startsWith("rcw")) {
        return Optional.of("THE");
      }
      if (VtcrEl2.S2PIE.isSet(vtcr) || VtcrEl2.S2POE.isSet(vtcr)) {
        return Optional.of("S2PIE, S2POE");
      }
      if ((vtcr & NOT_IN_SCOPE) != 0) {
        return Optional.of("THE");
      }
    }
    boolean isAlwaysAligned =
        access.startsWith("ttw") || access.equals("tteupd") || access.startsWith("at_");
    return record.has("unal") && isAlwaysAligned
        ? Optional.of("unaligned walk or AT")
        : Optional.empty();
  }

  private Platform platform() {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    switch (text("f")) {
      case "v9.4" -> features.addAll(EnumSet.allOf(Feature.class));
      case "v8.7-lpa2" -> {
        features.addAll(V8_4);
        features.addAll(List.of(Feature.LPA, Feature.LPA2));
      }
      case "v8.4-lpa" -> {
        features.addAll(V8_4);
        features.add(Feature.LPA);
      }
      case "v8.4" -> features.addAll(V8_4);
      case "v8.0" -> features.addAll(V8_0);
      default -> throw new IllegalArgumentException(text("f"));
    }
    features.removeAll(BBM);
    switch (record.has("bbm") ? record.get("bbm").asInt() : 0) {
      case 1 -> features.add(Feature.BBML1);
      case 2 -> features.add(Feature.BBML2);
      default -> {}
    }
    return new Platform(
        text("f"),
        1,
        record.get("pamax").asInt(),
        features,
        Platform.Coherence.COHERENT,
        Platform.Iommu.NONE,
        new TreeMap<>());
  }

  private static final List<Feature> BBM = List.of(Feature.BBML1, Feature.BBML2, Feature.BBML3);
  private static final Set<Feature> V8_0 = EnumSet.of(
      Feature.EVT, Feature.LS64, Feature.LSE, Feature.LSE2, Feature.TLBIOS, Feature.TLBIRANGE);
  private static final Set<Feature> V8_4 = EnumSet.of(
      Feature.EVT,
      Feature.HAFDBS,
      Feature.HCX,
      Feature.HPDS2,
      Feature.LS64,
      Feature.LSE,
      Feature.LSE2,
      Feature.NV,
      Feature.NV2,
      Feature.RAS,
      Feature.S2FWB,
      Feature.SEL2,
      Feature.TLBIOS,
      Feature.TLBIRANGE,
      Feature.TTCNP,
      Feature.TTL,
      Feature.TTST,
      Feature.VMID16,
      Feature.XNX,
      Feature.XS);

  private RegisterFile registers() {
    return RegisterFile.NONE
        .with(SystemRegister.VTCR_EL2, hex(record, "vtcr"))
        .with(SystemRegister.VTTBR_EL2, hex(record, "vttbr"))
        .with(SystemRegister.HCR_EL2, hex(record, "hcr"))
        .with(SystemRegister.SCTLR_EL1, hex(record, "sctlr1"))
        .with(SystemRegister.SCTLR_EL2, hex(record, "sctlr2"));
  }

  private RecordedChoices choices() {
    RecordedChoices choices = new RecordedChoices()
        .answer(Knob.NT_BLOCK, 1)
        .answer(Knob.MISALIGNED_VTTBR, 0)
        .answer(Knob.AT_AF_UPDATE, 0)
        .answer(Knob.STAGE1_SHAREABILITY, 1);
    if (record.has("contig_oa")) {
      choices.answer(Knob.MISALIGNED_CONTIGUOUS, 0);
    }
    for (String group : List.of("cu", "imp")) {
      if (record.has(group)) {
        JsonNode answers = record.get(group);
        answers
            .propertyNames()
            .forEach(question -> answer(choices, question, answers.get(question).asString()));
      }
    }
    return choices;
  }

  private static void answer(RecordedChoices choices, String question, String answer) {
    switch (question) {
      case "INSTRDEVICE" -> choices.answer(Knob.FETCH_FROM_DEVICE, answer, "NONE", "FAULT");
      case "S2RESMEMATTR" -> choices.answer(Knob.RESERVED_MEMATTR, answer, "NC", "WT", "WB");
      case "Shareability" ->
        choices.answer(Knob.RESERVED_SHAREABILITY, answer, "OSH", "ISH", "NSH");
      case "AFUPDATE" -> choices.answer(Knob.AF_UPDATE_ON_FAULT, answer, "0", "1");
      case "DBUPDATE" -> choices.answer(Knob.DIRTY_UPDATE_ON_FAULT, answer, "0", "1");
      case "DEVICETAGSTORE" -> choices.answer(Knob.TAG_STORE_TO_DEVICE, answer, "NONE", "FAULT");
      case "txsz_above_faults" -> choices.answer(Knob.T0SZ_ABOVE_MAX, answer, "0", "1");
      case "txsz_below_faults" -> choices.answer(Knob.T0SZ_BELOW_MIN, answer, "0", "1");
      case "contig_faults" -> choices.answer(Knob.CONTIGUOUS_SPAN, answer, "0", "1");
      case "tg0_reserved_as" -> choices.answer(Knob.TG0_RESERVED, answer, "4K", "16K", "64K");
      default -> throw new IllegalArgumentException(question);
    }
  }

  private RecordedMemory memory() {
    RecordedMemory memory = new RecordedMemory(record.get("mem"));
    if (record.has("rabort")) {
      record.get("rabort").forEach(pa -> memory.abortReads(hex(pa)));
    }
    if (record.has("wabort")) {
      record.get("wabort").forEach(pa -> memory.abortWrites(hex(pa)));
    }
    return memory;
  }

  /** What the record says. */
  SortedMap<String, String> recorded() {
    SortedMap<String, String> fields = new TreeMap<>();
    JsonNode out = record.get("out");
    out.propertyNames().forEach(name -> fields.put(name, out.get(name).asString()));
    fields.put("upd", record.has("upd") ? RecordedMemory.updates(record.get("upd")) : "");
    if (record.has("exc")) {
      JsonNode exception = record.get("exc");
      String el = exception.get("el").asString();
      long unknown = hex(exception, "esr_unk");
      fields.put("esr_el" + el, Long.toHexString(hex(exception, "esr") & ~unknown));
      fields.put("esr_el" + el + " unknown", Long.toHexString(unknown));
      fields.put("far_el" + el, Long.toHexString(hex(exception, "far")));
      if (exception.has("hpfar")) {
        fields.put("hpfar_el2", Long.toHexString(hex(exception, "hpfar")));
      }
    }
    if (record.has("par")) {
      long unknown = hex(record, "par_unk");
      fields.put("par_el1", Long.toHexString(hex(record, "par") & ~unknown));
      fields.put("par_el1 unknown", Long.toHexString(unknown));
    }
    return fields;
  }

  /** What the recording has as 0 and the architecture leaves to the implementation. */
  private static long chosenZero(SystemRegister register) {
    return switch (register) {
      case ESR_EL1, ESR_EL2 -> EsrEl2.EA.mask() | EsrEl2.SET.mask();
      case PAR_EL1 -> ParEl1.IMPDEF_63_48.mask();
      default -> 0;
    };
  }

  private static void addSyndrome(Syndrome syndrome, SortedMap<String, String> fields) {
    syndrome.values().forEach((register, value) -> {
      long unknown = syndrome.unknown(register) & ~chosenZero(register);
      fields.put(register.word(), Long.toHexString(value & ~unknown));
      if (chosenZero(register) != 0) {
        fields.put(register.word() + " unknown", Long.toHexString(unknown));
      }
    });
  }

  /** What we do, in the words of the record. */
  SortedMap<String, String> ours() {
    SortedMap<String, String> fields = run(choices());
    SortedMap<String, String> other = run(choices().preferringLast());
    return fields.equals(other) ? fields : withoutChoice(fields, other);
  }

  private static SortedMap<String, String> withoutChoice(
      SortedMap<String, String> fields, SortedMap<String, String> other) {
    fields.put("choice", "depends on one that the record does not have: " + other);
    return fields;
  }

  private SortedMap<String, String> run(RecordedChoices choices) {
    RecordedMemory memory = memory();
    Translation result = new Translation();
    if (isOfStage2Alone()) {
      new Stage2Walk(memory, Stage2Regime.of(platform, registers(), choices), choices)
          .translate(access().address(), request(), stage1(), WalkListener.NONE, result);
    } else {
      new GuestWalk(memory, platform, registers(), choices)
          .translate(access().address(), request(), result);
    }
    SortedMap<String, String> fields = fields(result);
    fields.put("upd", memory.updates());
    if (record.has("exc") || record.has("par")) {
      addSyndrome(syndrome(result, choices), fields);
    }
    return fields;
  }

  /** Whether stage 2 was asked alone, for an IPA and the attributes of some stage 1. */
  private boolean isOfStage2Alone() {
    return record.has("s1") || kind(text("acc")).group() == AccessKind.Group.STAGE1;
  }

  /** The instruction; for the walker of stage 1 the one that it works for. */
  private GuestAccess access() {
    AccessKind kind = kind(text(record.has("orig") ? "orig" : "acc"));
    long address = hex(record, "ia");
    return new GuestAccess(
        kind.group() == AccessKind.Group.STAGE1 ? AccessKind.READ : kind,
        address,
        record.get("el").asInt(),
        record.has("unal") ? leastUnaligned(address) : 1,
        Optional.empty());
  }

  /** The smallest access that is not aligned, of up to 64 bytes. */
  private static int leastUnaligned(long address) {
    return (int) Math.min(64, 2 * Long.lowestOneBit(address | 32));
  }

  private AccessRequest request() {
    AccessKind kind = kind(text("acc"));
    AccessKind cause = record.has("orig") ? kind(text("orig")) : kind;
    return new AccessRequest(kind, access().rightsOf(), !record.has("unal"), cause);
  }

  private Syndrome syndrome(Translation result, RecordedChoices choices) {
    boolean isWholeAccess = !isOfStage2Alone()
        && !access().crossesPage()
        && access().isAligned() == request().isAligned();
    if (isWholeAccess) {
      return new Mmu(platform, memory()).perform(registers(), access(), choices).syndrome();
    }
    return result.outcome() instanceof Outcome.Faulted fault
        ? Syndromes.of(
            registers(),
            access(),
            fault,
            new FaultRecord(result.isWrite(), result.isTagAccess(), result.ipa()))
        : Syndrome.NONE;
  }

  private static AccessKind kind(String word) {
    return switch (word) {
      case "r" -> AccessKind.READ;
      case "w" -> AccessKind.WRITE;
      case "rw" -> AccessKind.ATOMIC;
      case "x" -> AccessKind.FETCH;
      case "at_r", "at_s12e1r" -> AccessKind.AT_S12E1R;
      case "at_w", "at_s12e1w" -> AccessKind.AT_S12E1W;
      case "at_s12e0r" -> AccessKind.AT_S12E0R;
      case "at_s12e0w" -> AccessKind.AT_S12E0W;
      case "ttw", "ttw_up", "ttw_nt" -> AccessKind.STAGE1_WALK;
      case "tteupd" -> AccessKind.STAGE1_UPDATE;
      case "r_tc" -> AccessKind.READ_TAG_CHECKED;
      case "w_tc" -> AccessKind.WRITE_TAG_CHECKED;
      case "ldg" -> AccessKind.LDG;
      case "stg" -> AccessKind.STG;
      default -> throw new IllegalArgumentException(word);
    };
  }

  private AccessAttributes stage1() {
    JsonNode stage1 = record.get("s1");
    if (stage1 == null) {
      return AccessAttributes.NORMAL_WB;
    }
    MemoryType type = type(stage1.get("mt").asString());
    return new AccessAttributes(
        type,
        type.isDevice() ? Cacheability.NC : cacheability(stage1.get("in").asString()),
        type.isDevice() ? Cacheability.NC : cacheability(stage1.get("ou").asString()),
        shareability(stage1.get("sh").asString()),
        stage1.get("xs").asInt() == 1,
        stage1.has("tags") ? tagging(stage1.get("tags").asString()) : Tagging.UNTAGGED,
        false);
  }

  private static MemoryType type(String word) {
    return switch (word) {
      case "N" -> MemoryType.NORMAL;
      case "D-nGnRnE" -> MemoryType.DEVICE_NGNRNE;
      case "D-nGnRE" -> MemoryType.DEVICE_NGNRE;
      case "D-nGRE" -> MemoryType.DEVICE_NGRE;
      case "D-GRE" -> MemoryType.DEVICE_GRE;
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static Cacheability cacheability(String word) {
    for (Cacheability one : Cacheability.values()) {
      if (word(one).equals(word)) {
        return one;
      }
    }
    throw new IllegalArgumentException(word);
  }

  private static Shareability shareability(String word) {
    return switch (word) {
      case "NSH" -> Shareability.NON;
      case "ISH" -> Shareability.INNER;
      case "OSH" -> Shareability.OUTER;
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static Tagging tagging(String word) {
    return switch (word) {
      case "A" -> Tagging.ALLOCATION_TAGGED;
      case "C" -> Tagging.CANONICALLY_TAGGED;
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static String word(MemoryType type) {
    return switch (type) {
      case NORMAL -> "N";
      case DEVICE_NGNRNE -> "D-nGnRnE";
      case DEVICE_NGNRE -> "D-nGnRE";
      case DEVICE_NGRE -> "D-nGRE";
      case DEVICE_GRE -> "D-GRE";
    };
  }

  private static String word(Cacheability cacheability) {
    if (!cacheability.isCacheable()) {
      return "NC";
    }
    String hints =
        (cacheability.readAllocate() ? "R" : "") + (cacheability.writeAllocate() ? "W" : "");
    return cacheability.policy().name()
        + "-"
        + (hints.isEmpty() ? "No" : hints + "A")
        + (cacheability.isTransient() ? "-T" : "");
  }

  private static String word(Shareability shareability) {
    return switch (shareability) {
      case NON -> "NSH";
      case INNER -> "ISH";
      case OUTER -> "OSH";
      case RESERVED -> "reserved";
    };
  }

  private static SortedMap<String, String> fields(Translation result) {
    SortedMap<String, String> fields = new TreeMap<>();
    if (result.isFault()) {
      addFault(result, fields);
    } else {
      addSuccess(result, fields);
    }
    return fields;
  }

  private static void addFault(Translation result, SortedMap<String, String> fields) {
    fields.put(
        "fault",
        switch (result.faultKind()) {
          case TRANSLATION -> "Translation";
          case ADDRESS_SIZE -> "AddressSize";
          case ACCESS_FLAG -> "AccessFlag";
          case PERMISSION -> "Permission";
          case EXTERNAL -> "SyncExternalOnWalk";
          case ALIGNMENT -> "Alignment";
          case UNSUPPORTED -> "Unsupported";
        });
    fields.put("level", Integer.toString(result.level()));
    fields.put("fsc", Integer.toString(Syndromes.statusCode((Outcome.Faulted) result.outcome())));
    fields.put("wnr", result.isWrite() ? "1" : "0");
    switch (result.faultStage()) {
      case STAGE1 -> {
        fields.put("s2", "0");
        fields.put("s1ptw", "0");
      }
      case STAGE2 -> {
        fields.put("s2", "1");
        fields.put("s1ptw", "0");
        fields.put("ipa", Long.toHexString(result.ipa()));
      }
      case STAGE2_ON_STAGE1_WALK -> {
        fields.put("s2", "1");
        fields.put("s1ptw", "1");
        fields.put("ipa", Long.toHexString(result.ipa()));
      }
    }
    if (result.isTagAccess()) {
      fields.put("tagaccess", "1");
    }
  }

  private static void addSuccess(Translation result, SortedMap<String, String> fields) {
    fields.put("pa", Long.toHexString(result.pa()));
    fields.put("mt", word(result.attributes().type()));
    if (!result.attributes().type().isDevice()) {
      fields.put("in", word(result.attributes().inner()));
      fields.put("ou", word(result.attributes().outer()));
    }
    fields.put("sh", word(result.attributes().shareability()));
    fields.put("xs", result.attributes().xs() ? "1" : "0");
    if (result.level() != Outcome.NO_LEVEL) {
      fields.put("lvl", Integer.toString(result.level()));
    }
    switch (result.attributes().tagging()) {
      case UNTAGGED -> {}
      case ALLOCATION_TAGGED -> fields.put("tags", "A");
      case CANONICALLY_TAGGED -> fields.put("tags", "C");
    }
    if (result.attributes().noTagAccess()) {
      fields.put("notag", "1");
    }
  }

  private String text(String field) {
    return record.get(field).asString();
  }
}
