package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.BLOCKS;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static io.shatterproof.harness.VectorBuilder.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Granule;
import io.shatterproof.event.EventSink;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.DescriptorClaim;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Scope;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Blocks of level 2 of each granule, judged from their vector to their verdict. */
final class GranuleTrialTest {
  private static final long A = 0x8_0000_0000L;
  private static final long B = 0x9_0000_0000L;

  /** B replaces A in the last entry of the table. */
  private static VectorBuilder replacement(Granule granule) {
    long ipa = lastIpa(granule);
    return new VectorBuilder()
        .geometry(granule, 2)
        .given(map(ipa, A))
        .when(map(ipa, B))
        .then(
            new Expectation.EventsAre(
                HERE,
                BLOCKS,
                false,
                EventMatching.INCLUDE,
                List.of(
                    store(ipa + 0x1234, DescriptorClaim.of(DescriptorClaim.Kind.INVALID)),
                    store(
                        ipa + 0x1234,
                        new DescriptorClaim(DescriptorClaim.Kind.BLOCK, OptionalLong.of(B))))),
            new Expectation.AccessHas(
                HERE,
                Scope.ARCHITECTURE,
                1,
                AccessKind.READ,
                0,
                ipa + granule.entrySizeBytes(2) - 8,
                ExpectationClass.MUST,
                List.of(LegalOutcome.of(
                    new OutcomeClaim.Ok(B + granule.entrySizeBytes(2) - 8, OptionalInt.of(2))))),
            new Expectation.NoViolation(HERE, Scope.ARCHITECTURE));
  }

  private static long lastIpa(Granule granule) {
    return (long) (granule.entriesPerTable() - 1) << granule.levelShift(2);
  }

  private static EventPattern store(long ipa, DescriptorClaim claim) {
    return new EventPattern.Stored(0, 2, ipa, claim);
  }

  private static Result run(P2mProvider provider, ConformanceVector vector) {
    return new VectorRunner(provider, Duration.ofSeconds(20)).run(vector).get(0);
  }

  @ParameterizedTest
  @EnumSource(Granule.class)
  void aReplacementWithABreakAgrees(Granule granule) {
    Result result = run(new ScriptedP2m(granule, 2), replacement(granule).build());

    assertThat(result.failures()).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.AGREE);
  }

  @ParameterizedTest
  @EnumSource(Granule.class)
  void aReplacementWithoutABreakIsToldInTheWordsOfItsGranule(Granule granule) {
    P2mProvider broken = new ScriptedP2m(granule, 2) {
      @Override
      void update(Session session, int index, long oldDescriptor, long newDescriptor) {
        session.store(index, oldDescriptor, newDescriptor);
        session.flush();
      }
    };

    Result result = run(broken, replacement(granule).build());

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    String ipa = "0x" + Long.toHexString(lastIpa(granule));
    assertThat(result.failures())
        .anyMatch(failure -> failure
            .message()
            .contains("no_break: level 2 of " + ipa + ": block 0x800000000 rwx (0x8000007fd)"))
        .anyMatch(failure -> failure.actual().contains("level 2 of " + ipa + " := block 0x9"));
  }

  @ParameterizedTest
  @EnumSource(Granule.class)
  void aHiddenStoreIntoTheLastEntryIsFoundByReadingBack(Granule granule) {
    P2mProvider hiding = new ScriptedP2m(granule, 2) {
      @Override
      void report(EventSink events, int index, long oldDescriptor, long newDescriptor) {
        if (newDescriptor == 0) {
          super.report(events, index, oldDescriptor, newDescriptor);
        }
      }
    };

    Result result = run(hiding, replacement(granule).build());

    String entry = "entry " + (granule.entriesPerTable() - 1) + " of the level 2 table";
    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.failures()).anyMatch(failure -> failure.message().contains(entry));
  }

  @ParameterizedTest
  @EnumSource(
      value = Granule.class,
      names = {"SIZE_16K", "SIZE_64K"})
  void bitsBelowTheBlockOfTheGranuleAreNoAddressForPatternsAndTexts(Granule granule) {
    P2mProvider untidy = new ScriptedP2m(granule, 2) {
      @Override
      void update(Session session, int index, long oldDescriptor, long newDescriptor) {
        super.update(session, index, oldDescriptor, newDescriptor | 1L << 24); // 4K: an address
      }
    };
    ConformanceVector wrong = replacement(granule)
        .then(new Expectation.EventsAre(
            HERE,
            BLOCKS,
            false,
            EventMatching.INCLUDE,
            List.of(store(
                lastIpa(granule),
                new DescriptorClaim(DescriptorClaim.Kind.BLOCK, OptionalLong.of(A))))))
        .build();

    assertThat(run(untidy, replacement(granule).build()).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(run(untidy, wrong).failures()).singleElement().satisfies(failure -> {
      assertThat(failure.actual()).endsWith(":= block 0x900000000");
      assertThat(failure.details()).contains("block 0x900000000 rwx (0x9010007fd)");
    });
  }

  @Test
  void domainsOfTwoGranulesCannotBeJudged() {
    Result result = run(
        new ScriptedP2m(Granule.SIZE_16K, 2),
        replacement(Granule.SIZE_16K).beside(Granule.SIZE_64K).build());

    assertThat(result.verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
    assertThat(result.reason())
        .isEqualTo("the judge follows tables of one granule; guest has 16K, other has 64K");
  }

  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 3, with a 4K granule level 3 needs FEAT_TTST",
    "SIZE_16K, 0, a 16K granule has no start level 0 without FEAT_LPA2",
  })
  void aStartLevelThatThePlatformDoesNotHaveCannotBeJudged(
      Granule granule, int level, String reason) {
    Result result =
        run(new ScriptedP2m(), replacement(granule).geometry(granule, level).build());

    assertThat(result.verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
    assertThat(result.reason()).isEqualTo(reason);
  }
}
