package io.shatterproof.harness.embedded;

import io.shatterproof.harness.remote.Argument;
import io.shatterproof.harness.remote.Call;
import io.shatterproof.harness.remote.ObservationLog;
import io.shatterproof.harness.remote.VectorPlan;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ConformanceVector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts vectors together as C: constant arrays of their planned calls, and a driver. The same vectors make
 * the same bytes, in whatever order they come.
 */
public final class CVectors {
  /** The header of the arrays. */
  public static final String HEADER = "shatterproof_vectors.h";

  /** The arrays. */
  public static final String ARRAYS = "shatterproof_vectors.c";

  private static final List<String> DRIVER =
      List.of("shatterproof_driver.h", "shatterproof_driver.c");
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_TEXT = 1000; // of four letters each, within what C11 promises

  private final Set<Capability> capabilities;
  private final SortedMap<String, Planned> byId = new TreeMap<>();
  private final StringBuilder arguments = new StringBuilder();
  private final StringBuilder calls = new StringBuilder();
  private final StringBuilder vectors = new StringBuilder();
  private final Map<List<Argument>, String> written = new HashMap<>();
  private final Map<String, String> leftOut = new LinkedHashMap<>();

  /**
   * Begins.
   *
   * @param capabilities that the implementation will have: they decide what is called
   */
  public CVectors(Set<Capability> capabilities) {
    this.capabilities = EnumSet.copyOf(capabilities);
  }

  /** Whether a vector can be had as C for an implementation with these capabilities. */
  public static boolean isPossible(ConformanceVector vector, Set<Capability> capabilities) {
    return VectorPlan.of(vector, capabilities).filter(plan -> !isTooLong(plan)).isPresent();
  }

  /** Adds a vector, or takes note why it cannot be had as C. */
  public void add(ConformanceVector vector) {
    String id = vector.heading().id();
    Optional<VectorPlan> plan = VectorPlan.of(vector, capabilities);
    if (plan.isEmpty()) {
      leftOut.put(
          id,
          capabilities.containsAll(vector.heading().needs().capabilities())
              ? "its calls cannot be planned"
              : "it needs capabilities that were not chosen");
    } else if (isTooLong(plan.get())) {
      leftOut.put(id, "a name in it is longer than " + LONGEST_TEXT + " letters");
    } else {
      byId.put(id, new Planned(vector.heading().title(), plan.get().calls()));
    }
  }

  private static boolean isTooLong(VectorPlan plan) {
    return plan.calls().stream().anyMatch(CVectors::isTooLong);
  }

  private static boolean isTooLong(Call call) {
    return call.arguments().stream().anyMatch(CVectors::isTooLong);
  }

  private static boolean isTooLong(Argument argument) {
    return text(argument).filter(text -> text.length() > LONGEST_TEXT).isPresent();
  }

  private record Planned(String title, List<Call> calls) {
    Planned {
      calls = List.copyOf(calls);
    }
  }

  private void write(int number, String id, Planned planned) {
    calls.append("static const struct sp_call calls_").append(number).append("[] = {\n");
    for (Call call : planned.calls()) {
      calls
          .append("    {")
          .append(CText.literal(call.word()))
          .append(", ")
          .append(written.computeIfAbsent(call.arguments(), this::write))
          .append(", ")
          .append(call.arguments().size())
          .append("},\n");
    }
    calls.append("};\n\n");
    vectors
        .append("    {")
        .append(CText.literal(id))
        .append(", ")
        .append(CText.literal(shortened(planned.title())))
        .append(", calls_")
        .append(number)
        .append(", ")
        .append(planned.calls().size())
        .append("},\n");
  }

  private static String shortened(String title) {
    return title
        .codePoints()
        .limit(LONGEST_TITLE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private String write(List<Argument> list) {
    if (list.isEmpty()) {
      return "NULL";
    }
    String name = "arguments_" + written.size();
    arguments.append("static const struct sp_argument ").append(name).append("[] = {\n");
    for (Argument argument : list) {
      arguments.append("    {").append(CText.literal(argument.name())).append(", ");
      Optional<String> text = text(argument);
      arguments.append(text.map(CText::literal).orElse("NULL")).append(", ");
      arguments.append(text.isPresent() ? "0" : number(argument)).append("},\n");
    }
    arguments.append("};\n\n");
    return name;
  }

  /** Lists become words with a blank between them. */
  private static Optional<String> text(Argument argument) {
    if (argument instanceof Argument.Text text) {
      return Optional.of(text.value());
    } else if (argument instanceof Argument.Texts texts) {
      return Optional.of(String.join(" ", texts.values()));
    } else if (argument instanceof Argument.Numbers numbers) {
      return Optional.of(
          numbers.values().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
    return Optional.empty();
  }

  private static String number(Argument argument) {
    if (argument instanceof Argument.Hex hex) {
      return "UINT64_C(0x" + Long.toHexString(hex.value()) + ")";
    } else if (argument instanceof Argument.Whole number) {
      return number.value() < 0
          ? "UINT64_C(0x" + Long.toHexString(number.value()) + ")"
          : "UINT64_C(" + number.value() + ")";
    }
    return ((Argument.Flag) argument).value() ? "1" : "0";
  }

  /** How many vectors there are. */
  public int count() {
    return byId.size();
  }

  /** Why others are left out, by id. */
  public Map<String, String> leftOut() {
    return Map.copyOf(leftOut);
  }

  /**
   * The files, by name. Asked once.
   *
   * @throws IllegalStateException if there is no vector: C has no empty array
   */
  public Map<String, String> files() {
    if (byId.isEmpty()) {
      throw new IllegalStateException("there is no vector");
    }
    ObservationLog.SetName digest = new ObservationLog.SetName();
    int number = 0;
    for (Map.Entry<String, Planned> vector : byId.entrySet()) {
      digest.add(vector.getKey());
      write(number++, vector.getKey(), vector.getValue());
    }
    Map<String, String> files = new LinkedHashMap<>();
    for (String name : DRIVER) {
      files.put(name, driver(name));
    }
    files.put(HEADER, """
        /* Generated by shatterproof export --c; described in docs/vectors-in-c.md. */
        #ifndef SHATTERPROOF_VECTORS_H
        #define SHATTERPROOF_VECTORS_H

        #include "shatterproof_driver.h"

        extern const struct sp_set sp_vectors;

        #endif
        """);
    files.put(ARRAYS, """
        /* Generated by shatterproof export --c; described in docs/vectors-in-c.md. */
        #include "shatterproof_vectors.h"

        %s%sstatic const struct sp_vector vectors[] = {
        %s};

        const struct sp_set sp_vectors = {%s, %s, vectors, %d};
        """.formatted(
            arguments,
            calls,
            vectors,
            CText.literal(digest.text()),
            CText.literal(ObservationLog.words(capabilities)),
            byId.size()));
    return files;
  }

  private static String driver(String name) {
    try (InputStream in = CVectors.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the driver is part of the jar", e);
    }
  }
}
