package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.BLOCKS;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static io.shatterproof.harness.VectorBuilder.abort;
import static io.shatterproof.harness.VectorBuilder.hole;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Platform;
import io.shatterproof.event.Counter;
import io.shatterproof.event.EventSink;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation beyond mapping, on an implementation that does it, crashes in it, or lacks it. */
class OperationsTest {
  private static final OptionalLong UNCLAIMED = OptionalLong.empty();

  /**
   * An operation.
   *
   * @param call what a session must hear
   * @param crash the name of the operation when it crashes
   */
  record Operation(String call, String crash, ConformanceVector vector) {
    @Override
    public String toString() {
      return call;
    }
  }

  static List<Operation> operations() {
    return List.of(
        step("fail allocation 3", "fail allocation", new Step.FailAllocation(HERE, 3)),
        step(
            "protect pe 0 domain 0 4096 8192 access 11 first 1 every 2",
            "protect",
            new Step.Protect(HERE, 0, 0, 4096, 8192, 11, 1, 2, UNCLAIMED)),
        step(
            "protect default pe 0 domain 0 access 10",
            "protect default",
            new Step.ProtectNewMappings(HERE, 0, 0, P2mAccess.DEFAULT_NUMBER, UNCLAIMED)),
        step("listen domain 0 true false", "listener", new Step.Listen(HERE, 0, true, false)),
        step(
            "clean pe 0 domain 0 4096 8192",
            "clean",
            new Step.Clean(HERE, 0, 0, 4096, 8192, UNCLAIMED)),
        step(
            "relinquish pe 0 domain 0 every 5",
            "relinquish",
            new Step.Relinquish(HERE, 0, 0, 5, UNCLAIMED)),
        step("enter pe 0 domain 0", "enter", new Step.Enter(HERE, 0, 0)),
        step(
            "clean pe 0 domain 0 4096 8192 first 1 every 0",
            "clean",
            new Step.Clean(HERE, 0, 0, 4096, 8192, 1, 0, UNCLAIMED)),
        step(
            "clean pe 0 domain 0 4096 8192 first 0 every 2",
            "clean",
            new Step.Clean(HERE, 0, 0, 4096, 8192, 0, 2, UNCLAIMED)),
        step("enter pe 1 domain 0 vcpu 0", "enter", new Step.Enter(HERE, 1, 0, OptionalInt.of(0))),
        step(
            "map pe 0 domain 0 4096 8192 to 65536 access R",
            "map",
            new Step.Map(
                HERE,
                0,
                0,
                4096,
                8192,
                65536,
                MappingAttributes.of(P2mType.RAM_RW),
                Optional.of(P2mAccess.R),
                UNCLAIMED)),
        step(
            "populate pe 0 domain 0 4096 8192 as RAM_RO",
            "populate",
            new Step.Populate(
                HERE, 0, 0, 4096, 8192, MappingAttributes.of(P2mType.RAM_RO), UNCLAIMED)),
        step(
            "invalidate root pe 0 domain 0",
            "invalidate root",
            new Step.InvalidateRoot(HERE, 0, 0)),
        step(
            "resolve pe 0 domain 0 4096",
            "resolve",
            new Step.Resolve(HERE, 0, 0, 4096, Optional.empty())),
        step("unpause pe 0 domain 0", "unpause", new Step.Unpause(HERE, 0, 0)),
        step("set way pe 1 domain 0", "set way", new Step.SetWay(HERE, 1, 0)),
        step("caches pe 1 domain 0 true", "caches", new Step.SwitchCaches(HERE, 1, 0, true)),
        step("caches pe 1 domain 0 false", "caches", new Step.SwitchCaches(HERE, 1, 0, false)),
        step(
            "pool pe 0 domain 0 1048576 every 3",
            "pool",
            new Step.ResizePool(HERE, 0, 0, 1 << 20, 3, UNCLAIMED)),
        step("leave pe 1", "leave", new Step.Leave(HERE, 1)),
        step("emulate domain 0 4096 8192", "emulate", new Step.Emulate(HERE, 0, 4096, 8192)),
        step(
            "abort pe 1 domain 0 GuestAbort[access=FETCH, ipa=1073741824, fault=PERMISSION, "
                + "stage1Walk=false, syndromeValid=true, external=false, translationFails=false]",
            "abort",
            abort(1, AccessKind.FETCH, Optional.of(FaultKind.PERMISSION), Optional.empty())),
        new Operation(
            "teardown pe 0 domain 0",
            "teardown",
            new VectorBuilder()
                .when(new Step.Teardown(HERE, 0, 0))
                .then(new Expectation.CountsAre(
                    HERE, BLOCKS, List.of(new Expectation.Count(Counter.TLBI, 0, false))))
                .build()),
        new Operation(
            "teardown pe 0 domain 0 every 4",
            "teardown",
            new VectorBuilder()
                .when(new Step.Teardown(HERE, 0, 0, 4, UNCLAIMED))
                .then(new Expectation.CountsAre(
                    HERE, BLOCKS, List.of(new Expectation.Count(Counter.TLBI, 0, false))))
                .build()),
        expectation(
            "restriction domain 0 OptionalLong[4096]",
            "access restriction",
            new Expectation.RestrictionIs(
                HERE, BLOCKS, 0, OptionalLong.of(4096), P2mAccess.RWX.number())),
        expectation(
            "statistic domain 0 SHATTERED 2",
            "statistics",
            new Expectation.StatisticsAre(
                HERE, BLOCKS, 0, List.of(new Expectation.Figure(Statistic.SHATTERED, 2, 0)))));
  }

