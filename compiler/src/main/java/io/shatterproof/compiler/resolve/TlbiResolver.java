package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.TlbiOperand;
import io.shatterproof.arch.TtlHint;
import io.shatterproof.arch.register.VtcrEl2;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax.TlbiOptionSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax.TlbiSyntax;
import java.util.Optional;
import java.util.OptionalLong;

/** What a TLB maintenance operation under bare tables means: its register operand. */
final class TlbiResolver {
  private static final long MOST_ASIDS = 0xffff;

  private final Environment environment;

  TlbiResolver(Environment environment) {
    this.environment = environment;
  }

  /** The step, or nothing where a mistake is reported. */
  Optional<StepModel> resolve(TlbiSyntax syntax, Optional<Quantity> pe) {
    Optional<Spanned<TlbiOp>> op = environment.word(syntax.operation(), Vocabulary.TLBI);
    if (op.isEmpty() || !new TlbiForm(environment.sink()).holds(op.get().value(), syntax)) {
      return Optional.empty();
    }
    OptionalLong operand = TlbiForm.only(syntax, StatementSyntax.TlbiOperandSyntax.class)
        .map(raw -> value(environment.quantity(raw.value())))
        .orElseGet(() -> operand(op.get().value(), syntax, regime(syntax, pe)));
    Optional<Span> level = TlbiForm.only(syntax, StatementSyntax.TlbiLevelSyntax.class)
        .map(TlbiOptionSyntax::span)
        .filter(span -> !op.get().value().isRange());
    return operand.isEmpty()
        ? Optional.empty()
        : pe.map(known -> new StepModel.TlbiStep(
            syntax.span(), known, op.get(), operand.getAsLong(), note(syntax), level));
  }

  private static OptionalLong value(Optional<Quantity> quantity) {
    return quantity.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(quantity.get().value());
  }

  /** The operand as it is written. */
  private static String note(TlbiSyntax syntax) {
    StringBuilder note = new StringBuilder();
    syntax.address().ifPresent(address -> note.append(Written.of(address.span())));
    syntax.options().forEach(option -> note.append(' ').append(option.span().text()));
    return note.toString().replaceAll("\\s+", " ").trim();
  }

  /** Whose granule counts: the regime of the entry that is named, or the one of the PE. */
  private Optional<RegimeModel> regime(TlbiSyntax syntax, Optional<Quantity> pe) {
    return syntax
        .address()
        .flatMap(environment::entryIn)
        .flatMap(Entries.Named::regime)
        .or(() -> pe.flatMap(environment.pes()::of).map(StepModel.PutStep::regime));
  }

  private OptionalLong operand(TlbiOp op, TlbiSyntax syntax, Optional<RegimeModel> regime) {
    Optional<Quantity> address = syntax.address().flatMap(environment::quantity);
    Maybe<Quantity> asid = quantity(
        TlbiForm.only(syntax, StatementSyntax.TlbiAsidSyntax.class)
            .map(StatementSyntax.TlbiAsidSyntax::asid),
        MOST_ASIDS,
        "an ASID");
    Maybe<Granule> granule = granule(op, syntax, regime);
    if (asid.isWrong()
        || granule.isWrong()
        || (syntax.address().isPresent() && address.isEmpty())) {
      return OptionalLong.empty();
    }
    int asidNumber = asid.value().map(value -> (int) value.value()).orElse(0);
    Granule unit = granule.value().orElse(Granule.SIZE_4K);
    Maybe<Integer> hint = hint(syntax, unit, regime);
    if (hint.isWrong()
        || address.filter(named -> !fits(op, named, syntax.address().get())).isPresent()) {
      return OptionalLong.empty();
    }
    int ttl = hint.value().orElse(TtlHint.NONE);
    return switch (op.operand()) {
      case NONE -> OptionalLong.of(0);
      case ASID -> OptionalLong.of(TlbiOperand.asid(asidNumber));
      case VA -> OptionalLong.of(TlbiOperand.va(address.orElseThrow().value(), asidNumber, ttl));
      case IPA -> OptionalLong.of(TlbiOperand.ipa(address.orElseThrow().value(), ttl));
      case VA_RANGE -> {
        Optional<Quantity> size = size(syntax, unit, address.orElseThrow(), false);
        yield size.isEmpty()
            ? OptionalLong.empty()
            : checked(
                syntax,
                false,
                TlbiOperand.vaRange(
                    unit, address.get().value(), size.get().value(), asidNumber, ttl, false));
      }
      case IPA_RANGE -> {
        boolean ds = regime
            .filter(known -> VtcrEl2.DS.isSet(known.register(SystemRegister.VTCR_EL2)))
            .isPresent();
        Optional<Quantity> size = size(syntax, unit, address.orElseThrow(), ds);
        yield size.isEmpty()
            ? OptionalLong.empty()
            : checked(
                syntax,
                ds,
                TlbiOperand.ipaRange(unit, address.get().value(), size.get().value(), ttl, ds));
      }
    };
  }

