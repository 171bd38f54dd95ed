package io.shatterproof.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChosenProviderTest {
  private static final P2mProvider REFERENCE = new Named("reference");
  private static final P2mProvider MINE = new Named("mine");
  private static final P2mProvider YOURS = new Named("yours");

  @Test
  void implementationOfOnesOwnIsTestedRatherThanTheReference() {
    assertThat(ChosenProvider.choose(List.of(MINE, REFERENCE), "")).isSameAs(MINE);
  }

  @Test
  void referenceIsTestedWhereThereIsNothingElse() {
    assertThat(ChosenProvider.choose(List.of(REFERENCE), "")).isSameAs(REFERENCE);
  }

  @Test
  void nameDecides() {
    assertThat(ChosenProvider.choose(List.of(MINE, REFERENCE, YOURS), "reference"))
        .isSameAs(REFERENCE);
  }

  @Test
  void severalWithoutNameAreRefused() {
    assertThatThrownBy(() -> ChosenProvider.choose(List.of(MINE, REFERENCE, YOURS), ""))
        .hasMessageContaining(
            "which implementation is to be tested? there are: mine, reference, yours; ")
        .hasMessageContaining(ChosenProvider.PROPERTY);
  }

  @Test
  void unknownNameIsRefused() {
    assertThatThrownBy(() -> ChosenProvider.choose(List.of(MINE), "their"))
        .hasMessage("no implementation is named 'their'; there is: mine; set the system property"
            + " shatterproof.provider to one of them, or add a dependency that brings another");
  }

  @Test
  void testsRunOnWhatTheyWereGeneratedFor() {
    assertThat(ChosenProvider.find("reference", "").name()).isEqualTo("reference");
    assertThatThrownBy(() -> ChosenProvider.find("theirs", ""))
        .hasMessageContaining("no implementation is named 'theirs'; ");
    assertThatThrownBy(() -> ChosenProvider.find("", "/nowhere/program"))
        .hasMessageContaining("the program that these tests were generated for");
  }

  @Test
  void systemPropertyWinsOverWhatTestsWereGeneratedFor() {
    System.setProperty(ChosenProvider.PROPERTY, "reference");
    try {
      assertThat(ChosenProvider.find("theirs", "").name()).isEqualTo("reference");
      assertThat(ChosenProvider.find("", "/nowhere/program").name()).isEqualTo("reference");
    } finally {
      System.clearProperty(ChosenProvider.PROPERTY);
    }
  }

  private record Named(String name) implements P2mProvider {
    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public Set<Feature> features() {
      return Set.of();
    }

    @Override
    public List<String> profiles() {
      return List.of();
    }

    @Override
    public P2mSession open(Platform platform, String profile, EventSink events) {
      throw new IllegalStateException("never opened here");
    }
  }
}
