package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** What stands at the top of a file. */
public sealed interface DeclarationSyntax {

  /** From its keyword to its end. */
  Span span();

  /** The text of the documentation comment before it; may be empty. */
  String documentation();

  /** Whether a part of it could not be understood; what is missing may have been there. */
  boolean isBroken();

  /** The name that it gives to something, if it does. */
  default Optional<NameSyntax> declaredName() {
    return Optional.empty();
  }

  /** What declares a name. */
  sealed interface Named extends DeclarationSyntax {
    NameSyntax name();

    @Override
    default Optional<NameSyntax> declaredName() {
      return Optional.of(name());
    }
  }

  /**
   * {@code import "path"}.
   *
   * @param path as typed between the quotes; nothing in it is escaped
   */
  record Import(Span span, String documentation, boolean isBroken, NameSyntax path)
      implements DeclarationSyntax {}

  /** {@code const NAME = value}. */
  record Constant(
      Span span, String documentation, boolean isBroken, NameSyntax name, ExpressionSyntax value)
      implements Named {}

  /** {@code platform NAME { ... }}. */
  record PlatformDeclaration(
      Span span,
      String documentation,
      boolean isBroken,
      NameSyntax name,
      List<PlatformMemberSyntax> members)
      implements Named {
    public PlatformDeclaration {
      members = List.copyOf(members);
    }
  }

  /** {@code domain NAME on PLATFORM { ... }}. */
  record DomainDeclaration(
      Span span,
      String documentation,
      boolean isBroken,
      NameSyntax name,
      NameSyntax platform,
      List<DomainMemberSyntax> members)
      implements Named {
    public DomainDeclaration {
      members = List.copyOf(members);
    }
  }

  /** {@code regime NAME on PLATFORM { ... }}. */
  record RegimeDeclaration(
      Span span,
      String documentation,
      boolean isBroken,
      NameSyntax name,
      NameSyntax platform,
      List<RegimeMemberSyntax> members)
      implements Named {
    public RegimeDeclaration {
      members = List.copyOf(members);
    }
  }

  /**
   * {@code template NAME(parameters) { ... }}: of its statements and parts only one has any.
   */
  record Template(
      Span span,
      String documentation,
      boolean isBroken,
      NameSyntax name,
      List<NameSyntax> parameters,
      List<StatementSyntax> statements,
      List<PartSyntax> parts)
      implements Named {
    public Template {
      parameters = List.copyOf(parameters);
      statements = List.copyOf(statements);
      parts = List.copyOf(parts);
    }

    /** Whether it stands among the parts of a scenario. */
    public boolean isOfParts() {
      return !parts.isEmpty();
    }
  }

  /** {@code twin of "original" as "title" { changes, edits and parts }}. */
  record TwinDeclaration(
      Span span,
      String documentation,
      boolean isBroken,
      TextSyntax original,
      TextSyntax title,
      List<ChangeSyntax> changes,
      List<EditSyntax> edits,
      List<PartSyntax> parts)
      implements DeclarationSyntax {
    public TwinDeclaration {
      changes = List.copyOf(changes);
      edits = List.copyOf(edits);
      parts = List.copyOf(parts);
    }
  }

  /** {@code scenario "title" [tags] clauses { parts }}. */
  record ScenarioDeclaration(
      Span span,
      String documentation,
      boolean isBroken,
      TextSyntax title,
      List<NameSyntax> tags,
      List<ClauseSyntax> clauses,
      List<PartSyntax> parts)
      implements DeclarationSyntax {
    public ScenarioDeclaration {
      tags = List.copyOf(tags);
      clauses = List.copyOf(clauses);
      parts = List.copyOf(parts);
    }
  }
}
