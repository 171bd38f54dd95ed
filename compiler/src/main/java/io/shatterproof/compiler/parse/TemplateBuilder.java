package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.syntax.MeanwhileSyntax;
import io.shatterproof.compiler.syntax.PartSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.grammar.P2mParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;

/** Builds what one template holds: statements, or else parts, among which its statements stand alone. */
final class TemplateBuilder {
  private final StatementBuilder builder;
  private final PartBuilder partBuilder;
  private final List<StatementSyntax> statements = new ArrayList<>();
  private final List<PartSyntax> parts = new ArrayList<>();
  private boolean hasParts;

  TemplateBuilder(StatementBuilder builder, PartBuilder partBuilder) {
    this.builder = builder;
    this.partBuilder = partBuilder;
  }

  /** The statements of a template of statements. */
  List<StatementSyntax> statements() {
    return hasParts ? List.of() : statements;
  }

  /** The parts of a template of parts. */
  List<PartSyntax> parts() {
    return hasParts ? parts : List.of();
  }

  /** Adds what was read to its end. */
  void add(P2mParser.TemplateBodyContext context) {
    for (ParseTree child : Optional.ofNullable(context.children).orElse(List.of())) {
      if (!(child instanceof ParserRuleContext item) || item.exception != null) {
        continue;
      }
      if (item instanceof P2mParser.TemplatePartContext part) {
        hasParts = true;
        partBuilder.part(part).ifPresent(parts::add);
      } else if (item instanceof P2mParser.UseContext use) {
        add(builder.use(use));
      } else if (item instanceof P2mParser.TemplateStatementContext statement) {
        add(builder.build(statement));
      } else if (item instanceof P2mParser.MeanwhileContext meanwhile) {
        add(builder.meanwhile(meanwhile));
      }
    }
  }

  private void add(StatementSyntax statement) {
    StatementBuilder.add(statements, statement);
    int last = parts.size() - 1;
    if (statement instanceof MeanwhileSyntax meanwhile
        && last >= 0
        && parts.get(last) instanceof PartSyntax.When when
        && when.meanwhile().isEmpty()) {
      parts.set(last, PartBuilder.observed(when, Optional.of(meanwhile)));
    } else {
      parts.add(new PartSyntax.Stray(statement.span(), statement));
    }
  }
}
