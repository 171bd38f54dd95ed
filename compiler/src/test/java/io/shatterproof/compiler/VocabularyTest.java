package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.Field;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.Tagging;
import io.shatterproof.arch.register.HcrEl2;
import io.shatterproof.arch.register.HcrxEl2;
import io.shatterproof.arch.register.SctlrEl1;
import io.shatterproof.arch.register.TcrEl1;
import io.shatterproof.arch.register.VtcrEl2;
import io.shatterproof.arch.register.VttbrEl2;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.vector.PermissionClaim;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every word of the contract can be said in the language. */
class VocabularyTest {
  @ParameterizedTest
  @EnumSource
  void everyCounter(Counter counter) {
    compilesOn("counts { " + counter.word() + " 1  " + "}");
  }

  @ParameterizedTest
  @EnumSource
  void everyEvent(EventKind kind) {
    String details = switch (kind) {
      case STORE -> " guest level 1 of 0x4000_0000 := any";
      case FILL -> " guest level 3 of 0x4000_0000 count 512";
      case TLBI -> " vmalls12e1is guest";
      case DSB -> " ish";
      case CLEAN -> " entry";
      case IOMMU_FLUSH -> " guest 0x4000_0000 pages 1";
      case ISB,
          ADDRESS_TRANSLATED,
          CONTEXT,
          TABLE_ALLOCATED,
          TABLE_ZEROED,
          TABLE_FREED,
          LOCKED,
          UNLOCKED,
          REFERENCE_DROPPED,
          PREEMPTED,
          MONITORED,
          DOMAIN_CRASHED,
          ASSERTION_FAILED,
          WARNED,
          FATAL -> "";
    };
    compilesOn("all events include { " + kind.word() + details + " }");
  }

  @ParameterizedTest
  @EnumSource
  void everyClean(CleanKind kind) {
    compilesOn("all events include { clean " + kind.word() + " }");
  }

  @ParameterizedTest
  @EnumSource
  void everyFault(FaultKind kind) {
    String level = kind.hasLevel() ? " level 1" : "";
    compilesOn("pe 1 read guest 0 -> " + kind.word() + " fault" + level);
    compiles("regime then", "pe 1 read vm 0 -> " + kind.word() + " fault" + level);
  }

