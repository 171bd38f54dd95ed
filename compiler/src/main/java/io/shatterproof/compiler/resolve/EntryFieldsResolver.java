package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Field;
import io.shatterproof.arch.MemoryWord;
import io.shatterproof.arch.S1Field;
import io.shatterproof.arch.S2Field;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.model.EntryModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.FieldSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the fields of an entry of bare tables are said to be. */
final class EntryFieldsResolver {
  private static final String ATTR = "attr"; // of a leaf of stage 1: a byte of MAIR_EL1
  private static final String BITS = "bits"; // whatever bits, ORed in

  private final Environment environment;
  private final DescriptorContext context;
  private final boolean isStage1;
  private final EntryModel.Kind kind;

  EntryFieldsResolver(
      Environment environment, DescriptorContext context, boolean isStage1, EntryModel.Kind kind) {
    this.environment = environment;
    this.context = context;
    this.isStage1 = isStage1;
    this.kind = kind;
  }

  /** The fields, or nothing where a mistake is reported. */
  Optional<EntryFields> resolve(List<FieldSyntax> syntax) {
    List<FieldSyntax> fields = new ArrayList<>(syntax);
    Maybe<Integer> mair = isStage1 && kind.isLeaf() ? mair(fields) : Maybe.absent();
    Maybe<Quantity> bits = environment.optional(take(fields, BITS));
    DescriptorFields.Values values = described().resolve(fields);
    return mair.isWrong() || bits.isWrong() || values.isWrong()
        ? Optional.empty()
        : Optional.of(new EntryFields(
            values.fields(),
            bits.value().map(Quantity::value).orElse(0L),
            mair.value().map(OptionalInt::of).orElseGet(OptionalInt::empty)));
  }

  /** The fields that such an entry may name. */
  DescriptorFields described() {
    boolean isTable = kind == EntryModel.Kind.TABLE;
    List<Field> known = isStage1
        ? (isTable ? S1Field.TABLE : S1Field.LEAF)
        : (isTable ? S2Field.TABLE : S2Field.LEAF);
    return new DescriptorFields(environment, context, isStage1, known);
  }

  /** Takes `attr` out of the fields. */
  private Maybe<Integer> mair(List<FieldSyntax> fields) {
    Optional<ExpressionSyntax> said = take(fields, ATTR);
    if (said.isEmpty()) {
      return Maybe.absent();
    }
    Vocabulary<Long> words = new Vocabulary<>(
        "memory attributes", Code.UNKNOWN_FIELD_VALUE, MemoryWord.attributesOfStage1());
    Optional<Spanned<Long>> value =
        environment.wordOrNumber(said.get(), words, 0xff, "a byte of MAIR_EL1");
    return Maybe.of(value.map(v -> Math.toIntExact(v.value())));
  }

  private static Optional<ExpressionSyntax> take(List<FieldSyntax> fields, String word) {
    Optional<FieldSyntax> found =
        fields.stream().filter(field -> field.name().text().equals(word)).findFirst();
    found.ifPresent(fields::remove);
    return found.map(FieldSyntax::value);
  }
}
