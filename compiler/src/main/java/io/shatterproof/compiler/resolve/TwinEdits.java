package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.syntax.EditSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.PartSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax.LabelledSyntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Inserts, removes and replaces steps of the original of a twin. */
final class TwinEdits {
  private final List<EditSyntax> edits;
  private final UnusedLabels labels;
  private final DiagnosticSink sink;
  private final Set<EditSyntax> used = new HashSet<>();
  private final Set<String> known = new TreeSet<>();

  TwinEdits(List<EditSyntax> edits, UnusedLabels labels, DiagnosticSink sink) {
    this.edits = edits;
    this.labels = labels;
    this.sink = sink;
  }

  /** Whether an edit changes what is done, and not only what is expected of it. */
  static boolean isOfSteps(EditSyntax edit) {
    return label(edit).isPresent();
  }

  private static Optional<NameSyntax> label(EditSyntax edit) {
    if (edit instanceof EditSyntax.Insert insert) {
      return Optional.of(insert.label());
    }
    if (edit instanceof EditSyntax.Remove remove) {
      return Optional.of(remove.label());
    }
    return edit instanceof EditSyntax.Replace replace
        ? Optional.of(replace.label())
        : Optional.empty();
  }

  /** A part of the original, edited. */
  PartSyntax apply(PartSyntax part) {
    if (!(part instanceof PartSyntax.When when)) {
      return part;
    }
    return new PartSyntax.When(
        when.span(),
        when.pe(),
        edited(when.statements()),
        when.others().stream()
            .map(other ->
                new PartSyntax.BodySyntax(other.span(), other.pe(), edited(other.statements())))
            .toList(),
        when.meanwhile());
  }

  private List<StatementSyntax> edited(List<StatementSyntax> statements) {
    List<StatementSyntax> result = new ArrayList<>();
    for (StatementSyntax statement : statements) {
      if (statement instanceof LabelledSyntax labelled) {
        result.addAll(edited(labelled));
      } else {
        result.add(withEditedBody(statement));
      }
    }
    return result;
  }

  private StatementSyntax withEditedBody(StatementSyntax statement) {
    return statement instanceof StatementSyntax.LockSyntax lock
        ? new StatementSyntax.LockSyntax(lock.span(), lock.domain(), edited(lock.body()))
        : statement;
  }

  private List<StatementSyntax> edited(LabelledSyntax labelled) {
    known.add(labelled.label().text());
    List<StatementSyntax> before = new ArrayList<>();
    List<StatementSyntax> after = new ArrayList<>();
    List<StatementSyntax> instead = new ArrayList<>();
    instead.add(
        new LabelledSyntax(labelled.span(), labelled.label(), withEditedBody(labelled.step())));
    for (EditSyntax edit : edits) {
      boolean isOfThis = label(edit)
          .filter(label -> label.text().equals(labelled.label().text()))
          .isPresent();
      if (!isOfThis) {
        continue;
      }
      used.add(edit);
      labels.use(labelled.label().span());
      label(edit).ifPresent(name -> labels.use(name.span())); // a replacement takes it over
      if (edit instanceof EditSyntax.Insert insert) {
        (insert.isAfter() ? after : before).addAll(insert.statements());
      } else {
        instead.clear();
        if (edit instanceof EditSyntax.Replace replace) {
          instead.addAll(replacement(replace));
        }
      }
    }
    before.addAll(instead);
    before.addAll(after);
    return before;
  }

  /** A single step takes over the label. */
  private static List<StatementSyntax> replacement(EditSyntax.Replace replace) {
    List<StatementSyntax> statements = replace.statements();
    boolean takesOver = statements.size() == 1 && !(statements.get(0) instanceof LabelledSyntax);
    return takesOver
        ? List.of(new LabelledSyntax(statements.get(0).span(), replace.label(), statements.get(0)))
        : statements;
  }

  /** Reports edits of steps that the original does not have. */
  void reportUnused() {
    for (EditSyntax edit : edits) {
      if (label(edit).isPresent() && !used.contains(edit)) {
        NameSyntax label = label(edit).get();
        sink.report(Diagnostic.of(
                Code.UNKNOWN_LABEL,
                label.span(),
                "no step of the original has the label `" + label.text() + "`")
            .withMeant(label.text(), known));
      }
    }
  }
}
