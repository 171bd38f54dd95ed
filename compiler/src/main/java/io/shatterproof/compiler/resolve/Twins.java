package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.diagnostic.Spelling;
import io.shatterproof.compiler.syntax.DeclarationSyntax.ScenarioDeclaration;
import io.shatterproof.compiler.syntax.DeclarationSyntax.TwinDeclaration;
import io.shatterproof.compiler.syntax.FileSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax;
import io.shatterproof.compiler.syntax.PartSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes scenarios of twins: the original with what the twin changes. */
final class Twins {
  private final boolean hasTwins;
  private final Symbols symbols;
  private final UnusedLabels labels;
  private final DiagnosticSink sink;
  private final Map<String, ScenarioDeclaration> scenarios = new LinkedHashMap<>();
  private final Set<String> wrong = new HashSet<>(); // titles of twins that are none

  Twins(FileSyntax file, Symbols symbols, UnusedLabels labels, DiagnosticSink sink) {
    // What can have no twin need not be kept.
    this.hasTwins = file.source().text().contains("twin");
    this.symbols = symbols;
    this.labels = labels;
    this.sink = sink;
  }

  /** A scenario that twins may follow. */
  void add(ScenarioDeclaration scenario) {
    if (hasTwins) {
      scenarios.putIfAbsent(scenario.title().asWritten(), scenario);
    }
  }

  /** The twin as a scenario, which further twins may follow; or nothing where a mistake is reported. */
  Optional<ScenarioDeclaration> resolve(TwinDeclaration twin) {
    Optional<ScenarioDeclaration> scenario = scenario(twin);
    scenario.ifPresentOrElse(this::add, () -> wrong.add(twin.title().asWritten()));
    return scenario;
  }

  private Optional<ScenarioDeclaration> scenario(TwinDeclaration twin) {
    String title = twin.original().asWritten();
    ScenarioDeclaration original = scenarios.get(title);
    if (original == null) {
      if (!symbols.isExcused(title) && !wrong.contains(title)) {
        sink.report(Diagnostic.of(
                Code.UNKNOWN_SCENARIO,
                twin.original().span(),
                "no scenario above has the title \"" + title + "\"")
            .withHelp(Spelling.nearest(title, scenarios.keySet())
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse("")));
      }
      return Optional.empty();
    }
    if (twin.isBroken()
        || original.isBroken()
        || !isPossible(twin)
        || !isDivisible(twin, original)) {
      return Optional.empty();
    }
    TwinChanges changes = new TwinChanges(twin.changes(), sink);
    TwinEdits edits = new TwinEdits(twin.edits(), labels, sink);
    List<PartSyntax> kept = original.parts().stream()
        .filter(part -> !isReplaced(part, twin))
        .map(part -> edits.apply(changes.apply(part)))
        .toList();
    List<PartSyntax> own = twin.parts().stream().map(changes::renamed).toList();
    changes.reportUnused();
    edits.reportUnused();
    TwinExpectations expectations = new TwinExpectations(inOrder(kept, own), sink);
    List<PartSyntax> parts = expectations.apply(twin.edits());
    if (expectations.isWrong() || !expectsOtherwise(twin, parts, original)) {
      return Optional.empty();
    }
    return Optional.of(new ScenarioDeclaration(
        twin.span(),
        twin.documentation(),
        false,
        twin.title(),
        original.tags(),
        original.clauses(),
        parts));
  }

  private boolean isPossible(TwinDeclaration twin) {
    Optional<PartSyntax> table =
        twin.parts().stream().filter(PartSyntax.Where.class::isInstance).findFirst();
    if (table.isPresent()) {
      sink.report(Diagnostic.of(
          Code.TWIN_OF_TABLE,
          table.get().span(),
          "a twin has the table of its original, and none of its own"));
      return false;
    }
    if (twin.changes().isEmpty()
        && twin.edits().stream().noneMatch(TwinEdits::isOfSteps)
        && twin.parts().stream().noneMatch(part -> !(part instanceof PartSyntax.Then))) {
      sink.report(Diagnostic.of(
              Code.TWIN_WITHOUT_DIFFERENCE, twin.title().span(), "this twin changes nothing")
          .withHelp(
              "say what differs: `change P { af 0 }`, `remove make` or `change vm to other`"));
      return false;
    }
    return true;
  }

