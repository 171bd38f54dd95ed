package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.syntax.AccessSyntax;
import io.shatterproof.compiler.syntax.ChangeSyntax;
import io.shatterproof.compiler.syntax.EntrySyntax;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.FieldSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.PartSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Applies the changes of one twin to the parts of its original. */
final class TwinChanges {
  private final List<ChangeSyntax> changes;
  private final DiagnosticSink sink;
  private final Set<ChangeSyntax> used = new HashSet<>();
  private final Set<String> known = new TreeSet<>();

  TwinChanges(List<ChangeSyntax> changes, DiagnosticSink sink) {
    this.changes = changes;
    this.sink = sink;
  }

  /** A part of the original, changed. */
  PartSyntax apply(PartSyntax part) {
    if (part instanceof PartSyntax.Given given) {
      return new PartSyntax.Given(
          given.span(), given.statements().stream().map(this::changed).toList());
    }
    return renamed(part);
  }

  /** A part with the names of regimes changed. */
  PartSyntax renamed(PartSyntax part) {
    if (part instanceof PartSyntax.Given given) {
      return new PartSyntax.Given(given.span(), renamed(given.statements()));
    }
    if (part instanceof PartSyntax.When when) {
      return new PartSyntax.When(
          when.span(),
          when.pe(),
          renamed(when.statements()),
          when.others().stream()
              .map(other ->
                  new PartSyntax.BodySyntax(other.span(), other.pe(), renamed(other.statements())))
              .toList(),
          when.meanwhile().map(this::renamed));
    }
    if (part instanceof PartSyntax.Then then) {
      return new PartSyntax.Then(then.span(), then.profiles(), renamed(then.statements()));
    }
    if (part instanceof PartSyntax.Stray stray) {
      return new PartSyntax.Stray(stray.span(), renamed(stray.statement()));
    }
    return part;
  }

  /** Reports changes of what the original does not have. */
  void reportUnused() {
    for (ChangeSyntax change : changes) {
      if (!used.contains(change)) {
        sink.report(Diagnostic.of(
                Code.UNKNOWN_ENTRY,
                change.name().span(),
                "the original has no "
                    + (change.to().isPresent() ? "regime" : "entry") + " `"
                    + change.name().text()
                    + "`")
            .withMeant(change.name().text(), known));
      }
    }
  }

  private StatementSyntax changed(StatementSyntax statement) {
    StatementSyntax result = renamed(statement);
    if (result instanceof EntrySyntax entry) {
      known.add(entry.name().text());
      for (ChangeSyntax change : changes) {
        if (change.to().isEmpty() && change.name().text().equals(entry.name().text())) {
          used.add(change);
          return changed(entry, change);
        }
      }
    }
    return result;
  }

  private static EntrySyntax changed(EntrySyntax entry, ChangeSyntax change) {
    Map<String, FieldSyntax> fields = new LinkedHashMap<>();
    entry.fields().forEach(field -> fields.put(field.name().text(), field));
    change.fields().forEach(field -> fields.put(field.name().text(), field));
    return new EntrySyntax(
        change.span(),
        entry.isStage1(),
        entry.kind(),
        entry.name(),
        entry.regime(),
        entry.address(),
        entry.level(),
        change.value().or(entry::value),
        List.copyOf(fields.values()),
        entry.unlinked());
  }

  private List<StatementSyntax> renamed(List<StatementSyntax> statements) {
    return statements.stream().map(this::renamed).toList();
  }

  private StatementSyntax renamed(StatementSyntax statement) {
    if (statement instanceof EntrySyntax entry) {
      return new EntrySyntax(
          entry.span(),
          entry.isStage1(),
          entry.kind(),
          entry.name(),
          renamed(entry.regime()),
          entry.address(),
          entry.level(),
          entry.value(),
          entry.fields(),
          entry.unlinked());
    }
    if (statement instanceof StatementSyntax.LabelledSyntax labelled) {
      return new StatementSyntax.LabelledSyntax(
          labelled.span(), labelled.label(), renamed(labelled.step()));
    }
    if (statement instanceof MeanwhileSyntax observers) {
      return renamed(observers);
    }
    if (statement instanceof StatementSyntax.UseSyntax use) {
      return new StatementSyntax.UseSyntax(
          use.span(),
          use.template(),
          use.arguments().stream().map(this::renamed).toList());
    }
    if (statement instanceof StatementSyntax.EnterSyntax enter) {
      return new StatementSyntax.EnterSyntax(
          enter.span(), enter.pe(), renamed(enter.domain()), enter.vcpu());
    }
    if (statement instanceof StatementSyntax.PutAtSyntax put) {
      return new StatementSyntax.PutAtSyntax(
          put.span(), put.pe(), put.level(), renamed(put.regime()));
    }
    if (statement instanceof StatementSyntax.GuestAccessSyntax access) {
      return new StatementSyntax.GuestAccessSyntax(
          access.span(), access.pe(), renamed(access.access()));
    }
    if (statement instanceof StatementSyntax.PerformSyntax perform) {
      return new StatementSyntax.PerformSyntax(perform.span(), renamed(perform.access()));
    }
    return statement;
  }

  private MeanwhileSyntax renamed(MeanwhileSyntax syntax) {
    return new MeanwhileSyntax(
        syntax.span(),
        syntax.keyword(),
        syntax.observers().stream()
            .map(observer -> new MeanwhileSyntax.ObserverSyntax(
                observer.span(),
                observer.observer(),
                observer.pe(),
                renamed(observer.access()),
                observer.sights()))
            .toList());
  }

  private AccessSyntax renamed(AccessSyntax access) {
    Optional<NameSyntax> of = access.of().map(this::renamed);
    return new AccessSyntax(
        access.span(), access.kind(), of, access.address(), access.options(), access.verdict());
  }

  /** A regime that is handed to a template. */
  private ExpressionSyntax renamed(ExpressionSyntax argument) {
    return argument instanceof ExpressionSyntax.Reference reference
        ? new ExpressionSyntax.Reference(renamed(reference.name()))
        : argument;
  }

  private NameSyntax renamed(NameSyntax regime) {
    known.add(regime.text());
    for (ChangeSyntax change : changes) {
      if (change.to().isPresent() && change.name().text().equals(regime.text())) {
        used.add(change);
        return change.to().get();
      }
    }
    return regime;
  }
}
