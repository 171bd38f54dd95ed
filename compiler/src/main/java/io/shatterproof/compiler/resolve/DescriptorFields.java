package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Field;
import io.shatterproof.arch.MemoryWord;
import io.shatterproof.arch.S1Field;
import io.shatterproof.arch.S2Field;
import io.shatterproof.arch.Shareability;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.syntax.FieldSyntax;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What fields of a descriptor are said to be. */
final class DescriptorFields {
  private static final Map<String, Long> S2AP = words(List.of("none", "ro", "wo", "rw"), 1);
  private static final Map<String, Long> XN = words(List.of("no", "yes"), 2);
  private static final Map<String, Long> SH = shareabilities();
  private static final Map<String, String> ALIASES = Map.of("hwu", "pbha");

  private final Environment environment;
  private final DescriptorContext context;
  private final boolean isStage1;
  private final List<Field> known;
  private final FieldReports reports;

  DescriptorFields(
      Environment environment, DescriptorContext context, boolean isStage1, List<Field> known) {
    this.environment = environment;
    this.context = context;
    this.isStage1 = isStage1;
    this.known = known;
    this.reports = new FieldReports(environment.sink(), "this descriptor");
  }

  private static Map<String, Long> words(List<String> words, int step) {
    Map<String, Long> meanings = new LinkedHashMap<>(); // in this order in messages
    words.forEach(word -> meanings.put(word, (long) step * meanings.size()));
    return meanings;
  }

  private static Map<String, Long> shareabilities() {
    Map<String, Long> words = new LinkedHashMap<>();
    for (Shareability shareability : Shareability.values()) {
      words.put(shareability.word(), (long) shareability.encoding());
    }
    return words;
  }

  /** Fields and their values; {@code isWrong} if a mistake was reported. */
  record Values(Map<Field, Spanned<Long>> fields, boolean isWrong) {

    /** A descriptor with these fields. */
    long in(long descriptor) {
      long word = descriptor;
      for (Map.Entry<Field, Spanned<Long>> field : fields.entrySet()) {
        word = field.getKey().in(word, field.getValue().value());
      }
      return word;
    }

    /** The bits of the fields. */
    long mask() {
      return fields.keySet().stream().mapToLong(Field::mask).reduce(0, (a, b) -> a | b);
    }
  }

  /** The fields that are named. */
  Values resolve(List<FieldSyntax> syntax) {
    Map<Field, Spanned<Long>> values = new LinkedHashMap<>();
    boolean isWrong = false;
    for (FieldSyntax said : syntax) {
      Optional<Field> field = find(said);
      Optional<Spanned<Long>> value = field.flatMap(f -> value(f, said));
      isWrong |= value.isEmpty();
      if (value.isPresent()) {
        isWrong |= !isAvailable(field.get(), value.get(), said);
        isWrong |=
            !reports.add(values, field.get(), new Spanned<>(value.get().value(), said.span()));
      }
    }
    return new Values(values, isWrong);
  }

  private Optional<Field> find(FieldSyntax said) {
    String word = ALIASES.getOrDefault(said.name().text(), said.name().text());
    Optional<Field> field =
        known.stream().filter(candidate -> candidate.word().equals(word)).findFirst();
    if (field.isEmpty() || field.get().equals(S1Field.ATTRINDX)) {
      List<String> words = known.stream().map(Field::word).collect(Collectors.toList());
      boolean isLeafOfStage1 = words.remove(S1Field.ATTRINDX.word());
      if (isLeafOfStage1) {
        words.add("attr");
      }
      reports.unknown(said.name(), words);
      return Optional.empty();
    }
    return field;
  }

  private Optional<Spanned<Long>> value(Field field, FieldSyntax said) {
    Vocabulary<Long> words = new Vocabulary<>(
        "value of " + field.word() + condition(field), Code.UNKNOWN_FIELD_VALUE, words(field));
    String what = field.name() + " " + field.bits();
    return environment.wordOrNumber(said.value(), words, field.max(), what);
  }

  /** What decides which words there are. */
  private String condition(Field field) {
    boolean dependsOnFwb = !isStage1 && field.equals(S2Field.MEMATTR);
    return dependsOnFwb ? " with HCR_EL2.FWB = " + (context.forcesAttributes() ? 1 : 0) : "";
  }

  private Map<String, Long> words(Field field) {
    if (field.equals(S2Field.SH)) {
      return SH;
    }
    if (isStage1) {
      return Map.of();
    }
    if (field.equals(S2Field.S2AP)) {
      return S2AP;
    }
    if (field.equals(S2Field.XN)) {
      return XN;
    }
    return field.equals(S2Field.MEMATTR)
        ? MemoryWord.memAttr(context.forcesAttributes())
        : Map.of();
  }

  private boolean isAvailable(Field field, Spanned<Long> value, FieldSyntax said) {
    if (!isStage1 && field.equals(S2Field.SH) && context.format().hasSharedAddressBits()) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.FIELD_NEEDS_FEATURE,
                  said.span(),
                  "with VTCR_EL2.DS = 1 a descriptor has no SH: address bits stand there")
              .withHelp("set the shareability of all leaves: `vtcr { sh0 0b11 }`"));
      return false;
    }
    if (context.isUnchecked()) {
      return true;
    }
    boolean isExtendedXn = !isStage1 && field.equals(S2Field.XN) && (value.value() & 1) != 0;
    boolean hasXnx = context.platform().platform().features().contains(Feature.XNX);
    if (isExtendedXn && !hasXnx) {
      return refuse(said, "XN[0]", "FEAT_XNX", Feature.XNX.word());
    }
    if (!field.existsOn(context.platform().platform()) && value.value() != 0) {
      return refuse(
          said,
          field.name(),
          field.neededFeatures(),
          field.needs().iterator().next().word());
    }
    return true;
  }

  private boolean refuse(FieldSyntax said, String field, String needed, String feature) {
    reports.needsFeature(
        said.span(), field, needed, feature, context.platform().platform().name());
    return false;
  }
}
