package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.PlatformModel;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.FileSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that a file declares, in order; each is declared before it is used. */
final class Symbols {
  private static final int END = Integer.MAX_VALUE;

  private final FileSyntax file;
  private final Map<String, Symbol> declared;
  private final Set<String> used;
  private final ImportedNames imported;
  private final ImportHints hints;
  private final int end;
  private final DiagnosticSink sink;

  /** No names so far but those that are imported. */
  Symbols(FileSyntax file, ImportedNames imported, ImportHints hints, DiagnosticSink sink) {
    this.file = file;
    this.declared = new LinkedHashMap<>();
    this.used = new HashSet<>();
    this.imported = imported;
    this.hints = hints;
    this.end = END;
    this.sink = sink;
  }

  private Symbols(Symbols all, int end, DiagnosticSink sink) {
    this.file = all.file;
    this.declared = all.declared;
    this.used = all.used;
    this.imported = all.imported;
    this.hints = all.hints;
    this.end = end;
    this.sink = sink;
  }

  /** The same names as they are known at a place of the file, for mistakes that go elsewhere. */
  Symbols at(int offset, DiagnosticSink other) {
    return new Symbols(this, offset, other);
  }

  /** Adds a name, unless it is taken. */
  void declare(NameSyntax name, Symbol symbol) {
    Optional<Symbol> earlier = find(name.text());
    earlier.ifPresent(known -> reportTaken(name, known));
    if (earlier.isEmpty()) {
      declared.put(name.text(), symbol);
    }
  }

  /** Reports a name that stands for something already. */
  void reportTaken(NameSyntax name, Symbol earlier) {
    Diagnostic taken = Diagnostic.of(
            Code.DUPLICATE_NAME, name.span(), "the name `" + name.text() + "` is taken")
        .withNote("declared as a " + earlier.kind() + " at", earlier.span());
    sink.report(imported
        .origin(name.text())
        .map(file -> taken.withNote("imported at", file.statement().span()))
        .orElse(taken));
  }

  /** What the file declares itself. */
  Collection<Symbol> declared() {
    return declared.values();
  }

  /** What it declares so far, and what it imports. */
  Collection<Symbol> visible() {
    List<Symbol> visible = new ArrayList<>(declared.values());
    visible.removeIf(symbol -> symbol.span().start() >= end);
    visible.addAll(imported.symbols());
    return visible;
  }

  boolean isUsed(Symbol symbol) {
    return used.contains(symbol.span().text());
  }

  /** What a name stands for, if anything was declared under it; nothing is reported. */
  Optional<Symbol> find(String name) {
    Symbol symbol = declared.get(name);
    if (symbol == null || symbol.span().start() >= end) {
      return imported.find(name);
    }
    used.add(name);
    return Optional.of(symbol);
  }

  /** The domain of that name; anything else is reported. */
  Optional<DomainModel> domain(NameSyntax name) {
    return find(name.text())
        .or(() -> unknown(name, Code.UNKNOWN_DOMAIN, "domain", Symbol.DomainSymbol.class))
        .flatMap(symbol -> {
          if (symbol instanceof Symbol.DomainSymbol domain) {
            return domain.domain();
          }
          wrongKind(name, symbol, "a domain");
          return Optional.empty();
        });
  }

  /** The regime of that name; anything else is reported. */
  Optional<RegimeModel> regime(NameSyntax name) {
    return find(name.text())
        .or(() -> unknown(name, Code.UNKNOWN_REGIME, "regime", Symbol.RegimeSymbol.class))
        .flatMap(symbol -> {
          if (symbol instanceof Symbol.RegimeSymbol regime) {
            return regime.regime();
          }
          wrongKind(name, symbol, "a regime");
          return Optional.empty();
        });
  }

  /** The template of that name; anything else is reported. */
  Optional<Symbol.TemplateSymbol> template(NameSyntax name) {
    return find(name.text())
        .or(() -> unknown(name, Code.UNKNOWN_TEMPLATE, "template", Symbol.TemplateSymbol.class))
        .flatMap(symbol -> {
          if (symbol instanceof Symbol.TemplateSymbol template) {
            return Optional.of(template);
          }
          wrongKind(name, symbol, "a template");
          return Optional.empty();
        });
  }

  /** The platform of that name; anything else is reported. */
  Optional<PlatformModel> platform(NameSyntax name) {
    return find(name.text())
        .or(() -> unknown(name, Code.UNKNOWN_PLATFORM, "platform", Symbol.PlatformSymbol.class))
        .flatMap(symbol -> {
          if (symbol instanceof Symbol.PlatformSymbol platform) {
            return platform.platform();
          }
          wrongKind(name, symbol, "a platform");
          return Optional.empty();
        });
  }

  /** Reports a name that stands for something else than is needed. */
  void wrongKind(NameSyntax name, Symbol symbol, String needed) {
    sink.report(Diagnostic.of(
            Code.WRONG_KIND_OF_NAME,
            name.span(),
            "`" + name.text() + "` is a " + symbol.kind() + ", not " + needed)
        .withNote("declared at", symbol.span()));
  }

  private Optional<Symbol> unknown(
      NameSyntax name, Code code, String kind, Class<? extends Symbol> type) {
    Collection<String> candidates = visible().stream()
        .filter(type::isInstance)
        .map(symbol -> symbol.span().text())
        .toList();
    reportUnknown(name, code, kind, candidates);
    return Optional.empty();
  }

  /** Reports a name that nothing was declared under, unless that is the fault of another error. */
  void reportUnknown(NameSyntax name, Code code, String kind, Collection<String> candidates) {
    if (isExcused(name.text())) {
      return;
    }
    Span later = file.declaredNames().get(name.text());
    if (later != null) {
      sink.report(Diagnostic.of(
              Code.USED_BEFORE_DECLARED,
              name.span(),
              "`" + name.text() + "` is used before its declaration")
          .withNote("declared at", later));
      return;
    }
    Diagnostic unknown =
        Diagnostic.of(code, name.span(), "unknown " + kind + " `" + name.text() + "`");
    sink.report(hints
        .declaring(kind.equals("name") ? "const" : kind, name.text())
        .map(path -> unknown.withHelp("it is declared in \"" + path + "\": import that"))
        .orElseGet(() -> unknown.withMeant(name.text(), candidates)));
  }

  /** Whether the name may have been declared in something that could not be read. */
  boolean isExcused(String name) {
    return !file.isComplete() || file.skippedWords().contains(name) || imported.isExcused(name);
  }
}