  private static Operation step(String call, String crash, Step step) {
    return new Operation(
        call, crash, new VectorBuilder().when(step).then(hole()).build());
  }

  private static Operation expectation(String call, String crash, Expectation expectation) {
    return new Operation(call, crash, new VectorBuilder().then(expectation).build());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operationReachesTheSessionWithItsArguments(Operation operation) {
    List<String> calls = new ArrayList<>();
    P2mProvider listening = new ScriptedP2m() {
      @Override
      void called(String call) {
        calls.add(call);
      }
    };

    Result result = run(listening, operation.vector());

    assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.AGREE);
    assertThat(calls).containsExactly(operation.call());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void exceptionInsideAnOperationIsACrash(Operation operation) {
    P2mProvider crashing = new ScriptedP2m() {
      @Override
      void called(String call) {
        throw new IllegalStateException("lost a page");
      }
    };

    Result result = run(crashing, operation.vector());

    assertThat(result.verdict()).isEqualTo(Verdict.CRASH);
    assertThat(result.reason())
        .startsWith("the implementation crashed in " + operation.crash() + ": ")
        .endsWith("lost a page");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operationThatTheProviderLacksIsUnsupported(Operation operation) {
    Result result = run(new OnlyMaps(), operation.vector());

    assertThat(result.verdict()).isEqualTo(Verdict.UNSUPPORTED);
    assertThat(result.reason()).startsWith("the implementation does not have ");
  }

  @Test
  void tablesOfADomainThatIsGoneAreNotReadBack() {
    P2mProvider gone = new ScriptedP2m() {
      @Override
      long readBack(long descriptor) {
        throw new IllegalStateException("no such table");
      }
    };
    ConformanceVector torn = operations().stream()
        .filter(operation -> operation.crash().equals("teardown"))
        .findFirst()
        .orElseThrow()
        .vector();
    ConformanceVector whole = new VectorBuilder().then(hole()).build();

    assertThat(run(gone, torn).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(run(gone, whole).verdict()).isEqualTo(Verdict.CRASH);
  }

  private static Result run(P2mProvider provider, ConformanceVector vector) {
    return new VectorRunner(provider, Duration.ofSeconds(20)).run(vector).get(0);
  }

  /** Whose sessions have the methods that every session has, and no other. */
  private static final class OnlyMaps extends ScriptedP2m {
    @Override
    public Set<Capability> capabilities() {
      return EnumSet.of(Capability.P2M, Capability.EVENTS);
    }

    @Override
    public P2mSession open(Platform platform, String profile, EventSink events) {
      P2mSession session = super.open(platform, profile, events);
      return new P2mSession() {
        @Override
        public DomainReport createDomain(DomainConfig config) {
          return session.createDomain(config);
        }

        @Override
        public long map(
            int pe, int domain, long ipa, long sizeBytes, long pa, MappingAttributes attributes) {
          return session.map(pe, domain, ipa, sizeBytes, pa, attributes);
        }

        @Override
        public long unmap(int pe, int domain, long ipa, long sizeBytes, OptionalLong pa) {
          return session.unmap(pe, domain, ipa, sizeBytes, pa);
        }

        @Override
        public P2mEntry lookup(int domain, long ipa) {
          return session.lookup(domain, ipa);
        }

        @Override
        public void close() {
          session.close();
        }
      };
    }
  }
}
