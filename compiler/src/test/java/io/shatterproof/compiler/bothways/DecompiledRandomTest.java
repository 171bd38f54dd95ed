package io.shatterproof.compiler.bothways;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.Decompilation;
import io.shatterproof.vector.VectorSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Vectors at random come back from their text, or it is said why not. */
class DecompiledRandomTest {
  /** What nobody would understand: a text that is none, or a difference without a name. */
  private static final Pattern UNEXPLAINED =
      Pattern.compile("\\(P2M0[12]\\d\\d\\)| come back| comes ");

  private static final String UNUSED_DOMAIN =
      "a domain that nothing is done with, nor expected of, does not come back";

  @Test
  void whatDoesNotComeBackIsExplained() {
    long seed = Long.getLong("seed", 8);
    int size = Integer.getInteger("random.vectors", 300);
    VectorSet set = RandomScenarios.set(seed, size);

    Decompilation decompilation = Compiler.decompile(set.vectors());

    List<String> reasons = decompilation.differences().stream()
        .flatMap(difference -> difference.reasons().stream())
        .filter(reason -> !reason.equals(UNUSED_DOMAIN))
        .toList();
    assertThat(reasons)
        .as("seed %s", seed)
        .noneMatch(reason -> UNEXPLAINED.matcher(reason).find());
    assertThat(decompilation.differences().size())
        .as("of %s vectors, seed %s", set.vectors().size(), seed)
        .isLessThan(set.vectors().size());
  }
}
