package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.TransferRegister;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.AccessModel;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.ObservedModel.GuestAccessModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.syntax.AccessSyntax;
import io.shatterproof.compiler.syntax.AccessSyntax.OptionSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What accesses mean, under bare tables and in the guest of a domain. */
final class AccessResolver {
  private static final int SIZE_OF_64B = 64;

  private final Environment environment;

  AccessResolver(Environment environment) {
    this.environment = environment;
  }

  /** The kind of a word; the grammar has the same words. */
  static AccessKind kind(String word) {
    return AccessKind.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether it is an access under bare tables, and not one in the guest of a domain. */
  boolean isUnderRegime(AccessSyntax syntax) {
    return syntax.of().isEmpty() || environment.isRegime(syntax.of().get());
  }

  /** The access, or nothing where a mistake is reported. */
  Optional<AccessModel> resolve(AccessSyntax syntax, Quantity pe) {
    Optional<Quantity> address = environment.quantity(syntax.address());
    Optional<RegimeModel> regime = regime(syntax, address.isPresent());
    Vocabulary<Integer> levels = regime.filter(RegimeModel::isRaw).isPresent()
        ? Vocabulary.LEVELS_OF_RAW_ACCESSES
        : Vocabulary.LEVELS_OF_ACCESSES;
    Optional<Options> options = options(syntax, levels);
    return options.isEmpty() || regime.isEmpty() || address.isEmpty()
        ? Optional.empty()
        : Optional.of(new AccessModel(
            syntax.span(),
            pe,
            regime.get(),
            kind(syntax.kind()),
            address.get(),
            options.get().sizeBytes(),
            options.get().register(),
            options.get().from()));
  }

  /** An access in the guest of a domain, or nothing where a mistake is reported. */
  Optional<GuestAccessModel> inGuest(AccessSyntax syntax, Optional<Quantity> pe) {
    boolean isOfP2m = isOfP2m(syntax);
    Optional<DomainModel> domain = environment.domain(syntax.of().orElseThrow());
    Optional<Quantity> ipa = environment.quantity(syntax.address());
    Optional<Options> options = options(syntax, Vocabulary.LEVELS_OF_ACCESSES);
    return !isOfP2m || options.isEmpty() || pe.isEmpty() || domain.isEmpty() || ipa.isEmpty()
        ? Optional.empty()
        : Optional.of(new GuestAccessModel(
            syntax.span(),
            pe.get(),
            kind(syntax.kind()),
            domain.get(),
            ipa.get(),
            options.get().sizeBytes(),
            options.get().register(),
            options.get().from()));
  }

  /** Whether the P2M has a part in the access; if not, that is reported. */
  private boolean isOfP2m(AccessSyntax syntax) {
    boolean isOfStage1 = kind(syntax.kind()).isStage1Only();
    if (isOfStage1) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.NOTHING_OF_P2M,
                  syntax.span(),
                  "`" + syntax.kind()
                      + "` translates by stage 1 alone, which is off in the guest of a" + " domain")
              .withHelp("`" + syntax.kind().replace("s1", "s12") + "` translates by both"));
    }
    return !isOfStage1;
  }

  /** What stands behind the address. */
  private record Options(
      int sizeBytes, Optional<TransferRegister> register, Optional<Spanned<Integer>> from) {}

  private Optional<Options> options(AccessSyntax syntax, Vocabulary<Integer> levels) {
    AccessKind kind = kind(syntax.kind());
    checkTwice(syntax.options());
    Maybe<Integer> size = size(syntax.options(), kind);
    Maybe<TransferRegister> register = register(syntax.options(), kind);
    Maybe<Spanned<Integer>> from = from(syntax.options(), levels);
    int bytes = size.value().orElseGet(() -> usualSize(kind));
    boolean isWrong = size.isWrong()
        || register.isWrong()
        || from.isWrong()
        || !holdsAll(register.value(), bytes, syntax)
        || !isExtensible(register.value(), bytes, syntax);
    return isWrong
        ? Optional.empty()
        : Optional.of(new Options(bytes, register.value(), from.value()));
  }

  private static int usualSize(AccessKind kind) {
    return kind == AccessKind.LD64B || kind == AccessKind.ST64B ? SIZE_OF_64B : 1;
  }

  /** The regime; what an unknown name in the address stands for has been told. */
  private Optional<RegimeModel> regime(AccessSyntax syntax, boolean isAddressKnown) {
    if (syntax.of().isPresent()) {
      return environment.regime(syntax.of().get());
    }
    Optional<Entries.Named> entry = environment.entryIn(syntax.address());
    if (entry.isEmpty() && isAddressKnown) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.NO_REGIME_NAMED,
                  syntax.address().span(),
                  "this address names no entry, so the access has to name its regime")
              .withHelp("write for example `" + syntax.kind() + " vm "
                  + syntax.address().span().text() + "`"));
    }
    return entry.flatMap(Entries.Named::regime);
  }

  private void checkTwice(List<OptionSyntax> options) {
    for (int i = 0; i < options.size(); i++) {
      for (OptionSyntax later : options.subList(i + 1, options.size())) {
        if (later.getClass().equals(options.get(i).getClass())) {
          environment
              .sink()
              .report(Diagnostic.of(
                      Code.DUPLICATE_PROPERTY, later.span(), "this property is given twice")
                  .withNote("first given at", options.get(i).span()));
        }
      }
    }
  }

  private static <T extends OptionSyntax> Optional<T> only(
      List<OptionSyntax> options, Class<T> type) {
    return options.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private Maybe<Integer> size(List<OptionSyntax> options, AccessKind kind) {
    Optional<AccessSyntax.SizeSyntax> said = only(options, AccessSyntax.SizeSyntax.class);
    if (said.isEmpty()) {
      return Maybe.absent();
    }
    return Maybe.of(environment
        .quantity(said.get().bytes())
        .filter(size -> AccessSizeRule.holds(kind, size, said.get().span(), environment.sink()))
        .map(size -> (int) size.value()));
  }

  private Maybe<TransferRegister> register(List<OptionSyntax> options, AccessKind kind) {
    Optional<AccessSyntax.RegisterSyntax> said = only(options, AccessSyntax.RegisterSyntax.class);
    if (said.isEmpty()) {
      return Maybe.absent();
    }
    NameSyntax name = said.get().name();
    Optional<TransferRegister> register = TransferRegister.parse(name.text());
    if (register.isEmpty()) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.UNKNOWN_REGISTER, name.span(), "unknown register `" + name.text() + "`")
              .withHelp("registers are x0 to x30, w0 to w30, xzr and wzr"));
    } else if (kind != AccessKind.READ && kind != AccessKind.WRITE) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.NO_TRANSFER_REGISTER,
                  said.get().span(),
                  "an abort of `" + kind.word() + "` reports no register")
              .withHelp("only `read` and `write` take one"));
      return Maybe.of(Optional.empty());
    }
    return Maybe.of(register.map(plain -> new TransferRegister(
        plain.number(),
        plain.is64Bit(),
        said.get().isSignExtended(),
        said.get().isAcquireRelease())));
  }

  /** Whether a register holds what is moved; if not, that is reported. */
  private boolean holdsAll(Optional<TransferRegister> register, int size, AccessSyntax syntax) {
    if (register.isEmpty() || size <= register.get().sizeBytes()) {
      return true;
    }
    environment
        .sink()
        .report(Diagnostic.of(
                Code.NO_TRANSFER_REGISTER,
                only(syntax.options(), AccessSyntax.RegisterSyntax.class)
                    .orElseThrow()
                    .span(),
                "`" + register.get().name() + "` holds " + register.get().sizeBytes()
                    + " bytes, and the access has " + size)
            .withHelp("leave the register out: an abort of a wider access reports none"));
    return false;
  }

  private boolean isExtensible(Optional<TransferRegister> register, int size, AccessSyntax syntax) {
    return register.isEmpty()
        || SignExtensionRule.holds(
            kind(syntax.kind()),
            register.get(),
            size,
            only(syntax.options(), AccessSyntax.RegisterSyntax.class)
                .orElseThrow()
                .span(),
            environment.sink());
  }

  private Maybe<Spanned<Integer>> from(List<OptionSyntax> options, Vocabulary<Integer> levels) {
    Optional<AccessSyntax.FromSyntax> said = only(options, AccessSyntax.FromSyntax.class);
    return said.isEmpty()
        ? Maybe.absent()
        : Maybe.of(environment.word(said.get().level(), levels));
  }
}