  private Maybe<Quantity> quantity(Optional<ExpressionSyntax> syntax, long most, String what) {
    return syntax.isEmpty()
        ? Maybe.absent()
        : Maybe.of(environment.quantity(syntax.get(), most, what));
  }

  /** The granule that is said, or that of the tables: stage 1 has 4K. */
  private Maybe<Granule> granule(TlbiOp op, TlbiSyntax syntax, Optional<RegimeModel> regime) {
    Optional<StatementSyntax.TlbiGranuleSyntax> said =
        TlbiForm.only(syntax, StatementSyntax.TlbiGranuleSyntax.class);
    if (said.isPresent()) {
      return Maybe.of(environment
          .quantity(said.get().bytes())
          .flatMap(size -> Granules.of(size, environment.sink())));
    }
    boolean isByVa = switch (op.operand()) {
      case VA, VA_RANGE, ASID -> true;
      case NONE, IPA, IPA_RANGE -> false;
    };
    return new Maybe<>(
        regime.map(known -> isByVa && known.stage1().isPresent()
            ? Granule.SIZE_4K
            : known.format().granule()),
        false);
  }

  private Maybe<Integer> hint(TlbiSyntax syntax, Granule granule, Optional<RegimeModel> regime) {
    Optional<StatementSyntax.TlbiLevelSyntax> said =
        TlbiForm.only(syntax, StatementSyntax.TlbiLevelSyntax.class);
    if (said.isEmpty()) {
      return Maybe.absent();
    }
    Optional<Quantity> level = environment.level(said.get().level());
    boolean lpa2 =
        regime.filter(known -> known.platform().platform().has(Feature.LPA2)).isPresent();
    Optional<Integer> hint = level
        .filter(named -> named.isAtMost(3) && TtlHint.exists(granule, (int) named.value(), lpa2))
        .map(named -> TtlHint.of(granule, (int) named.value()));
    if (level.isPresent() && hint.isEmpty()) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.TLBI_OPERAND,
                  said.get().span(),
                  "no TTL hint names level " + level.get().level() + " with a " + granule
                      + " granule")
              .withHelp("leave the level out: then entries of every level go"));
    }
    return Maybe.of(hint);
  }

  /** Rule: an operand holds the address. */
  private boolean fits(TlbiOp op, Quantity address, ExpressionSyntax syntax) {
    boolean isByIpa =
        op.operand() == TlbiOp.Operand.IPA || op.operand() == TlbiOp.Operand.IPA_RANGE;
    boolean fits =
        isByIpa ? address.value() >>> 52 == 0 : address.value() << 8 >> 8 == address.value();
    if (!fits) {
      environment
          .sink()
          .report(
              Code.TLBI_OPERAND,
              syntax.span(),
              isByIpa
                  ? "IPA " + address.hex() + " has more than the 52 bits of an operand"
                  : "VA " + address.hex() + " is none: its bits from 55 up are not all the same");
    }
    return fits;
  }

  /** The size of a range that can be said exactly, and begin there. */
  private Optional<Quantity> size(
      TlbiSyntax syntax, Granule granule, Quantity address, boolean ds) {
    StatementSyntax.TlbiSizeSyntax said =
        TlbiForm.only(syntax, StatementSyntax.TlbiSizeSyntax.class).orElseThrow();
    Optional<Quantity> size = environment.quantity(said.bytes());
    boolean isSize =
        size.isPresent() && TlbiOperand.isRangeSize(granule, size.get().value());
    if (size.isPresent() && !isSize) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.TLBI_OPERAND,
                  size.get().span(),
                  "no range of a " + granule + " granule has exactly "
                      + size.get().hex() + " bytes")
              .withHelp(nearest(granule, size.get().value())));
    }
    boolean isBase = TlbiOperand.isRangeBase(granule, address.value(), ds);
    if (!isBase) {
      environment
          .sink()
          .report(
              Code.TLBI_OPERAND,
              address.span(),
              "no range of a " + granule + " granule begins at " + address.hex()
                  + ": that is no multiple of "
                  + (ds ? "64K" : granule.toString()) + ", or too large");
    }
    return size.filter(known -> isSize && isBase);
  }

  private static String nearest(Granule granule, long size) {
    long less = TlbiOperand.rangeSizeAtMost(granule, size);
    long more = TlbiOperand.rangeSizeAtLeast(granule, size);
    if (less < 0 || more < 0) {
      return "the nearest is 0x" + Long.toHexString(Math.max(less, more));
    }
    return "the nearest are 0x" + Long.toHexString(less) + " and 0x" + Long.toHexString(more);
  }

  /** Rule: what an operation does is not UNPREDICTABLE; a raw operand may say anything. */
  private OptionalLong checked(TlbiSyntax syntax, boolean ds, long operand) {
    if (TlbiOperand.isUnpredictableBase(operand, ds)) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.TLBI_OPERAND,
                  syntax.address().orElseThrow().span(),
                  "with this level the range begins at no multiple of a block, which is"
                      + " UNPREDICTABLE")
              .withHelp("leave the level out, or begin at such a multiple"));
      return OptionalLong.empty();
    }
    return OptionalLong.of(operand);
  }
}
