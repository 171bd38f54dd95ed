package io.shatterproof.harness;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Needs;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Builds vectors under bare tables: a start table at level 1 with one block of 1G, at IPA 1G. */
final class BareVectorBuilder {
  static final Origin HERE = new Origin("bare.p2m", 7, 3);
  static final long TABLE = 0x8000_0000L;
  static final long BLOCK = TABLE + 8;

  /** A block at 4G, read-write, Write-Back, Inner Shareable; its access flag is 0. */
  static final long DESCRIPTOR = 0x1_0000_03fdL;

  static final long GIB = 1L << 30;
  static final long PA = 4 * GIB;

  private final List<MemoryRange> memory = new ArrayList<>();
  private final List<Step> given = new ArrayList<>();
  private final List<Step> when = new ArrayList<>();
  private final List<Expectation> then = new ArrayList<>();
  private final Set<Feature> features = new TreeSet<>();
  private final TreeMap<String, String> choices = new TreeMap<>();

  BareVectorBuilder() {
    memory.add(new MemoryRange(TABLE, 0x1000));
    given.add(new Step.WriteRegister(HERE, 1, SystemRegister.VTTBR_EL2, 1L << 48 | TABLE));
    given.add(new Step.StoreWord(HERE, 0, BLOCK, DESCRIPTOR, "block B"));
  }

  BareVectorBuilder memory(MemoryRange... ranges) {
    memory.clear();
    Collections.addAll(memory, ranges);
    return this;
  }

  BareVectorBuilder given(Step step) {
    given.add(step);
    return this;
  }

  BareVectorBuilder when(Step step) {
    when.add(step);
    return this;
  }

  BareVectorBuilder then(Expectation expectation) {
    then.add(expectation);
    return this;
  }

  /** The access must have this outcome. */
  BareVectorBuilder must(GuestAccess access, OutcomeClaim claim) {
    return then(accessHas(access, ExpectationClass.MUST, claim));
  }

  BareVectorBuilder feature(Feature feature) {
    features.add(feature);
    return this;
  }

  BareVectorBuilder choose(String knob, String value) {
    choices.put(knob, value);
    return this;
  }

  ConformanceVector build() {
    Heading heading = new Heading(
        "0123456789abcdef",
        List.of(),
        "title",
        "title",
        List.of(),
        "",
        "",
        HERE,
        Needs.of(Set.of(), Set.of()),
        new TreeSet<>(),
        List.of(),
        List.of(),
        then.size());
    Platform platform = Platform.plain("arm").withFeatures(features).withChoices(choices);
    return new ConformanceVector(
        heading, new Setup(platform, List.of(), memory), given, List.of(new Phase(when, then)));
  }

  static Expectation accessHas(
      GuestAccess access, ExpectationClass expectationClass, OutcomeClaim... claims) {
    return accessHas(1, access, expectationClass, claims);
  }

  static Expectation accessHas(
      int pe, GuestAccess access, ExpectationClass expectationClass, OutcomeClaim... claims) {
    return new Expectation.AccessHas(
        HERE,
        Scope.ARCHITECTURE,
        pe,
        access,
        OptionalInt.empty(),
        expectationClass,
        Arrays.stream(claims).map(LegalOutcome::of).toList());
  }

  static Expectation word(long pa, long value, long mask) {
    return new Expectation.WordIs(HERE, Scope.ARCHITECTURE, pa, value, mask);
  }

  static GuestAccess read(long address) {
    return GuestAccess.of(AccessKind.READ, address);
  }

  static OutcomeClaim ok(long pa) {
    return new OutcomeClaim.Ok(pa, OptionalInt.empty());
  }
}
