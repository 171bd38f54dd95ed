package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.FaultKind;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.vector.PermissionClaim;
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
    compilesOn("pe 1 read guest 0 -> " + kind.word() + " fault level 1");
  }

  @ParameterizedTest
  @EnumSource
  void everyViolation(ViolationName name) {
    compilesOn("violation " + name.word());
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
  void everyPermissionClaim(PermissionClaim claim) {
    compilesOn("lookup guest 0x4000_0000 is 0x8_0000_0000 perm " + claim.word());
  }

  private static void compilesOn(String expectation) {
    String example =
        DocumentExamples.of("```p2m then on\n" + expectation + "\n```\n").get(0);

    assertThat(DocumentExamples.diagnostics(example))
        .as(expectation)
        .noneMatch(Diagnostic::isError);
  }
}
