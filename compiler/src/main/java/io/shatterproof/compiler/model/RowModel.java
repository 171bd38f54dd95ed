package io.shatterproof.compiler.model;

import io.shatterproof.compiler.source.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One of several rows of a scenario.
 *
 * @param span where it stands; of a generated one, where its first value does
 * @param isGenerated whether it stands nowhere as a whole
 * @param cells what stands in each column, as written, in order
 */
public record RowModel(Span span, boolean isGenerated, Map<String, String> cells) {
  public RowModel {
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
  }

  /** All values, for example {@code granule = 16K, access = rw}. */
  public String values() {
    return cells.entrySet().stream()
        .map(cell -> cell.getKey() + " = " + cell.getValue())
        .collect(Collectors.joining(", "));
  }
}
