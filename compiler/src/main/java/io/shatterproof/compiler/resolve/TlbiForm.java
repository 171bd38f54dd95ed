package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.TlbiOp;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax.TlbiOptionSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax.TlbiSyntax;
import java.util.List;
import java.util.Optional;

/**
 * Rule: a TLB maintenance operation has the operands that it takes, each once.
 *
 * @see "Arm ARM DDI 0487, 'TLB maintenance instructions'"
 */
record TlbiForm(DiagnosticSink sink) {

  /** The operand of that kind. */
  static <T extends TlbiOptionSyntax> Optional<T> only(TlbiSyntax syntax, Class<T> type) {
    return syntax.options().stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /** Whether the rule holds; if not, that is reported. */
  boolean holds(TlbiOp op, TlbiSyntax syntax) {
    Optional<StatementSyntax.TlbiOperandSyntax> raw =
        only(syntax, StatementSyntax.TlbiOperandSyntax.class);
    boolean isGood = areOnce(syntax.options());
    if (raw.isPresent() && op.operand() != TlbiOp.Operand.NONE) {
      return isAlone(raw.get(), syntax) && isGood;
    }
    if (syntax.address().isPresent()) {
      isGood &= takes(op, "address", syntax.address().get().span());
    }
    for (TlbiOptionSyntax option : syntax.options()) {
      isGood &= takes(op, word(option), option.span());
    }
    return isGood && isWhole(op, syntax);
  }

  private boolean areOnce(List<TlbiOptionSyntax> options) {
    boolean areOnce = true;
    for (int i = 0; i < options.size(); i++) {
      for (TlbiOptionSyntax later : options.subList(i + 1, options.size())) {
        if (later.getClass().equals(options.get(i).getClass())) {
          areOnce = false;
          sink.report(Diagnostic.of(
                  Code.DUPLICATE_PROPERTY, later.span(), "`" + word(later) + "` is given twice")
              .withNote("first given at", options.get(i).span()));
        }
      }
    }
    return areOnce;
  }

  private boolean isAlone(StatementSyntax.TlbiOperandSyntax raw, TlbiSyntax syntax) {
    Optional<Span> other = syntax
        .address()
        .map(address -> address.span())
        .or(() -> syntax.options().stream()
            .filter(option -> !option.getClass().equals(raw.getClass()))
            .map(TlbiOptionSyntax::span)
            .findFirst());
    other.ifPresent(span -> sink.report(
        Diagnostic.of(Code.TLBI_OPERAND, span, "`operand` says the whole register, this included")
            .withNote("it is at", raw.span())));
    return other.isEmpty();
  }

  private static String word(TlbiOptionSyntax option) {
    if (option instanceof StatementSyntax.TlbiLevelSyntax) {
      return "level";
    }
    if (option instanceof StatementSyntax.TlbiGranuleSyntax) {
      return "granule";
    }
    if (option instanceof StatementSyntax.TlbiSizeSyntax) {
      return "size";
    }
    return option instanceof StatementSyntax.TlbiAsidSyntax ? "asid" : "operand";
  }

  private boolean takes(TlbiOp op, String word, Span span) {
    List<String> taken = taken(op);
    if (!taken.contains(word)) {
      Diagnostic diagnostic = Diagnostic.of(
          Code.TLBI_OPERAND,
          span,
          "`" + op.word() + "` takes no "
              + (word.equals("address") ? "address" : "`" + word + "`"));
      sink.report(diagnostic.withHelp(
          taken.isEmpty() ? "it has no operand" : "it takes " + String.join(", ", taken)));
    }
    return taken.contains(word);
  }

  private static List<String> taken(TlbiOp op) {
    return switch (op.operand()) {
      case NONE -> List.of();
      case ASID -> List.of("asid");
      case VA ->
        op.takesAsid()
            ? List.of("address", "level", "granule", "asid")
            : List.of("address", "level", "granule");
      case VA_RANGE ->
        op.takesAsid()
            ? List.of("address", "size", "level", "granule", "asid")
            : List.of("address", "size", "level", "granule");
      case IPA -> List.of("address", "level", "granule");
      case IPA_RANGE -> List.of("address", "size", "level", "granule");
    };
  }

  private boolean isWhole(TlbiOp op, TlbiSyntax syntax) {
    boolean hasAddress = syntax.address().isPresent();
    Optional<String> missing = switch (op.operand()) {
      case NONE -> Optional.empty();
      case ASID ->
        only(syntax, StatementSyntax.TlbiAsidSyntax.class).isPresent()
            ? Optional.empty()
            : Optional.of("an ASID, which is missing: `asid 1`");
      case VA -> hasAddress ? Optional.empty() : Optional.of("a VA, which is missing");
      case IPA -> hasAddress ? Optional.empty() : Optional.of("an IPA, which is missing");
      case VA_RANGE, IPA_RANGE ->
        hasAddress && only(syntax, StatementSyntax.TlbiSizeSyntax.class).isPresent()
            ? Optional.empty()
            : Optional.of("a range, of which "
                + (hasAddress ? "the size is missing: `size 64K`" : "the address is missing"));
    };
    missing.ifPresent(what -> sink.report(
        Code.TLBI_OPERAND,
        syntax.operation().span(),
        "`" + op.word() + "` removes the entries of " + what));
    return missing.isEmpty() && hasLevelForGranule(op, syntax);
  }

  /** Rule: the granule is said for a hint, or for a range. */
  private boolean hasLevelForGranule(TlbiOp op, TlbiSyntax syntax) {
    Optional<StatementSyntax.TlbiGranuleSyntax> granule =
        only(syntax, StatementSyntax.TlbiGranuleSyntax.class);
    boolean isNeeded =
        op.isRange() || only(syntax, StatementSyntax.TlbiLevelSyntax.class).isPresent();
    if (granule.isPresent() && !isNeeded) {
      sink.report(Diagnostic.of(
              Code.TLBI_OPERAND,
              granule.get().span(),
              "the granule is part of a TTL hint, and there is none")
          .withHelp("add `level 3`, or leave the granule out"));
    }
    return granule.isEmpty() || isNeeded;
  }
}
