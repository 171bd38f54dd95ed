package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.EditSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax.ObserverSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax.SightSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax.StretchSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.PartSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts what a twin expects in place of what its original does. */
final class TwinExpectations {
  private final DiagnosticSink sink;
  private final List<PartSyntax> parts;
  private boolean isWrong;

  TwinExpectations(List<PartSyntax> parts, DiagnosticSink sink) {
    this.parts = new ArrayList<>(parts);
    this.sink = sink;
  }

  /** The parts with what the edits say. */
  List<PartSyntax> apply(List<EditSyntax> edits) {
    List<StatementSyntax> violations = new ArrayList<>();
    Optional<EditSyntax.OtherObservers> observers = Optional.empty();
    for (EditSyntax edit : edits) {
      if (edit instanceof EditSyntax.OtherObservers other) {
        observers.ifPresent(first -> reportTwice(other, first));
        observers = Optional.of(other);
        observers(other);
      } else if (edit instanceof EditSyntax.OtherViolation other) {
        violations.add(other.expectation());
      }
    }
    for (EditSyntax edit : edits) { // they may be about the other observers
      if (edit instanceof EditSyntax.OtherSight other) {
        sight(other.sight());
      }
    }
    if (!violations.isEmpty()) {
      violations(violations);
    }
    return parts;
  }

  /** Whether a mistake was reported. */
  boolean isWrong() {
    return isWrong;
  }

  private void reportTwice(EditSyntax.OtherObservers other, EditSyntax.OtherObservers first) {
    isWrong = true;
    sink.report(Diagnostic.of(
            Code.DUPLICATE_PROPERTY, other.meanwhile().keyword(), "`meanwhile` is given twice")
        .withNote("first given at", first.meanwhile().keyword()));
  }

  private void observers(EditSyntax.OtherObservers edit) {
    List<Integer> whens = new ArrayList<>();
    List<Integer> observed = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof PartSyntax.When when) {
        whens.add(i);
        if (when.meanwhile().isPresent()) {
          observed.add(i);
        }
      }
    }
    if (whens.isEmpty() || observed.size() > 1) {
      isWrong = true;
      sink.report(Diagnostic.of(
              Code.UNKNOWN_CLAUSE,
              edit.meanwhile().keyword(),
              whens.isEmpty()
                  ? "the original has no `when` that others could observe"
                  : "the original has several `meanwhile`, so it is open which is meant")
          .withHelp("write `when` and `then` of the twin in full"));
      return;
    }
    int index = observed.isEmpty() ? whens.get(whens.size() - 1) : observed.get(0);
    parts.set(
        index, withMeanwhile((PartSyntax.When) parts.get(index), Optional.of(edit.meanwhile())));
  }

  private static PartSyntax.When withMeanwhile(
      PartSyntax.When when, Optional<MeanwhileSyntax> meanwhile) {
    return new PartSyntax.When(when.span(), when.pe(), when.statements(), when.others(), meanwhile);
  }

  private void sight(SightSyntax other) {
    List<SightSyntax> same =
        sights(parts).stream().filter(sight -> isSame(sight, other)).toList();
    if (same.size() != 1) {
      isWrong = true;
      Span span = other.stretch().map(StretchSyntax::span).orElse(other.span());
      Diagnostic diagnostic = Diagnostic.of(
          Code.UNKNOWN_CLAUSE,
          span,
          same.isEmpty()
              ? "no observer of the original says what is seen there"
              : "several observers of the original say what is seen there");
      sink.report(
          same.isEmpty()
              ? diagnostic.withHelp("repeat the words of its stretch, or write `meanwhile { ... }`")
              : diagnostic
                  .withHelp("write `meanwhile { ... }` with all that is seen")
                  .withNote("one of them is at", same.get(0).span())
                  .withNote("another one is at", same.get(1).span()));
      return;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof PartSyntax.When when) {
        parts.set(
            i,
            withMeanwhile(when, when.meanwhile().map(seen -> replaced(seen, same.get(0), other))));
      } else if (parts.get(i) instanceof PartSyntax.Then then) {
        parts.set(
            i,
            new PartSyntax.Then(
                then.span(),
                then.profiles(),
                then.statements().stream()
                    .map(statement -> statement instanceof MeanwhileSyntax seen
                        ? replaced(seen, same.get(0), other)
                        : statement)
                    .toList()));
      }
    }
  }

  private static MeanwhileSyntax replaced(
      MeanwhileSyntax seen, SightSyntax old, SightSyntax other) {
    return new MeanwhileSyntax(
        seen.span(),
        seen.keyword(),
        seen.observers().stream()
            .map(observer -> new ObserverSyntax(
                observer.span(),
                observer.observer(),
                observer.pe(),
                observer.access(),
                observer.sights().stream()
                    .map(sight -> sight.equals(old) ? other : sight)
                    .toList()))
            .toList());
  }

  /** Every sight, in order. */
  static List<SightSyntax> sights(List<PartSyntax> parts) {
    List<SightSyntax> sights = new ArrayList<>();
    for (MeanwhileSyntax seen : observed(parts)) {
      seen.observers().forEach(observer -> sights.addAll(observer.sights()));
    }
    return sights;
  }

  private static List<MeanwhileSyntax> observed(List<PartSyntax> parts) {
    List<MeanwhileSyntax> observed = new ArrayList<>();
    for (PartSyntax part : parts) {
      if (part instanceof PartSyntax.When when) {
        when.meanwhile().ifPresent(observed::add);
      } else if (part instanceof PartSyntax.Then then) {
        for (StatementSyntax statement : then.statements()) {
          if (statement instanceof MeanwhileSyntax seen) {
            observed.add(seen);
          }
        }
      }
    }
    return observed;
  }

  /** Whether both say the same kind of thing of the same stretch. */
  private static boolean isSame(SightSyntax one, SightSyntax other) {
    return one.getClass().equals(other.getClass())
        && stretch(one.stretch()).equals(stretch(other.stretch()));
  }

  private static List<String> stretch(Optional<StretchSyntax> stretch) {
    return stretch
        .map(said -> List.of(
            said.from().map(NameSyntax::text).orElse(""),
            said.isAfter() ? "after" : "",
            said.to().map(NameSyntax::text).orElse("")))
        .orElse(List.of());
  }

  /** They stand where the first of the original did, or else in its last {@code then}. */
  private void violations(List<StatementSyntax> violations) {
    int place = -1;
    boolean isFound = false;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof PartSyntax.Then then && then.profiles().isEmpty()) {
        List<StatementSyntax> others = then.statements().stream()
            .filter(statement -> !isViolation(statement))
            .toList();
        parts.set(i, new PartSyntax.Then(then.span(), then.profiles(), others));
        place = isFound ? place : i;
        isFound |= others.size() < then.statements().size();
      }
    }
    add(violations, place);
  }

  private void add(List<StatementSyntax> violations, int place) {
    if (place < 0) {
      parts.add(new PartSyntax.Then(violations.get(0).span(), List.of(), violations));
      return;
    }
    PartSyntax.Then then = (PartSyntax.Then) parts.get(place);
    List<StatementSyntax> statements = new ArrayList<>(then.statements());
    statements.addAll(violations);
    parts.set(place, new PartSyntax.Then(then.span(), then.profiles(), statements));
  }

  private static boolean isViolation(StatementSyntax statement) {
    return statement instanceof StatementSyntax.ViolationSyntax
        || statement instanceof StatementSyntax.NoViolationSyntax;
  }
}