  private boolean expectsOtherwise(
      TwinDeclaration twin, List<PartSyntax> parts, ScenarioDeclaration original) {
    List<String> expected = expectations(parts);
    boolean isOther = !expected.isEmpty() && !expected.equals(expectations(original.parts()));
    if (!isOther) {
      sink.report(Diagnostic.of(
              Code.TWIN_WITHOUT_DIFFERENCE,
              twin.title().span(),
              "a twin that expects the same shows nothing")
          .withHelp("add a `then` with what must be otherwise")
          .withNote("the original is at", original.title().span()));
    }
    return isOther;
  }

  private static List<String> expectations(List<PartSyntax> parts) {
    List<String> texts = new ArrayList<>();
    for (PartSyntax part : parts) {
      if (part instanceof PartSyntax.Then then) {
        for (StatementSyntax statement : then.statements()) {
          if (!(statement instanceof MeanwhileSyntax)) {
            texts.add(Written.of(statement.span()));
          }
        }
      } else if (part instanceof PartSyntax.Stray stray) { // the use of a template
        texts.add(Written.of(stray.span()));
      }
    }
    for (MeanwhileSyntax.SightSyntax sight : TwinExpectations.sights(parts)) {
      texts.add(Written.of(sight.span()));
    }
    return texts;
  }

  /** Rule: of a template that the original uses, a twin replaces all parts or none. */
  private boolean isDivisible(TwinDeclaration twin, ScenarioDeclaration original) {
    Set<Class<?>> own = kinds(twin.parts());
    for (PartSyntax part : original.parts()) {
      Set<Class<?>> kinds = kinds(part, symbols);
      boolean isMixed = kinds.stream().anyMatch(own::contains) && !own.containsAll(kinds);
      if (isMixed) {
        sink.report(Diagnostic.of(
                Code.TWIN_OF_TEMPLATE,
                twin.original().span(),
                "the twin replaces some of the parts that a template brings, and keeps others")
            .withHelp("make two templates of it")
            .withNote("the original uses it at", part.span()));
        return false;
      }
    }
    return true;
  }

  private boolean isReplaced(PartSyntax part, TwinDeclaration twin) {
    Set<Class<?>> own = kinds(twin.parts());
    return kinds(part, symbols).stream().anyMatch(own::contains);
  }

  private Set<Class<?>> kinds(List<PartSyntax> parts) {
    Set<Class<?>> kinds = new HashSet<>();
    parts.forEach(part -> kinds.addAll(kinds(part, symbols)));
    return kinds;
  }

  /** What a part is; of a use, what the parts of the template are. */
  private static Set<Class<?>> kinds(PartSyntax part, Symbols symbols) {
    if (!(part instanceof PartSyntax.Stray stray)
        || !(stray.statement() instanceof StatementSyntax.UseSyntax use)) {
      return Set.of(part.getClass());
    }
    Set<Class<?>> kinds = new HashSet<>();
    symbols
        .find(use.template().text())
        .filter(Symbol.TemplateSymbol.class::isInstance)
        .map(Symbol.TemplateSymbol.class::cast)
        .ifPresent(template ->
            template.parts().forEach(inner -> kinds.addAll(kinds(inner, template.names()))));
    return kinds;
  }

  /**
   * With {@code given} before the first {@code when}; the rest as it is written, in the twin if it
   * has both kinds, else those of the original before those of the twin, but {@code when} first.
   */
  private static List<PartSyntax> inOrder(List<PartSyntax> kept, List<PartSyntax> own) {
    List<PartSyntax> ordered = new ArrayList<>();
    kept.stream().filter(PartSyntax.Where.class::isInstance).forEach(ordered::add);
    for (List<PartSyntax> parts : List.of(kept, own)) {
      parts.stream().filter(PartSyntax.Given.class::isInstance).forEach(ordered::add);
    }
    boolean isWhenOwn = own.stream().anyMatch(PartSyntax.When.class::isInstance);
    for (List<PartSyntax> parts : isWhenOwn ? List.of(own, kept) : List.of(kept, own)) {
      parts.stream().filter(part -> !ordered.contains(part)).forEach(ordered::add);
    }
    return ordered;
  }
}
