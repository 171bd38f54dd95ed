package io.shatterproof.harness.junit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.arch.Platform;
import io.shatterproof.harness.ForwardingProvider;
import io.shatterproof.reference.ReferenceProvider;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.UnsupportedByProviderException;
import io.shatterproof.vector.Origin;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Generated tests of an implementation that does not tell its profiles. */
class ScenarioTestsTest {
  private static final String CRASH = "a.p2m:1:1: crash: the implementation crashed in profiles: ";

  private static P2mProvider throwing(RuntimeException thrown) {
    return new ForwardingProvider(new ReferenceProvider()) {
      @Override
      public List<String> profiles() {
        throw thrown;
      }
    };
  }

  private static VectorFacts facts() {
    return VectorFacts.vector(
        "0123456789abcdef", "a stone", new Origin("a.p2m", 1, 1), Platform.plain("arm"));
  }

  @Test
  void profilesThatThrowAreACrash() {
    P2mProvider provider = throwing(new IllegalStateException("profs"));

    assertThatThrownBy(() -> ScenarioTests.run(provider, facts(), run -> {}))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageStartingWith(CRASH + "java.lang.IllegalStateException: profs");
    assertThatThrownBy(
            () -> ScenarioTests.tests(provider, List.of(ScenarioTests.row(facts(), run -> {}))))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageStartingWith(CRASH);
  }

  @Test
  void nobodyMayLackProfiles() {
    P2mProvider provider = throwing(new UnsupportedByProviderException("profiles"));

    assertThatThrownBy(() -> ScenarioTests.run(provider, facts(), run -> {}))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageStartingWith(CRASH);
  }

  @Test
  void testsOfAFileWithManyScenariosCrashToo() {
    P2mProvider provider = throwing(new IllegalStateException("profs"));

    DynamicTest test = (DynamicTest) VectorTests.tests(
            provider,
            VectorTestsTest.class,
            "page-and-block.jsonl",
            new ScenarioChoice("page 0", true))
        .findFirst()
        .orElseThrow();

    assertThatThrownBy(() -> test.getExecutable().execute())
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining(": crash: the implementation crashed in profiles: ");
  }
}
