package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.PlatformModel;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.DeclarationSyntax.Template;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.PartSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A declared name. What it stands for is absent where the declaration is wrong. */
sealed interface Symbol {

  /** The name where it is declared. */
  Span span();

  /** What it is, in the user's words. */
  String kind();

  /** Whether it is known what it stands for. */
  boolean isWhole();

  /**
   * A constant.
   *
   * @param text its value as written
   */
  record ConstantSymbol(Span span, OptionalLong value, String text) implements Symbol {
    @Override
    public String kind() {
      return "constant";
    }

    @Override
    public boolean isWhole() {
      return value.isPresent();
    }
  }

  /** A platform. */
  record PlatformSymbol(Span span, Optional<PlatformModel> platform) implements Symbol {
    @Override
    public String kind() {
      return "platform";
    }

    @Override
    public boolean isWhole() {
      return platform.isPresent();
    }
  }

  /** A regime. */
  record RegimeSymbol(Span span, Optional<RegimeModel> regime) implements Symbol {
    @Override
    public String kind() {
      return "regime";
    }

    @Override
    public boolean isWhole() {
      return regime.isPresent();
    }
  }

  /** A domain. */
  record DomainSymbol(Span span, Optional<DomainModel> domain) implements Symbol {
    @Override
    public String kind() {
      return "domain";
    }

    @Override
    public boolean isWhole() {
      return domain.isPresent();
    }
  }

  /**
   * A template.
   *
   * @param declaration the whole of it
   * @param parts its statements too, where it stands among parts
   * @param names those of its file
   */
  record TemplateSymbol(
      Span span,
      Span declaration,
      boolean isWhole,
      boolean isOfParts,
      List<NameSyntax> parameters,
      List<StatementSyntax> statements,
      List<PartSyntax> parts,
      Symbols names)
      implements Symbol {
    public TemplateSymbol {
      parameters = List.copyOf(parameters);
      statements = List.copyOf(statements);
      parts = List.copyOf(parts);
    }

    static TemplateSymbol of(Template template, Symbols names) {
      List<PartSyntax> parts = new ArrayList<>(template.parts());
      template
          .statements()
          .forEach(statement -> parts.add(new PartSyntax.Stray(statement.span(), statement)));
      return new TemplateSymbol(
          template.name().span(),
          template.span(),
          !template.isBroken(),
          TemplateRules.isOfParts(template, names),
          template.parameters(),
          template.statements(),
          parts,
          names);
    }

    /** The names that are known in it. */
    Symbols scope(DiagnosticSink sink) {
      return names.at(span.start(), sink);
    }

    @Override
    public String kind() {
      return "template";
    }
  }
}
