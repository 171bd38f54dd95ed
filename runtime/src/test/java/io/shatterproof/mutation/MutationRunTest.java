package io.shatterproof.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.event.Observable;
import io.shatterproof.harness.Shard;
import io.shatterproof.reference.ReferenceProvider;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.spi.SeededFault;
import io.shatterproof.vector.json.Vectors;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A run ends, whatever a mutant does. */
final class MutationRunTest {
  private static final P2mProvider SOUND = new ReferenceProvider();
  private static final Suite SUITE = new Suite(List.of(Vectors.replacePage()));

  /** Opens sessions of its own. */
  private static final class Opening implements P2mProvider {
    private final Opener opener;

    Opening(Opener opener) {
      this.opener = opener;
    }

    interface Opener {
      P2mSession open(Platform platform, String profile, EventSink events);
    }

    @Override
    public String name() {
      return "M01";
    }

    @Override
    public Set<Capability> capabilities() {
      return SOUND.capabilities();
    }

    @Override
    public Set<Feature> features() {
      return SOUND.features();
    }

    @Override
    public List<String> profiles() {
      return List.of("xen_4_8");
    }

    @Override
    public P2mSession open(Platform platform, String profile, EventSink events) {
      return opener.open(platform, profile, events);
    }
  }

  private static Mutant mutant(Opening.Opener opener) {
    BrokenProvider fault = new BrokenProvider(
        SeededFault.M01,
        "",
        "It is wrong.",
        Set.of(Observable.RETURNED, Observable.ACCESS),
        new Opening(opener));
    return new Mutant(fault, "xen_4_8");
  }

  private static MutationRun.Work work(Mutant mutant, Duration timeout, Encounters known) {
    return new MutationRun(List.of(mutant), SUITE, SOUND, timeout).work(Shard.WHOLE, known);
  }

  private static Encounters run(Mutant mutant, Duration timeout) throws InterruptedException {
    return work(mutant, timeout, new Encounters()).run(1, done -> {});
  }

  private static Encounter.Effect effect(Encounters encounters, Mutant mutant) {
    return encounters
        .get(mutant, SUITE.items().get(0).fingerprint())
        .orElseThrow()
        .effect();
  }

  @Test
  void mutantThatDoesTheSameIsUntouched() throws InterruptedException {
    Mutant same = mutant(SOUND::open);

    assertThat(effect(run(same, Duration.ofSeconds(60)), same))
        .isEqualTo(Encounter.Effect.UNTOUCHED);
  }

  @Test
  void mutantThatFailsToOpenIsLost() throws InterruptedException {
    Mutant failing = mutant((platform, profile, events) -> {
      throw new IllegalStateException("wrong");
    });

    assertThat(effect(run(failing, Duration.ofSeconds(60)), failing))
        .isEqualTo(Encounter.Effect.LOST);
  }

  @Test
  void mutantThatHangsIsLostAndRunAgainNextTime() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Mutant hanging = mutant((platform, profile, events) -> {
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("it is over");
    });

    Encounters encounters = run(hanging, Duration.ofSeconds(5));

    assertThat(effect(encounters, hanging)).isEqualTo(Encounter.Effect.LOST);
    assertThat(work(hanging, Duration.ofSeconds(5), encounters).size()).isOne();
  }
}
