package io.shatterproof.compiler.check;

import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.PhaseModel.ThenModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Expectations of one phase that the same run is judged by. */
final class OneRun {
  private OneRun() {}

  private record Scoped(ExpectationModel expectation, ThenModel block) {}

  /** Whether there is a run that both blocks are about. */
  static boolean isOfBoth(ThenModel one, ThenModel other) {
    return one.isArchitecture()
        || other.isArchitecture()
        || !Collections.disjoint(one.scope().profiles(), other.scope().profiles());
  }

  /**
   * Tells of each expectation that does not agree with an earlier one about the same thing.
   *
   * @param subject what an expectation is about; empty where it is about something else
   * @param report takes the earlier and the later one
   */
  static void compare(
      PhaseModel phase,
      Function<ExpectationModel, Optional<List<Object>>> subject,
      BiPredicate<ExpectationModel, ExpectationModel> agree,
      BiConsumer<ExpectationModel, ExpectationModel> report) {
    Map<List<Object>, List<Scoped>> seen = new HashMap<>();
    for (ThenModel then : phase.thens()) {
      for (ExpectationModel later : then.expectations()) {
        Optional<List<Object>> key = subject.apply(later);
        if (key.isPresent()) {
          List<Scoped> sameSubject = seen.computeIfAbsent(key.get(), k -> new ArrayList<>());
          Optional<ExpectationModel> contradicted = sameSubject.stream()
              .filter(earlier -> isOfBoth(earlier.block(), then))
              .map(Scoped::expectation)
              .filter(earlier -> !agree.test(earlier, later))
              .findFirst();
          contradicted.ifPresent(earlier -> report.accept(earlier, later));
          if (contradicted.isEmpty()) { // what is wrong itself is compared with no other
            sameSubject.add(new Scoped(later, then));
          }
        }
      }
    }
  }
}
