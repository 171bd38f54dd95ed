package io.shatterproof.compiler.model;

import io.shatterproof.compiler.source.Span;
import io.shatterproof.vector.Scope;
import java.util.List;

/** What is done and observed, and then expected. */
public record PhaseModel(List<WhenModel> whens, List<ThenModel> thens) {
  public PhaseModel {
    whens = List.copyOf(whens);
    thens = List.copyOf(thens);
  }

  /** Steps on one PE; {@code span} is the keyword. */
  public record WhenModel(Span span, Quantity pe, List<StepModel> steps) {
    public WhenModel {
      steps = List.copyOf(steps);
    }
  }

  /**
   * Expectations of one scope.
   *
   * @param span the keyword
   * @param isArchitecture whether no profiles were written
   * @param scope of the profiles that exist
   */
  public record ThenModel(
      Span span, boolean isArchitecture, Scope scope, List<ExpectationModel> expectations) {
    public ThenModel {
      expectations = List.copyOf(expectations);
    }
  }
}
