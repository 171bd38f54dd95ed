package io.shatterproof.compiler.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.harness.Faults;
import io.shatterproof.harness.ForwardingProvider;
import io.shatterproof.harness.Shard;
import io.shatterproof.mutation.Encounters;
import io.shatterproof.mutation.Mutant;
import io.shatterproof.mutation.MutationRun;
import io.shatterproof.mutation.ResultsFile;
import io.shatterproof.mutation.Suite;
import io.shatterproof.reference.ReferenceProvider;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.vector.ConformanceVector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mutants that a vector cannot tell from the reference need not be judged: they would agree. */
final class UntouchedMutantsTest {
  private static final int EVERY = 17;

  private static List<Mutant> some() {
    List<Mutant> all = Faults.all(UntouchedMutantsTest.class.getClassLoader()).stream()
        .flatMap(fault -> Mutant.of(fault).stream())
        .toList();
    List<Mutant> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i += EVERY) {
      some.add(all.get(i));
    }
    return some;
  }

  private static String results(P2mProvider sound) throws InterruptedException {
    List<ConformanceVector> vectors = new ArrayList<>(ExampleVectors.of("quickstart"));
    vectors.addAll(ExampleVectors.of("p2m-faults"));
    MutationRun run = new MutationRun(some(), new Suite(vectors), sound, Duration.ofMinutes(1));
    Encounters encounters = run.work(Shard.WHOLE, new Encounters()).run(2, done -> {});
    return new String(ResultsFile.write(encounters, ""), StandardCharsets.UTF_8);
  }

  @Test
  void theyAgree() throws InterruptedException {
    String some = results(new ReferenceProvider());
    String all = results(new LoudReference());

    assertThat(some).contains("\tUNTOUCHED\t").contains("\tKILLED\t");
    assertThat(all).doesNotContain("\tUNTOUCHED\t");
    assertThat(some.replace("\tUNTOUCHED\t", "\tUNSEEN\t")).isEqualTo(all);
  }

  /** The reference, from which every mutant can be told: it warns when it starts. */
  private static final class LoudReference extends ForwardingProvider {
    LoudReference() {
      super(new ReferenceProvider());
    }

    @Override
    public P2mSession open(Platform platform, String profile, EventSink events) {
      events.warned(0, 1);
      return super.open(platform, profile, events);
    }
  }
}
