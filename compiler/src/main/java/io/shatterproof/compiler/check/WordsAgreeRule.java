package io.shatterproof.compiler.check;

import io.shatterproof.arch.Granule;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.WordExpectation;
import java.util.List;
import java.util.Optional;

/** One entry holds one word at a time. */
final class WordsAgreeRule {
  static final Rule RULE = new Agreement(
      Code.WORDS_DISAGREE, "the other is at", WordsAgreeRule::entry, WordsAgreeRule::disagreement);

  private WordsAgreeRule() {}

  private static Optional<List<Object>> entry(ExpectationModel expectation) {
    if (expectation instanceof ExpectationModel.StoredExpectation stored) {
      Granule granule = stored.domain().config().geometry().granule();
      boolean isLevel = stored.level().isAtMost(3); // otherwise another rule says so
      long covered = isLevel ? granule.entrySizeBytes((int) stored.level().value()) : 1;
      return Optional.of(
          List.of(stored.domain().name(), stored.level().value(), stored.ipa().value() & -covered));
    }
    return expectation instanceof WordExpectation word
        ? Optional.of(List.of(word.entry().name()))
        : Optional.empty();
  }

  private static Optional<String> disagreement(ExpectationModel one, ExpectationModel other) {
    Claim claim = Claim.of(one);
    Claim again = Claim.of(other);
    return ((claim.value() ^ again.value()) & claim.mask() & again.mask()) == 0
        ? Optional.empty()
        : Optional.of("one entry does not hold this and what another expectation says");
  }

  /** The claimed bits of a word. */
  private record Claim(long value, long mask) {
    static Claim of(ExpectationModel expectation) {
      if (expectation instanceof ExpectationModel.StoredExpectation stored) {
        return new Claim(stored.value(), stored.mask());
      }
      WordExpectation word = (WordExpectation) expectation;
      return new Claim(word.value(), word.mask());
    }
  }
}
