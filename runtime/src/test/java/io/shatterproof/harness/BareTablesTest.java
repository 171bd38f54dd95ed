package io.shatterproof.harness;

import static io.shatterproof.harness.BareVectorBuilder.BLOCK;
import static io.shatterproof.harness.BareVectorBuilder.DESCRIPTOR;
import static io.shatterproof.harness.BareVectorBuilder.GIB;
import static io.shatterproof.harness.BareVectorBuilder.HERE;
import static io.shatterproof.harness.BareVectorBuilder.PA;
import static io.shatterproof.harness.BareVectorBuilder.TABLE;
import static io.shatterproof.harness.BareVectorBuilder.accessHas;
import static io.shatterproof.harness.BareVectorBuilder.ok;
import static io.shatterproof.harness.BareVectorBuilder.read;
import static io.shatterproof.harness.BareVectorBuilder.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.FeatureRules;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Syndrome;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TransferRegister;
import io.shatterproof.arch.register.EsrEl2;
import io.shatterproof.arch.register.HpfarEl2;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.AttributeClaim;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.RegisterClaim;
import io.shatterproof.vector.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Judgements under bare tables: a chip that does as it should, and beside it each that does not. */
class BareTablesTest {
  private static final long HOLE = 3 * GIB + 0x5000;
  private static final long ACCESS_FLAG = 1L << 10;

  private static final RegisterClaim WHOLE_ESR =
      new RegisterClaim(SystemRegister.ESR_EL2, 0x9200_0005L, RegisterClaim.WHOLE);
  private static final RegisterClaim WHOLE_HPFAR =
      new RegisterClaim(SystemRegister.HPFAR_EL2, HOLE >>> 12 << 4, RegisterClaim.WHOLE);

  /** A read of the block and one beside it, with all that a chip tells of them. */
  private static ConformanceVector blockAndHole() {
    return new BareVectorBuilder()
        .must(
            read(GIB + 0x1008),
            new OutcomeClaim.Ok(
                PA + 0x1008,
                OptionalInt.of(1),
                attributes(Cacheability.WB_RAWA, Shareability.INNER),
                List.of()))
        .must(read(HOLE), translationFault(WHOLE_ESR, WHOLE_HPFAR))
        .build();
  }

  private static AttributeClaim attributes(Cacheability inner, Shareability shareability) {
    return new AttributeClaim(
        Optional.of(MemoryType.NORMAL),
        Optional.of(new AttributeClaim.CacheClaim(inner.policy(), Optional.of(inner))),
        Optional.of(new AttributeClaim.CacheClaim(Cacheability.Policy.WB, Optional.empty())),
        Optional.of(shareability),
        Optional.of(false),
        Optional.empty(),
        Optional.empty());
  }

  private static OutcomeClaim translationFault(RegisterClaim... claims) {
    return new OutcomeClaim.Fault(
        FaultKind.TRANSLATION, OptionalInt.of(1), FaultStage.STAGE2, List.of(claims));
  }

