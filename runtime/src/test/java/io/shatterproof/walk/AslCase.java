package io.shatterproof.walk;

import static io.shatterproof.walk.TranslationRecording.hex;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Field;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.Syndrome;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.regime.FaultRecord;
import io.shatterproof.arch.regime.RequiredAlignment;
import io.shatterproof.arch.regime.Stage2Regime;
import io.shatterproof.arch.regime.Syndromes;
import io.shatterproof.arch.register.EsrEl2;
import io.shatterproof.arch.register.ParEl1;
import io.shatterproof.arch.register.SctlrEl1;
import io.shatterproof.arch.register.VtcrEl2;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** One record of {@code asl-stage2} or {@code asl-stage2-more}. */
final class AslCase {
  private final JsonNode record;
  private final Platform platform;

  AslCase(JsonNode record) {
    this.record = record;
    this.platform = AslProfile.platform(record);
  }

  /** Why the record is not judged; empty if it is. */
  Optional<String> obstacle() {
    if (record.has("ss")) {
      return Optional.of(text("ss").equals("RL") ? "Realm" : "Secure");
    }
    long vtcr = hex(record, "vtcr");
    if (isSet(VtcrEl2.D128, vtcr)) {
      return Optional.of("D128");
    }
    if (isSet(VtcrEl2.S2PIE, vtcr)) { // S2POE means nothing without
      return Optional.of("S2PIE");
    }
    if (usesThe(vtcr)) {
      return Optional.of("THE");
    }
    if (isOfWalkOrAt() && record.has("unal")) {
      return Optional.of("unaligned walk or AT");
    }
    return marksDirtyWhatWasNotAccessed()
        ? Optional.of("dirty state set without the access flag")
        : Optional.empty();
  }

  /** GCSH means nothing to an access that is none of FEAT_GCS, TL0 and TL1 only to a walk. */
  private boolean usesThe(long vtcr) {
    return isSet(VtcrEl2.ASSURED_ONLY, vtcr)
        || text("acc").startsWith("rcw")
        || (AslWords.kind(text("acc")).group() == AccessKind.Group.STAGE1
            && (isSet(VtcrEl2.TL0, vtcr) || isSet(VtcrEl2.TL1, vtcr)));
  }

  private boolean isOfWalkOrAt() {
    return switch (AslWords.kind(text("acc")).group()) {
      case STAGE1, ADDRESS_TRANSLATION -> true;
      case DATA, FETCH, CACHE -> false;
    };
  }

  /**
   * The answers to AFUPDATE and DBUPDATE are independent in the model; the Arm ARM has nothing dirty
   * that was not accessed.
   */
  private boolean marksDirtyWhatWasNotAccessed() {
    boolean isBigEndian = SctlrEl1.EE.isSet(hex(record, "sctlr2"));
    return record.has("upd")
        && StreamSupport.stream(record.get("upd").spliterator(), false)
            .mapToLong(update -> hex(update.get(1)))
            .map(word -> isBigEndian ? Long.reverseBytes(word) : word)
            .anyMatch(descriptor -> !S2Descriptor.accessFlag(descriptor));
  }

  /** A field of a feature that the profile lacks is ignored. */
  private boolean isSet(Field field, long vtcr) {
    return field.isSet(vtcr) && field.existsOn(platform);
  }

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
        .answer(Knob.MISALIGNED_CONTIGUOUS, 0)
        .answer(Knob.RESERVED_FWB_MEMATTR, 0)
        .answer(Knob.MISALIGNED_VTTBR, 0)
        .answer(Knob.AT_AF_UPDATE, 0)
        .answer(Knob.STAGE1_SHAREABILITY, 1);
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
    if (!fields.equals(other)) {
      fields.put("choice", "depends on one that the record does not have: " + other);
    }
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
    SortedMap<String, String> fields = AslWords.fields(result);
    fields.put("upd", memory.updates());
    if (record.has("exc") || record.has("par")) {
      addSyndrome(syndrome(result, choices), fields);
    }
    return fields;
  }

  /** Whether stage 2 was asked alone, for an IPA and the attributes of some stage 1. */
  private boolean isOfStage2Alone() {
    return record.has("s1") || AslWords.kind(text("acc")).group() == AccessKind.Group.STAGE1;
  }

  /** The instruction; for the walker of stage 1 the one that it works for. */
  private GuestAccess access() {
    AccessKind kind = AslWords.kind(text(record.has("orig") ? "orig" : "acc"));
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
    AccessKind kind = AslWords.kind(text("acc"));
    AccessKind cause = record.has("orig") ? AslWords.kind(text("orig")) : kind;
    return new AccessRequest(kind, access().rightsOf(), !record.has("unal"), cause);
  }

  private Syndrome syndrome(Translation result, RecordedChoices choices) {
    boolean isWholeAccess = !isOfStage2Alone()
        && !access().crossesPage()
        && access().isAligned() == request().isAligned()
        && !RequiredAlignment.isMissing(access(), platform, registers()); // what was not asked for
    if (isWholeAccess) {
      return new Mmu(platform, memory()).perform(registers(), access(), choices).syndrome();
    }
    return result.outcome() instanceof Outcome.Faulted fault
        ? Syndromes.of(
            platform,
            registers(),
            access(),
            fault,
            new FaultRecord(result.isWrite(), result.isTagAccess(), result.ipa()))
        : Syndrome.NONE;
  }

  private AccessAttributes stage1() {
    return record.has("s1") ? AslWords.attributes(record.get("s1")) : AccessAttributes.NORMAL_WB;
  }

  private String text(String field) {
    return record.get(field).asString();
  }
}
