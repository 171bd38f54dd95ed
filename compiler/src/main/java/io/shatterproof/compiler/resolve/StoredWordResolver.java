package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Field;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Shareability;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.EntryModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.syntax.StatementSyntax;
import java.util.Optional;

/** What is claimed of a word in memory. */
final class StoredWordResolver {
  private static final long VALID = 1; // bit 0 of every descriptor
  private static final long TYPE = 0b11; // bits[1:0]

  private final Environment environment;

  StoredWordResolver(Environment environment) {
    this.environment = environment;
  }

  /** The claim, or nothing where a mistake is reported. */
  Optional<ExpectationModel> resolve(StatementSyntax.StoredWordSyntax syntax) {
    Optional<EntryModel> entry = environment
        .entry(syntax.entry())
        .filter(known -> environment.isPlaced(known, syntax.entry()));
    Maybe<Quantity> value = environment.optional(syntax.value());
    if (entry.isEmpty() || value.isWrong()) {
      return Optional.empty();
    }
    long stored = value.value().map(Quantity::value).orElse(0L);
    return switch (syntax.kind()) {
      case "invalid" -> word(syntax, entry.get(), 0, VALID);
      case "raw" -> word(syntax, entry.get(), stored, -1L);
      default -> described(syntax, entry.get(), value.value().orElseThrow());
    };
  }

  private static Optional<ExpectationModel> word(
      StatementSyntax.StoredWordSyntax syntax, EntryModel entry, long value, long mask) {
    return Optional.of(
        new ExpectationModel.WordExpectation(syntax.span(), entry, value & mask, mask));
  }

  private Optional<ExpectationModel> described(
      StatementSyntax.StoredWordSyntax syntax, EntryModel entry, Quantity address) {
    boolean isTable = syntax.kind().equals("table");
    boolean isPage = syntax.kind().equals("page");
    int level = entry.level().value();
    if (isPage != (level == 3)) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.LEVEL_CANNOT_HOLD,
                  syntax.span(),
                  "`" + entry.name() + "` stands at level " + level + ", which cannot hold a "
                      + syntax.kind())
              .withHelp("write `" + (level == 3 ? "page" : "block") + "`"));
      return Optional.empty();
    }
    DescriptorFields.Values fields = new EntryFieldsResolver(
            environment,
            entry.regime(),
            entry.isStage1(),
            isTable ? EntryModel.Kind.TABLE : EntryModel.Kind.PAGE)
        .described()
        .resolve(syntax.fields());
    if (fields.isWrong()) {
      return Optional.empty();
    }
    S2Format format =
        entry.isStage1() ? S2Format.of(Granule.SIZE_4K) : entry.regime().format();
    if (!holds(format, isTable ? 3 : level, entry, address)) {
      return Optional.empty();
    }
    long described = shape(format, isTable, address.value(), level);
    long mask = shape(format, isTable, -1L, level) | TYPE | fields.mask();
    return word(syntax, entry, fields.in(described), mask);
  }

  /** Whether a descriptor can hold the address; if not, that is reported. */
  private boolean holds(S2Format format, int level, EntryModel entry, Quantity address) {
    boolean isAligned = (address.value() & (format.granule().entrySizeBytes(level) - 1)) == 0;
    boolean isHeld = format.nextTablePa(format.table(address.value())) == address.value();
    if (!isAligned) {
      environment
          .sink()
          .report(
              Code.MISALIGNED,
              address.span(),
              address.hex() + " is not aligned, so that no descriptor of level "
                  + entry.level().value() + " holds it");
    } else if (!isHeld) {
      environment
          .sink()
          .report(
              Code.PA_OUT_OF_RANGE,
              address.span(),
              address.hex() + " has more bits than a descriptor of regime `"
                  + entry.regime().name() + "` holds");
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