  @ParameterizedTest
  @EnumSource
  void everyFaultStage(FaultStage stage) {
    String before = stage == FaultStage.STAGE1 ? stage.words() + " " : "";
    String behind = stage == FaultStage.STAGE1 ? "" : " " + stage.words();
    compiles("regime then", "pe 1 read P -> " + before + "translation fault level 1" + behind);
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfAccess(AccessKind kind) {
    boolean isInstruction = kind.group() != AccessKind.Group.STAGE1;
    String pe = kind.group() == AccessKind.Group.ADDRESS_TRANSLATION ? "pe 0 " : "pe 1 ";
    String example = DocumentExamples.of(
            "```p2m regime then\n" + pe + kind.word() + " P -> ok 0x9000_0000\n```\n")
        .get(0)
        .replace("pa 40 bits", "pa 40 bits  features mte2, ls64");

    assertThat(DocumentExamples.diagnostics(example).stream().noneMatch(Diagnostic::isError))
        .as(kind.word())
        .isEqualTo(isInstruction);
  }

  @ParameterizedTest
  @EnumSource
  void everyChoice(Knob knob) {
    for (String choice : knob.choices()) {
      compiles(
          "declarations",
          "platform other { pes 1  pa 40 bits  choose " + knob.word() + " " + choice + " }");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyControlRegister(SystemRegister register) {
    if (register.controlsTranslation()) {
      compiles("regime given", "pe 1 msr " + register.word() + " = 0x10");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyMemoryType(MemoryType type) {
    compiles("regime then", "pe 1 read P -> ok 0x9000_0000 { memory " + type.word() + " }");
    if (type.isDevice()) {
      compiles("regime given", "page P of vm at 0 is 0 { memattr " + type.word() + " }");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyCacheability(Cacheability cache) {
    compiles("regime then", "pe 1 read P -> ok 0x9000_0000 { inner " + cache.word() + " }");
  }

  @ParameterizedTest
  @EnumSource
  void everyTagging(Tagging tagging) {
    compiles("regime then", "pe 1 read P -> ok 0x9000_0000 { tagging " + tagging.word() + " }");
  }

  @ParameterizedTest
  @EnumSource
  void everyShareability(Shareability shareability) {
    compiles("regime given", "page P of vm at 0 is 0 { sh " + shareability.word() + " }");
    if (shareability != Shareability.RESERVED) { // no access has it
      compiles("regime then", "pe 1 read P -> ok 0x9000_0000 { sh " + shareability.word() + " }");
    }
  }

  @Test
  void everyFieldOfARegister() {
    everyField("vtcr", VtcrEl2.FIELDS);
    everyField("vttbr", List.of(VttbrEl2.CNP, VttbrEl2.VMID));
    everyField("hcr", HcrEl2.FIELDS);
    everyField("hcrx", HcrxEl2.FIELDS);
    everyField("sctlr", SctlrEl1.FIELDS);
    everyField("tcr", TcrEl1.FIELDS);
  }

  private static void everyField(String register, List<Field> fields) {
    for (Field field : fields) {
      int value = field.equals(HcrEl2.RW) ? 1 : 0; // AArch32 at EL1 is not modelled
      compiles(
          "regime",
          "regime other on arm { ipa 39 bits  tables in 0x8000_0000 size 64K  " + register + " { "
              + field.word() + " " + value + " }  unchecked }");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyViolation(ViolationName name) {
    boolean isOfBareTables = Set.of(
            ViolationName.USE_AFTER_FREE, ViolationName.VMID_REUSE, ViolationName.LOST_DIRTY)
        .contains(name);
    String step = isOfBareTables ? "isb" : "unmap guest 0x1000 size 4K";
    String given = isOfBareTables ? "given { pe 0 at el2 with vm }" : "";
    compiles("", """
        language 1
        platform arm { pes 2  pa 40 bits  features hafdbs  iommu noncoherent }
        domain guest on arm { p2m xen_4_8  operated by pe 0  uses iommu }
        regime vm on arm { ipa 39 bits  tables in 0x8000_0000 size 64K }
        scenario "a" { %s when pe 0 { %s } then { violation %s } }
        """.formatted(given, step, name.word()));
  }

  @ParameterizedTest
  @EnumSource
  void everyType(P2mType type) {
    compilesOn("lookup guest 0x4000_0000 is 0x8_0000_0000 as " + type.word());
  }

  @ParameterizedTest
  @EnumSource
  void everyAccess(P2mAccess access) {
    compilesOn("lookup guest 0x4000_0000 is 0x8_0000_0000 access " + access.word());
  }

  @ParameterizedTest
  @EnumSource
  void everyAccessToAskFor(P2mAccess access) {
    compilesInWhen("protect guest 0x1000 size 4K access " + access.word());
    compilesInWhen("protect guest default access " + access.word());
    compilesOn("access guest 0x1000 is " + access.word());
  }

  @ParameterizedTest
  @EnumSource
  void everyError(Errno error) {
    compilesInWhen("clean guest 0x1000 size 4K   fails with " + error.name());
    compilesOn("access guest default fails with " + error.name());
  }

  @ParameterizedTest
  @EnumSource
  void everyStatistic(Statistic statistic) {
    String level = statistic.isByLevel() ? " level 3" : "";
    compilesOn("stats guest { " + statistic.word() + level + " 7 }");
  }

  @ParameterizedTest
  @EnumSource(names = {"READ", "WRITE", "FETCH"})
  void everyAbort(AccessKind access) {
    compilesInWhen("pe 1 abort guest 0x1000 " + access.name().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @EnumSource
  void everyFaultOfAnAbort(FaultKind kind) {
    compilesInWhen("pe 1 abort guest 0x1000 read { fault " + kind.word() + " }");
  }

  @ParameterizedTest
  @EnumSource
  void everyOutcomeOfAnAbort(AbortOutcome outcome) {
    compilesInWhen("pe 1 abort guest 0x1000 read -> " + outcome.word());
  }

  @ParameterizedTest
  @EnumSource
  void everyPermissionClaim(PermissionClaim claim) {
    compilesOn("lookup guest 0x4000_0000 is 0x8_0000_0000 perm " + claim.word());
  }

  private static void compilesOn(String expectation) {
    compiles("then on", expectation);
  }

  private static void compilesInWhen(String step) {
    compiles("when", step);
  }

  private static void compiles(String part, String statement) {
    String example =
        DocumentExamples.of("```p2m " + part + "\n" + statement + "\n```\n").get(0);

    assertThat(DocumentExamples.diagnostics(example)).as(statement).noneMatch(Diagnostic::isError);
  }
}
