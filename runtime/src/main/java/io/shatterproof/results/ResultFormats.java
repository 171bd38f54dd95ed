package io.shatterproof.results;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The forms of results by their names. */
public final class ResultFormats {
  /** All names, for messages. */
  public static final String NAMES = "junit, tap or jsonl";

  private static final Map<String, Supplier<ResultFormat>> FORMATS =
      Map.of("jsonl", JsonLinesResults::new, "junit", JunitResults::new, "tap", TapResults::new);

  private ResultFormats() {}

  /** A new one of this name. */
  public static Optional<ResultFormat> named(String name) {
    return Optional.ofNullable(FORMATS.get(name)).map(Supplier::get);
  }
}
