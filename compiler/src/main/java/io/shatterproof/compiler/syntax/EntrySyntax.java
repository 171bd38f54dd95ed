package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * {@code page P of vm at 0x1000 is 0x9000_0000 { ... }}: an entry of bare tables.
 *
 * @param regime its name, or that of an unlinked table
 * @param level absent for a page
 * @param value the output address, the next table, or the whole word of {@link EntryKind#RAW}
 * @param unlinked where a table is said to be one that no entry leads to; then it has neither value
 *     nor fields
 */
public record EntrySyntax(
    Span span,
    boolean isStage1,
    EntryKind kind,
    NameSyntax name,
    NameSyntax regime,
    ExpressionSyntax address,
    Optional<LevelSyntax> level,
    Optional<ExpressionSyntax> value,
    List<FieldSyntax> fields,
    Optional<Span> unlinked)
    implements StatementSyntax {
  public EntrySyntax {
    fields = List.copyOf(fields);
  }

  /** This under another name. */
  public EntrySyntax named(NameSyntax other) {
    return new EntrySyntax(
        span, isStage1, kind, other, regime, address, level, value, fields, unlinked);
  }

  /** What stands in the entry. */
  public enum EntryKind {
    PAGE,
    BLOCK,
    TABLE,
    RAW
  }
}
