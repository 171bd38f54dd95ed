package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.PlatformModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.syntax.DeclarationSyntax;
import io.shatterproof.compiler.syntax.DeclarationSyntax.Constant;
import io.shatterproof.compiler.syntax.DeclarationSyntax.DomainDeclaration;
import io.shatterproof.compiler.syntax.DeclarationSyntax.PlatformDeclaration;
import io.shatterproof.compiler.syntax.DeclarationSyntax.RegimeDeclaration;
import io.shatterproof.compiler.syntax.DeclarationSyntax.ScenarioDeclaration;
import io.shatterproof.compiler.syntax.DeclarationSyntax.Template;
import io.shatterproof.compiler.syntax.DeclarationSyntax.TwinDeclaration;
import io.shatterproof.compiler.syntax.FileSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a file means. */
public final class FileResolver {
  private final FileSyntax file;
  private final DiagnosticSink sink;
  private final Symbols symbols;
  private final List<TableResolver> tables = new ArrayList<>();
  private final UnusedLabels labels = new UnusedLabels();
  private final ImportedNames imported;
  private final Twins twins;
  private int domains;
  private int regimes;
  private boolean hasScenario;

  private FileResolver(
      FileSyntax file, List<ImportedFile> imports, ImportHints hints, DiagnosticSink sink) {
    this.file = file;
    this.sink = sink;
    this.imported = ImportedNames.of(imports, sink);
    this.symbols = new Symbols(file, imported, hints, sink);
    this.twins = new Twins(file, symbols, labels, sink);
  }

  /**
   * What came of a file.
   *
   * @param scenarios one for each row of their tables
   */
  public record Resolved(List<ScenarioModel> scenarios, Exports exports) {
    public Resolved {
      scenarios = List.copyOf(scenarios);
    }
  }

  /**
   * Resolves a file.
   *
   * @param file its imports are passed over: they are known
   * @param imports in the order of the text
   * @param hasScenarios whether its scenarios are wanted, and not only what it declares
   */
  public static Resolved resolve(
      FileSyntax file,
      List<ImportedFile> imports,
      ImportHints hints,
      boolean hasScenarios,
      Diagnostics diagnostics) {
    FileResolver resolver = new FileResolver(file, imports, hints, diagnostics);
    List<ScenarioModel> scenarios = resolver.resolve(hasScenarios);
    if (!diagnostics.hasErrors()) { // what has a mistake may have used it
      resolver.reportUnused(hasScenarios, scenarios);
    }
    return new Resolved(scenarios, new Exports(file, resolver.symbols.declared()));
  }

  private List<ScenarioModel> resolve(boolean hasScenarios) {
    List<ScenarioModel> scenarios = new ArrayList<>();
    for (Optional<DeclarationSyntax> next = file.take(); next.isPresent(); next = file.take()) {
      DeclarationSyntax declaration = next.get();
      if (!isScenario(declaration)) {
        declare(declaration);
        continue;
      }
      hasScenario = true;
      if (hasScenarios) {
        scenarios.addAll(scenarios(declaration));
      }
    }
    return scenarios;
  }

  private static boolean isScenario(DeclarationSyntax declaration) {
    return declaration instanceof ScenarioDeclaration || declaration instanceof TwinDeclaration;
  }

  private void declare(DeclarationSyntax declaration) {
    if (declaration instanceof Constant constant) {
      constant(constant);
    } else if (declaration instanceof PlatformDeclaration platform) {
      platform(platform);
    } else if (declaration instanceof DomainDeclaration domain) {
      domain(domain);
    } else if (declaration instanceof RegimeDeclaration regime) {
      regime(regime);
    } else if (declaration instanceof Template template) {
      template(template);
    }
  }

  private List<ScenarioModel> scenarios(DeclarationSyntax declaration) {
    if (declaration instanceof ScenarioDeclaration scenario) {
      twins.add(scenario);
      return scenario(scenario);
    }
    return declaration instanceof TwinDeclaration twin
        ? twins.resolve(twin).map(this::scenario).orElse(List.of())
        : List.of();
  }

  private List<ScenarioModel> scenario(ScenarioDeclaration scenario) {
    return new ScenarioResolver(symbols, tables, sink).resolve(scenario);
  }

  private void regime(RegimeDeclaration declaration) {
    Optional<RegimeModel> regime = RegimeResolver.resolve(environment(), declaration, regimes++);
    symbols.declare(
        declaration.name(), new Symbol.RegimeSymbol(declaration.name().span(), regime));
  }

  private void template(Template template) {
    new TemplateRules(template, symbols, sink).check();
    symbols.declare(template.name(), Symbol.TemplateSymbol.of(template, symbols));
  }

  private Environment environment() {
    return new Environment(symbols, Row.none(), sink);
  }

  private void constant(Constant constant) {
    Optional<Quantity> value = environment().quantity(constant.value());
    symbols.declare(
        constant.name(),
        new Symbol.ConstantSymbol(
            constant.name().span(),
            value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(value.get().value()),
            Written.of(constant.value().span())));
  }

  private void platform(PlatformDeclaration declaration) {
    Optional<PlatformModel> platform = new PlatformResolver(environment()).resolve(declaration);
    symbols.declare(
        declaration.name(), new Symbol.PlatformSymbol(declaration.name().span(), platform));
  }

  private void domain(DomainDeclaration declaration) {
    Optional<DomainModel> domain = DomainResolver.resolve(environment(), declaration, domains++);
    symbols.declare(
        declaration.name(), new Symbol.DomainSymbol(declaration.name().span(), domain));
  }

  /** What a file declares that has no scenario is for others, and used by none of its own. */
  private void reportUnused(boolean hasScenarios, List<ScenarioModel> scenarios) {
    tables.forEach(TableResolver::reportUnused);
    boolean isForOthers = !hasScenario;
    if (hasScenarios) {
      labels.report(scenarios, sink);
    }
    if (hasScenarios || isForOthers) {
      imported.reportUnused(sink);
    }
    if (!hasScenarios || isForOthers) {
      return;
    }
    for (Symbol symbol : symbols.declared()) {
      if (!symbols.isUsed(symbol)) {
        sink.report(
            Code.UNUSED_DECLARATION,
            symbol.span(),
            symbol.kind() + " `" + symbol.span().text() + "` is never used");
      }
    }
  }
}
