package io.shatterproof.compiler.model;

import io.shatterproof.compiler.source.Span;
import io.shatterproof.vector.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * What is done and observed, and then expected.
 *
 * @param meanwhile what is expected of observers while it is done
 */
public record PhaseModel(List<WhenModel> whens, List<ThenModel> meanwhile, List<ThenModel> thens) {
  public PhaseModel {
    whens = List.copyOf(whens);
    meanwhile = List.copyOf(meanwhile);
    thens = List.copyOf(thens);
  }

  /** Every expectation of observers. */
  public List<ExpectationModel.OfObserver> observers() {
    List<ExpectationModel.OfObserver> observers = new ArrayList<>();
    for (ThenModel block : meanwhile) {
      for (ExpectationModel expectation : block.expectations()) {
        if (expectation instanceof ExpectationModel.OfObserver observer) {
          observers.add(observer);
        }
      }
    }
    return observers;
  }

  /** Every mention of a label: those of stretches, then those of violations. */
  public List<Spanned<String>> namedLabels() {
    List<Spanned<String>> named = new ArrayList<>();
    for (ExpectationModel.OfObserver observer : observers()) {
      observer.stretch().from().ifPresent(named::add);
      observer.stretch().to().ifPresent(named::add);
    }
    for (ThenModel then : thens) {
      for (ExpectationModel expectation : then.expectations()) {
        if (expectation instanceof ExpectationModel.ViolationExpectation violation) {
          violation.label().ifPresent(named::add);
        }
      }
    }
    return named;
  }

  /**
   * Steps on one PE; {@code span} is the keyword.
   *
   * @param isAtOnce whether they are done at once with those before: it is {@code and}
   */
  public record WhenModel(Span span, Quantity pe, List<StepModel> steps, boolean isAtOnce) {
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