  @Test
  void chipThatDoesAsItShouldAgrees() {
    Result result = run(new ScriptedMmu(), blockAndHole());

    assertThat(result.failures()).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.AGREE);
    assertThat(result.checksReached()).isEqualTo(2);
  }

  @Test
  void memoryWordsAndRegistersAreGivenInOrder() {
    List<String> calls = new ArrayList<>();

    run(
        new ScriptedMmu() {
          @Override
          void called(String call) {
            calls.add(call);
          }
        },
        new BareVectorBuilder()
            .memory(new MemoryRange(TABLE, 0x1000), new MemoryRange(0x9000_0000L, 0x2000))
            .when(new Step.Perform(HERE, 1, read(HOLE)))
            .then(word(BLOCK, DESCRIPTOR, -1))
            .build());

    assertThat(calls)
        .containsExactly(
            "memory 0x80000000 0x1000",
            "memory 0x90000000 0x2000",
            "write 1 vttbr_el2 0x1000080000000",
            "store 0 0x80000008 0x1000003fd",
            "perform 1 read 0xc0005000");
  }

  @Test
  void wrongAddressIsToldBesideTheRightOne() {
    Result result = run(answering(BareTablesTest::atTheWrongAddress), blockAndHole());

    assertThat(FailureText.of(result))
        .isEqualTo(
            "bare.p2m:7:3: pe 1 read 0x40001008 -> ok 0x100002008 { level 1 memory normal inner"
                + " wb_rawa outer wb sh inner xs 0 }, expected ok 0x100001008 { level 1 memory"
                + " normal inner wb_rawa outer wb sh inner xs 0 }\n"
                + """
              expected       | actual
            ! ok 0x100001008 | ok 0x100002008
              level 1        | level 1
              memory normal  | memory normal
              inner wb_rawa  | inner wb_rawa
              outer wb       | outer wb
              sh inner       | sh inner
              xs 0           | xs 0
              reported ok 0x100002008 { level 1 memory normal inner wb_rawa outer wb_rawa sh inner \
            xs 0 }""");
  }

  private static AccessReport atTheWrongAddress(AccessReport right) {
    return right.outcome() instanceof Outcome.Translated translated
        ? new AccessReport(
            new Outcome.Translated(
                translated.pa() ^ 0x3000, translated.level(), translated.attributes()),
            right.syndrome())
        : right;
  }

  @Test
  void wrongAttributeIsFound() {
    P2mProvider wrong = answering(right -> right.outcome() instanceof Outcome.Translated translated
        ? new AccessReport(
            new Outcome.Translated(
                translated.pa(),
                translated.level(),
                AccessAttributes.normal(Cacheability.WB_RA, Shareability.OUTER, false)),
            right.syndrome())
        : right);

    assertThat(FailureText.of(run(wrong, blockAndHole()))).contains("""
            ! inner wb_rawa  | inner wb_ra
              outer wb       | outer wb
            ! sh inner       | sh outer
            """);
  }

  @Test
  void wrongLevelIsFoundInSuccessAndFault() {
    Result result = run(
        answering(right -> right.outcome() instanceof Outcome.Translated translated
            ? new AccessReport(
                new Outcome.Translated(translated.pa(), 2, translated.attributes()),
                right.syndrome())
            : new AccessReport(new Outcome.Faulted(FaultKind.TRANSLATION, 0), right.syndrome())),
        blockAndHole());

    assertThat(result.failures()).hasSize(2);
    assertThat(FailureText.of(result))
        .contains("! level 1        | level 2\n")
        .contains("! translation fault level 1 | translation fault level 0\n");
  }

  @Test
  void wrongStageIsFound() {
    P2mProvider wrong = answering(right -> right.outcome() instanceof Outcome.Faulted
        ? new AccessReport(
            new Outcome.Faulted(FaultKind.TRANSLATION, 1, FaultStage.STAGE2_ON_STAGE1_WALK),
            right.syndrome())
        : right);

    assertThat(run(wrong, blockAndHole()).reason())
        .contains("-> translation fault level 1 on stage 1 walk {");
  }

  @Test
  void wrongBitOfARegisterIsFound() {
    P2mProvider wrong =
        answering(right -> withRegister(right, SystemRegister.HPFAR_EL2, 0xc0_0040L, 0));

    assertThat(FailureText.of(run(wrong, blockAndHole()))).contains("""
              esr 0x92000005            | esr 0x92000005
            ! hpfar 0xc00050            | hpfar 0xc00040
              reported translation fault level 1 { esr 0x92000005 far 0xc0005000 hpfar 0xc00040 }""");
  }

  @Test
  void wrongFieldIsToldAsAField() {
    P2mProvider wrong =
        answering(right -> withRegister(right, SystemRegister.ESR_EL2, 0x9200_0085L, 1L << 6));
    RegisterClaim fields =
        new RegisterClaim(SystemRegister.ESR_EL2, 5, EsrEl2.DFSC.mask() | EsrEl2.S1PTW.mask());
    ConformanceVector vector =
        new BareVectorBuilder().must(read(HOLE), translationFault(fields)).build();

    assertThat(run(new ScriptedMmu(), vector).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(FailureText.of(run(wrong, vector)))
        .contains("! esr { dfsc 0x5 s1ptw 0 }  | esr { dfsc 0x5 s1ptw 1 }\n")
        .contains("reported translation fault level 1 { esr 0x92000085 (bits [6] unknown) ");
  }

  @Test
  void unknownBitsOfAWholeRegisterDecideNothingAndAreMarked() {
    P2mProvider modest = answering(
        right -> withRegister(right, SystemRegister.ESR_EL2, 0x9200_0045L, 0x40 | 3L << 30 << 30));
    P2mProvider wrongToo = answering(
        right -> withRegister(right, SystemRegister.ESR_EL2, 0x9200_0046L, 0x40 | 3L << 30 << 30));
    ConformanceVector vector =
        new BareVectorBuilder().must(read(HOLE), translationFault(WHOLE_ESR)).build();

    assertThat(run(modest, vector).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(run(wrongToo, vector).reason())
        .isEqualTo("pe 1 read 0xc0005000 -> translation fault level 1 { esr 0x92000006 (bits"
            + " [61:60] [6] unknown) }, expected translation fault level 1 { esr 0x92000005 }");
  }

  @Test
  void claimedBitThatIsSaidToBeUnknownIsNotAsClaimed() {
    P2mProvider evasive =
        answering(right -> withRegister(right, SystemRegister.HPFAR_EL2, 0, 0xf_fff0));
    RegisterClaim field =
        new RegisterClaim(SystemRegister.HPFAR_EL2, HOLE >>> 12 << 4, HpfarEl2.FIPA.mask());

    for (RegisterClaim claim : List.of(WHOLE_HPFAR, field)) {
      ConformanceVector vector =
          new BareVectorBuilder().must(read(HOLE), translationFault(claim)).build();
      Result result = run(evasive, vector);

      assertThat(run(new ScriptedMmu(), vector).verdict()).isEqualTo(Verdict.AGREE);
      assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
      assertThat(result.reason())
          .containsAnyOf("hpfar 0x0 (bits [19:4] unknown)", "hpfar { fipa unknown }");
    }
  }

  @Test
  void registerOfWhichNothingIsSaidIsNotAsClaimed() {
    P2mProvider silent = answering(right -> new AccessReport(right.outcome(), Syndrome.NONE));

    assertThat(run(silent, blockAndHole()).reason())
        .contains("-> translation fault level 1 { esr unknown hpfar unknown }");
  }

  @Test
  void probeIsUndone() {
    Expectation untouched = word(BLOCK, DESCRIPTOR, -1);
    ConformanceVector vector = new BareVectorBuilder()
        .then(untouched)
        .must(read(GIB), ok(PA))
        .then(untouched)
        .build();

    assertThat(run(new ScriptedMmu(), vector).failures()).isEmpty();
  }

  @Test
  void chipThatDoesNotUndoContradictsItself() {
    P2mProvider stubborn = new ScriptedMmu() {
      private int stores;

      @Override
      boolean takesStore(long pa, long value) {
        return stores++ == 0;
      }
    };
    ConformanceVector vector = new BareVectorBuilder()
        .must(read(GIB), ok(PA))
        .then(word(BLOCK, DESCRIPTOR, -1))
        .build();

    Result result = run(stubborn, vector);

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.failures())
        .extracting(Failure::message)
        .containsExactly(
            "word 0x80000008 (block B) is 0x1000007fd, expected 0x1000003fd",
            "the implementation's reports contradict each other: word 0x80000008 (block B) is read"
                + " back as 0x1000007fd, but 0x1000003fd was stored");
  }

  @Test
  void whatAStepUpdatesStaysUpdatedThroughProbes() {
    ConformanceVector vector = new BareVectorBuilder()
        .when(new Step.Perform(HERE, 1, read(GIB)))
        .then(word(BLOCK, DESCRIPTOR | ACCESS_FLAG, -1))
        .must(read(GIB), ok(PA))
        .then(word(BLOCK, ACCESS_FLAG, ACCESS_FLAG))
        .build();

    assertThat(run(new ScriptedMmu(), vector).failures()).isEmpty();
  }

  @Test
  void wrongBitsOfAWordAreNamed() {
    ConformanceVector vector = new BareVectorBuilder()
        .then(word(BLOCK, ACCESS_FLAG, ACCESS_FLAG | 3))
        .then(word(TABLE, 1, -1))
        .build();

    assertThat(FailureText.of(run(new ScriptedMmu(), vector)))
        .contains("(block B) is 0x1 in bits [10] [1:0], expected 0x400 in bits [10] [1:0]\n")
        .contains("  whole word 0x1000003fd")
        .contains("word 0x80000000 is 0x0, expected 0x1\n");
  }

  @Test
  void chipThatKnowsAllOutcomesMeetsEachOfASet() {
    P2mProvider knowing = permitting(Outcome.NO_LEVEL);
    Expectation set =
        accessHas(read(HOLE), ExpectationClass.CONSTRAINED, translationFault(), alignmentFault());

    assertThat(run(knowing, new BareVectorBuilder().then(set).build()).failures())
        .isEmpty();
  }

  @Test
  void chipThatAnswersOnlyOneOfSeveralIsNoChipThatKnowsAll() {
    Expectation set = accessHas(
        read(HOLE),
        ExpectationClass.ONE_OF,
        translationFault(),
        new OutcomeClaim.Fault(FaultKind.ALIGNMENT, OptionalInt.empty()),
        new OutcomeClaim.Fault(FaultKind.PERMISSION, OptionalInt.of(1)));
    ConformanceVector vector = new BareVectorBuilder().then(set).build();

    Result result = run(permitting(Outcome.NO_LEVEL), vector);

    assertThat(run(new ScriptedMmu(), vector).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.reason())
        .isEqualTo("pe 1 read 0xc0005000 is never permission fault level 1, which is one of the"
            + " outcomes expected");
  }

  @Test
  void whoKnowsAllOutcomesAndHasOneMeetsNoSetOfTwo() {
    P2mProvider knowing = new ScriptedMmu() {
      @Override
      public boolean knowsAllOutcomes() {
        return true;
      }
    };
    ConformanceVector two = new BareVectorBuilder()
        .then(accessHas(read(HOLE), ExpectationClass.ONE_OF, translationFault(), alignmentFault()))
        .build();
    ConformanceVector one = new BareVectorBuilder()
        .then(accessHas(read(HOLE), ExpectationClass.ONE_OF, translationFault()))
        .build();

    Result result = run(knowing, two);

    assertThat(run(new ScriptedMmu(), two).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(run(knowing, one).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.reason())
        .isEqualTo("pe 1 read 0xc0005000 is never alignment fault, which is one of the outcomes"
            + " expected");
  }

  @Test
  void everyOneOfSeveralReportsMustBeAsClaimed() {
    ConformanceVector must =
        new BareVectorBuilder().must(read(HOLE), translationFault()).build();
    ConformanceVector mustNot = new BareVectorBuilder()
        .then(accessHas(read(HOLE), ExpectationClass.MUST_NOT, alignmentFault()))
        .build();
    ConformanceVector quirk = new BareVectorBuilder()
        .then(accessHas(read(HOLE), ExpectationClass.QUIRK, ok(PA)))
        .build();
    P2mProvider knowing = permitting(Outcome.NO_LEVEL);

    assertThat(run(knowing, must).reason())
        .isEqualTo("pe 1 read 0xc0005000 -> alignment fault, one of 2 outcomes, expected"
            + " translation fault level 1");
    assertThat(run(knowing, mustNot).reason())
        .isEqualTo("pe 1 read 0xc0005000 -> alignment fault, expected not alignment fault");
    assertThat(run(knowing, quirk).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(run(new ScriptedMmu(), must).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(run(new ScriptedMmu(), mustNot).verdict()).isEqualTo(Verdict.AGREE);
  }

  private static OutcomeClaim alignmentFault() {
    return new OutcomeClaim.Fault(FaultKind.ALIGNMENT, OptionalInt.empty());
  }

  /** Answers with the right report, and with an Alignment fault. */
  private static P2mProvider permitting(int level) {
    return new ScriptedMmu() {
      @Override
      List<AccessReport> answers(AccessReport right) {
        return List.of(
            right,
            new AccessReport(new Outcome.Faulted(FaultKind.ALIGNMENT, level), right.syndrome()));
      }
    };
  }

  @Test
  void accessIsNamedWithWhatIsUnusualAboutIt() {
    GuestAccess access =
        new GuestAccess(AccessKind.WRITE, HOLE, 0, 8, TransferRegister.parse("x1"));

    assertThat(
            run(new ScriptedMmu(), new BareVectorBuilder().must(access, ok(PA)).build())
                .reason())
        .isEqualTo("pe 1 write 0xc0005000 size 8 register x1 from el0 -> translation fault level 1,"
            + " expected ok 0x100000000");
  }

  @Test
  void answerWithoutReportIsACrash() {
    Result result = run(
        new ScriptedMmu() {
          @Override
          List<AccessReport> answers(AccessReport right) {
            return List.of();
          }
        },
        blockAndHole());

    assertThat(result.verdict()).isEqualTo(Verdict.CRASH);
    assertThat(result.reason()).contains("nothing was reported");
  }

  @Test
  @SuppressWarnings("NullAway") // null where none may be is the point
  void reportWithNullInsideIsACrash() {
    Map<SystemRegister, Long> nothing = new EnumMap<>(SystemRegister.class);
    nothing.put(SystemRegister.ESR_EL2, null);
    List<AccessReport> hollow = List.of(
        new AccessReport(null, Syndrome.NONE),
        new AccessReport(new Outcome.Faulted(FaultKind.TRANSLATION, 1), null),
        new AccessReport(new Outcome.Translated(PA, 1, null), Syndrome.NONE),
        new AccessReport(
            new Outcome.Faulted(FaultKind.TRANSLATION, 1), new Syndrome(Map.of(), nothing)));

    for (AccessReport report : hollow) {
      assertThat(run(answering(right -> report), blockAndHole()).verdict())
          .isEqualTo(Verdict.CRASH);
    }
  }

  @Test
  void chipWithoutTheCapabilityIsUnsupported() {
    P2mProvider unable = with(EnumSet.of(Capability.P2M));
    P2mProvider mute = with(EnumSet.of(Capability.REGIME));

    assertThat(run(unable, blockAndHole()).verdict()).isEqualTo(Verdict.UNSUPPORTED);
    assertThat(run(unable, blockAndHole()).reason()).isEqualTo("needs the capability regime");
    assertThat(run(mute, blockAndHole()).verdict()).isEqualTo(Verdict.UNSUPPORTED);
    assertThat(run(mute, blockAndHole()).reason()).contains("does not have syndromes");
    assertThat(
            run(mute, new BareVectorBuilder().must(read(GIB), ok(PA)).build()).verdict())
        .isEqualTo(Verdict.AGREE);
  }

  private static P2mProvider with(Set<Capability> capabilities) {
    return new ScriptedMmu() {
      @Override
      public Set<Capability> capabilities() {
        return capabilities;
      }
    };
  }

  @Test
  void featuresThatChangeWhatTablesMeanAreRefused() {
    Set<Feature> refused = EnumSet.complementOf(EnumSet.copyOf(FeatureRules.modelled()));
    for (Feature feature : Feature.values()) {
      Result result = run(
          new ScriptedMmu(),
          new BareVectorBuilder().feature(feature).must(read(GIB), ok(PA)).build());

      assertThat(result.verdict())
          .as(feature.word())
          .isEqualTo(refused.contains(feature) ? Verdict.COULD_NOT_JUDGE : Verdict.AGREE);
      if (refused.contains(feature)) {
        assertThat(result.reason())
            .isEqualTo("the judge does not model the feature " + feature.word() + " yet");
      }
    }
  }

  @Test
  void everyChoiceOfEveryKnobIsFine() {
    for (Knob knob : Knob.values()) {
      for (String choice : knob.choices()) {
        ConformanceVector vector = new BareVectorBuilder()
            .choose(knob.word(), choice)
            .must(read(GIB), ok(PA))
            .build();

        assertThat(run(new ScriptedMmu(), vector).verdict())
            .as(knob.word() + " " + choice)
            .isEqualTo(Verdict.AGREE);
      }
    }
    assertThat(run(
                new ScriptedMmu(),
                new BareVectorBuilder()
                    .choose("nt_block", "perhaps")
                    .must(read(GIB), ok(PA))
                    .build())
            .reason())
        .isEqualTo("the judge does not know the choice nt_block perhaps");
  }

  @Test
  void whatIsWrongWithAVectorIsNotBlamedOnTheChip() {
    Map<String, BareVectorBuilder> wrong = Map.ofEntries(
        Map.entry("PE 2", vector().then(accessHas(2, read(GIB), ExpectationClass.MUST, ok(PA)))),
        Map.entry("PE 3", vector().given(new Step.StoreWord(HERE, 3, BLOCK, 0, ""))),
        Map.entry(
            "PE 4", vector().given(new Step.WriteRegister(HERE, 4, SystemRegister.HCR_EL2, 0))),
        Map.entry("PE 5", vector().given(new Step.Perform(HERE, 5, read(GIB)))),
        Map.entry("PE -1", vector().given(new Step.Perform(HERE, -1, read(GIB)))),
        Map.entry("0x80000004", vector().given(new Step.StoreWord(HERE, 0, TABLE + 4, 0, ""))),
        Map.entry("0x80001000", vector().given(new Step.StoreWord(HERE, 0, TABLE + 0x1000, 0, ""))),
        Map.entry("0x7ffffff8", vector().then(word(TABLE - 8, 0, -1))),
        Map.entry("0x80000001", vector().then(word(TABLE + 1, 0, -1))),
        Map.entry("claims nothing", vector().then(word(TABLE, 0, 0))),
        Map.entry(
            "esr_el2 does not control translation",
            vector().given(new Step.WriteRegister(HERE, 0, SystemRegister.ESR_EL2, 0))),
        Map.entry(
            "read at EL2", vector().given(new Step.Perform(HERE, 0, read(GIB).from(2)))),
        Map.entry(
            "at_s12e1r at EL0",
            vector()
                .given(new Step.Perform(
                    HERE, 0, GuestAccess.of(AccessKind.AT_S12E1R, GIB).from(0)))),
        Map.entry("provides no memory", vector().memory()),
        Map.entry("overlaps", vector().memory(range(TABLE, 0x2000), range(TABLE + 0x1000, 0x1000))),
        Map.entry("more than 256M", vector().memory(range(0, 1L << 40))),
        Map.entry("whole pages", vector().memory(range(TABLE, 0x1800))),
        Map.entry("48 bits", vector().memory(range(1L << 48, 0x1000))),
        Map.entry(
            "bare.p2m:7:3: the expectation claims",
            vector().then(accessHas(read(GIB), ExpectationClass.MUST))));

    wrong.forEach((reason, vector) -> {
      Result result = run(new ScriptedMmu(), vector.must(read(GIB), ok(PA)).build());

      assertThat(result.verdict()).as(reason).isEqualTo(Verdict.COULD_NOT_JUDGE);
      assertThat(result.reason()).contains(reason);
    });
  }

  private static MemoryRange range(long pa, long sizeBytes) {
    return new MemoryRange(pa, sizeBytes);
  }

  private static BareVectorBuilder vector() {
    return new BareVectorBuilder();
  }

  private static AccessReport withRegister(
      AccessReport right, SystemRegister register, long value, long unknown) {
    if (right.outcome() instanceof Outcome.Translated) {
      return right;
    }
    Map<SystemRegister, Long> values = new EnumMap<>(right.syndrome().values());
    values.put(register, value);
    return new AccessReport(
        right.outcome(), new Syndrome(values, unknown == 0 ? Map.of() : Map.of(register, unknown)));
  }

  private static P2mProvider answering(UnaryOperator<AccessReport> change) {
    return new ScriptedMmu() {
      @Override
      List<AccessReport> answers(AccessReport right) {
        return List.of(change.apply(right));
      }
    };
  }

  private static Result run(P2mProvider provider, ConformanceVector vector) {
    List<Result> results = new VectorRunner(provider, Duration.ofSeconds(20)).run(vector);
    assertThat(results).hasSize(1);
    return results.get(0);
  }
}
