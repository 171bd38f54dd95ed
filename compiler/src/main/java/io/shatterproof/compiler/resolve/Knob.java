package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A behaviour that differs between implementations, which a platform can choose. */
enum Knob {
  /** HPFAR_EL2 may hold a wrong address behind a stage 2 Translation fault. */
  ERRATUM_834220("absent", "present");

  private final List<String> values;

  /** A knob; its default comes first. */
  Knob(String... values) {
    this.values = List.of(values);
  }

  /** The spelling of scenarios and vectors. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a platform has that does not choose. */
  String defaultValue() {
    return values.get(0);
  }

  /** What can be chosen. */
  Vocabulary<String> vocabulary() {
    Map<String, String> meanings = new LinkedHashMap<>();
    values.forEach(value -> meanings.put(value, value));
    return new Vocabulary<>("value of " + word(), Code.UNKNOWN_KNOB_VALUE, meanings);
  }
}
