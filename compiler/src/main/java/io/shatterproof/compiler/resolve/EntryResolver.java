package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Field;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.MemoryWord;
import io.shatterproof.arch.S1Field;
import io.shatterproof.arch.S2Field;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Shareability;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.EntryModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.syntax.EntrySyntax;
import io.shatterproof.compiler.syntax.EntrySyntax.EntryKind;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.FieldSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What declared entries of bare tables mean. */
final class EntryResolver {
  private static final String ATTR = "attr"; // of a leaf of stage 1: a byte of MAIR_EL1
  private static final String BITS = "bits"; // whatever bits, ORed in

  private final Environment environment;

  EntryResolver(Environment environment) {
    this.environment = environment;
  }

  /** The entry, or nothing where a mistake is reported; its name is known from here on. */
  Optional<StepModel> resolve(EntrySyntax syntax) {
    Optional<RegimeModel> regime = environment.regime(syntax.regime());
    Optional<Quantity> address = environment.quantity(syntax.address());
    Optional<EntryModel> entry = regime.isEmpty() || address.isEmpty()
        ? Optional.empty()
        : entry(syntax, regime.get(), address.get());
    environment
        .entries()
        .declare(new Entries.Named(syntax.name(), address, regime, entry), environment);
    return entry.map(known -> new StepModel.EntryStep(syntax.span(), known));
  }

  private Optional<EntryModel> entry(EntrySyntax syntax, RegimeModel regime, Quantity address) {
    Maybe<Quantity> said = environment.optionalLevel(syntax.level());
    Maybe<Quantity> value = environment.optional(syntax.value());
    boolean hasStage = hasStage(syntax, regime);
    List<FieldSyntax> fields = new ArrayList<>(syntax.fields());
    OptionalInt mair =
        syntax.isStage1() && isLeaf(syntax.kind()) ? mair(fields) : OptionalInt.empty();
    boolean isMairWrong = syntax.isStage1() && isLeaf(syntax.kind()) && mair.isEmpty();
    Maybe<Quantity> bits = bits(fields);
    DescriptorFields known = fields(syntax.isStage1(), syntax.kind(), regime);
    DescriptorFields.Values values = known.resolve(fields);
    if (said.isWrong()
        || value.isWrong()
        || bits.isWrong()
        || values.isWrong()
        || isMairWrong
        || !hasStage) {
      return Optional.empty();
    }
    Optional<Integer> level = level(syntax, said.value());
    return level.map(l -> new EntryModel(
        syntax.span(),
        syntax.name().span(),
        syntax.name().text(),
        regime,
        syntax.isStage1(),
        EntryModel.Kind.valueOf(syntax.kind().name()),
        address,
        new Spanned<>(l, syntax.level().map(s -> s.span()).orElse(syntax.name().span())),
        word(syntax, regime, l, value.value(), values)
            | bits.value().map(Quantity::value).orElse(0L),
        value.value(),
        mair));
  }

  private boolean hasStage(EntrySyntax syntax, RegimeModel regime) {
    boolean hasStage = !syntax.isStage1() || regime.stage1().isPresent();
    if (!hasStage) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.NO_STAGE1,
                  syntax.regime().span(),
                  "regime `" + regime.name() + "` has no stage 1")
              .withHelp("add `stage1 tables in 0x5000_0000 at 0xa000_0000 size 64K` to it")
              .withNote("regime declared at " + regime.span()));
    }
    return hasStage;
  }

  private static boolean isLeaf(EntryKind kind) {
    return kind == EntryKind.PAGE || kind == EntryKind.BLOCK;
  }

  private Optional<Integer> level(EntrySyntax syntax, Optional<Quantity> said) {
    if (syntax.kind() == EntryKind.PAGE) {
      return Optional.of(3);
    }
    Quantity level = said.orElseThrow(); // the grammar asks for it
    if (!level.isAtMost(3) && level.value() != -1) {
      environment
          .sink()
          .report(Code.OUT_OF_RANGE, level.span(), "levels are -1 to 3, not " + level);
      return Optional.empty();
    }
    return Optional.of((int) level.value());
  }

  /** The fields that an entry may name. */
  static DescriptorFields fields(
      Environment environment, boolean isStage1, boolean isTable, RegimeModel regime) {
    List<Field> known = isStage1
        ? (isTable ? S1Field.TABLE : S1Field.LEAF)
        : (isTable ? S2Field.TABLE : S2Field.LEAF);
    return new DescriptorFields(environment, regime, isStage1, known);
  }

  private DescriptorFields fields(boolean isStage1, EntryKind kind, RegimeModel regime) {
    return fields(environment, isStage1, kind == EntryKind.TABLE, regime);
  }

  /** Takes `attr` out of the fields. */
  private OptionalInt mair(List<FieldSyntax> fields) {
    Optional<ExpressionSyntax> said = take(fields, ATTR);
    if (said.isEmpty()) {
      return OptionalInt.of(MemoryWord.MAIR_WRITE_BACK);
    }
    Vocabulary<Long> words = new Vocabulary<>(
        "memory attributes", Code.UNKNOWN_FIELD_VALUE, MemoryWord.attributesOfStage1());
    Optional<Spanned<Long>> value =
        environment.wordOrNumber(said.get(), words, 0xff, "a byte of MAIR_EL1");
    return value.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Math.toIntExact(value.get().value()));
  }

  /** Takes `bits` out of the fields. */
  private Maybe<Quantity> bits(List<FieldSyntax> fields) {
    return environment.optional(take(fields, BITS));
  }

  private Optional<ExpressionSyntax> take(List<FieldSyntax> fields, String word) {
    Optional<FieldSyntax> found =
        fields.stream().filter(field -> field.name().text().equals(word)).findFirst();
    found.ifPresent(fields::remove);
    return found.map(FieldSyntax::value);
  }

  private static long word(
      EntrySyntax syntax,
      RegimeModel regime,
      int level,
      Optional<Quantity> value,
      DescriptorFields.Values values) {
    return switch (syntax.kind()) {
      case RAW -> value.map(Quantity::value).orElse(0L);
      case TABLE -> values.in(0);
      case PAGE, BLOCK -> {
        long output = value.map(Quantity::value).orElse(0L);
        yield syntax.isStage1()
            ? values.in(stage1Leaf(output, level))
            : values.in(stage2Leaf(regime, output, level));
      }
    };
  }

  private static long stage2Leaf(RegimeModel regime, long pa, int level) {
    int memAttr = MemoryWord.writeBack(regime.forcesAttributes());
    return regime
        .format()
        .leaf(
            pa,
            level,
            new S2Permissions(true, true, true),
            new MemoryAttributes(memAttr, Shareability.INNER));
  }

  private static long stage1Leaf(long ipa, int level) {
    long leaf = S2Format.of(Granule.SIZE_4K)
        .leaf(
            ipa,
            level,
            new S2Permissions(false, false, true),
            new MemoryAttributes(0, Shareability.INNER));
    return S1Field.AP.in(leaf, 0b01);
  }
}
