package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Field;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Shareability;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.EntryModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import java.util.Optional;

/** What is claimed of a word in memory: of an entry of bare tables, or of one of a domain's tables. */
final class StoredWordResolver {
  private static final long VALID = 1; // bit 0 of every descriptor
  private static final long TYPE = 0b11; // bits[1:0]

  private final Environment environment;

  StoredWordResolver(Environment environment) {
    this.environment = environment;
  }

  /** The claim, or nothing where a mistake is reported. */
  Optional<ExpectationModel> resolve(StatementSyntax.StoredWordSyntax syntax) {
    if (syntax.at().isPresent()) {
      return raw(syntax, syntax.at().get());
    }
    return syntax.place().isPresent() ? ofDomain(syntax, syntax.place().get()) : ofEntry(syntax);
  }

  private Optional<ExpectationModel> raw(
      StatementSyntax.StoredWordSyntax syntax, ExpressionSyntax at) {
    if (!syntax.kind().equals("invalid") && !syntax.kind().equals("raw")) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.RAW_MEMORY,
                  syntax.span(),
                  "nobody knows what a word of raw memory stands for")
              .withHelp("write the word: `raw 0x9000_07ff`, or some of its bits: `raw 1 mask 3`"));
      return Optional.empty();
    }
    Maybe<Quantity> value = environment.optional(syntax.value());
    Maybe<Quantity> mask = environment.optional(syntax.mask());
    return value.isWrong() || mask.isWrong()
        ? Optional.empty()
        : bits(syntax, value.value(), mask.value())
            .flatMap(
                claim -> new RawMemory(environment).claim(syntax, at, claim.value(), claim.mask()));
  }

  /** An invalid descriptor, or the bits of a word that are said. */
  private Optional<Claim> bits(
      StatementSyntax.StoredWordSyntax syntax, Optional<Quantity> value, Optional<Quantity> mask) {
    if (syntax.kind().equals("invalid")) {
      return Optional.of(new Claim(0, VALID));
    }
    return BitMaskRule.holds(value.orElseThrow(), mask, environment.sink())
        ? Optional.of(new Claim(value.get().value(), mask.map(Quantity::value).orElse(-1L)))
        : Optional.empty();
  }

  private Optional<ExpectationModel> ofEntry(StatementSyntax.StoredWordSyntax syntax) {
    Optional<EntryModel> entry = environment
        .entry(syntax.subject())
        .filter(known -> environment.isPlaced(known, syntax.subject()));
    Maybe<Quantity> value = environment.optional(syntax.value());
    Maybe<Quantity> mask = environment.optional(syntax.mask());
    if (entry.isEmpty() || value.isWrong() || mask.isWrong()) {
      return Optional.empty();
    }
    EntryModel known = entry.get();
    Place place = new Place(
        "`" + known.name() + "`",
        known.level().value(),
        known.isStage1() ? S2Format.of(Granule.SIZE_4K) : known.regime().format(),
        DescriptorContext.of(known.regime()),
        known.isStage1());
    return claim(syntax, place, value.value(), mask.value())
        .map(claim -> new ExpectationModel.WordExpectation(
            syntax.span(), known, claim.value(), claim.mask()));
  }

  private Optional<ExpectationModel> ofDomain(
      StatementSyntax.StoredWordSyntax syntax, StatementSyntax.TablePlaceSyntax at) {
    Optional<DomainModel> domain = environment.domain(syntax.subject());
    Optional<Quantity> level = environment.quantity(at.level());
    Optional<Quantity> ipa = environment.quantity(at.ipa());
    Maybe<Quantity> value = environment.optional(syntax.value());
    Maybe<Quantity> mask = environment.optional(syntax.mask());
    if (domain.isEmpty() || level.isEmpty() || ipa.isEmpty() || value.isWrong() || mask.isWrong()) {
      return Optional.empty();
    }
    DescriptorContext context = DescriptorContext.of(domain.get());
    int number = level.get().isAtMost(3) ? (int) level.get().value() : 3; // another rule says so
    Place place = new Place("the entry", number, context.format(), context, false);
    return claim(syntax, place, value.value(), mask.value())
        .map(claim -> new ExpectationModel.StoredExpectation(
            syntax.span(),
            domain.get(),
            level.get(),
            ipa.get(),
            syntax.kind().equals("raw") ? Optional.empty() : value.value(),
            claim.value(),
            claim.mask()));
  }

  /** Where an entry stands, and what it is made of. */
  private record Place(
      String title, int level, S2Format format, DescriptorContext context, boolean isStage1) {}

  /** The claimed bits, and what they are. */
  private record Claim(long value, long mask) {
    Claim {
      value &= mask;
    }
  }

  private Optional<Claim> claim(
      StatementSyntax.StoredWordSyntax syntax,
      Place place,
      Optional<Quantity> value,
      Optional<Quantity> mask) {
    return switch (syntax.kind()) {
      case "invalid", "raw" -> bits(syntax, value, mask);
      default -> described(syntax, place, value);
    };
  }

  private Optional<Claim> described(
      StatementSyntax.StoredWordSyntax syntax, Place place, Optional<Quantity> address) {
    boolean isTable = syntax.kind().equals("table");
    boolean isPage = syntax.kind().equals("page");
    int level = place.level();
    boolean canHold = isPage || isTable || place.format().allowsBlock(level);
    if (isPage != (level == 3) || !canHold) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.LEVEL_CANNOT_HOLD,
                  syntax.span(),
                  place.title() + " stands at level " + level + ", which cannot hold a "
                      + syntax.kind())
              .withHelp("write `" + (level == 3 ? "page" : canHold ? "block" : "table") + "`"));
      return Optional.empty();
    }
    DescriptorFields.Values fields = new EntryFieldsResolver(
            environment,
            place.context(),
            place.isStage1(),
            isTable ? EntryModel.Kind.TABLE : EntryModel.Kind.PAGE)
        .described()
        .resolve(syntax.fields());
    if (fields.isWrong()) {
      return Optional.empty();
    }
    if (address.isPresent() && !holds(place, isTable ? 3 : level, address.get())) {
      return Optional.empty();
    }
    S2Format format = place.format();
    long described = shape(format, isTable, address.map(Quantity::value).orElse(0L), level);
    long ofAddress = address.isPresent() ? shape(format, isTable, -1L, level) : 0;
    return Optional.of(new Claim(fields.in(described), ofAddress | TYPE | fields.mask()));
  }

  /** Whether a descriptor can hold the address; if not, that is reported. */
  private boolean holds(Place place, int level, Quantity address) {
    S2Format format = place.format();
    boolean isAligned = (address.value() & (format.granule().entrySizeBytes(level) - 1)) == 0;
    boolean isHeld = format.nextTablePa(format.table(address.value())) == address.value();
    if (!isAligned) {
      environment
          .sink()
          .report(
              Code.MISALIGNED,
              address.span(),
              address.hex() + " is not aligned, so that no descriptor of level " + place.level()
                  + " holds it");
    } else if (!isHeld) {
      environment
          .sink()
          .report(
              Code.PA_OUT_OF_RANGE,
              address.span(),
              address.hex() + " has more bits than a descriptor of "
                  + place.context().title() + " holds");
    }
    return isAligned && isHeld;
  }

  /** Type and address alone. */
  private static long shape(S2Format format, boolean isTable, long address, int level) {
    if (isTable) {
      return format.table(address);
    }
    long leaf = format.leaf(
        address & -format.granule().entrySizeBytes(level),
        level,
        new S2Permissions(false, false, true),
        new MemoryAttributes(0, Shareability.NON));
    return S2Field.AF.in(leaf, 0);
  }
}
