package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Field;
import io.shatterproof.arch.Platform;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.syntax.FieldSyntax;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What fields of a register are said to be. */
final class RegisterFields {
  private final Environment environment;
  private final String register;
  private final List<Field> known;
  private final FieldReports reports;
  private boolean isWrong;

  /**
   * A register.
   *
   * @param register its name in messages
   * @param known its fields
   */
  RegisterFields(Environment environment, String register, List<Field> known) {
    this.environment = environment;
    this.register = register;
    this.known = known;
    this.reports = new FieldReports(environment.sink(), register);
  }

  /** Whether a mistake was reported. */
  boolean isWrong() {
    return isWrong;
  }

  /** The fields that are named, in that order, and their values. */
  Map<Field, Spanned<Long>> resolve(List<FieldSyntax> syntax) {
    Map<Field, Spanned<Long>> values = new LinkedHashMap<>();
    for (FieldSyntax said : syntax) {
      Optional<Field> field = find(said);
      Optional<Long> value = field.flatMap(f -> value(f, said));
      isWrong |= value.isEmpty();
      if (value.isPresent()) {
        isWrong |= !reports.add(values, field.get(), new Spanned<>(value.get(), said.span()));
      }
    }
    return values;
  }

  private Optional<Field> find(FieldSyntax said) {
    String word = said.name().text();
    Optional<Field> field =
        known.stream().filter(candidate -> candidate.word().equals(word)).findFirst();
    if (field.isEmpty()) {
      List<String> words = known.stream().map(Field::word).toList();
      reports.unknown(said.name(), words);
    }
    return field;
  }

  private Optional<Long> value(Field field, FieldSyntax said) {
    return environment
        .quantity(said.value())
        .filter(quantity -> {
          boolean fits = Long.compareUnsigned(quantity.value(), field.max()) <= 0;
          if (!fits) {
            environment
                .sink()
                .report(
                    Code.OUT_OF_RANGE,
                    quantity.span(),
                    register + "." + field.name() + " " + field.bits() + " holds 0 to 0x"
                        + Long.toHexString(field.max()) + ", not " + quantity.hex());
          }
          return fits;
        })
        .map(Quantity::value);
  }

  /** Reports fields that the platform does not have. */
  void requireFeatures(Map<Field, Spanned<Long>> values, Platform platform) {
    values.forEach((field, value) -> {
      if (!field.existsOn(platform)) {
        isWrong = true;
        reports.needsFeature(
            value.span(),
            register + "." + field.name(),
            field.neededFeatures(),
            field.needs().iterator().next().word(),
            platform.name());
      }
    });
  }
}
