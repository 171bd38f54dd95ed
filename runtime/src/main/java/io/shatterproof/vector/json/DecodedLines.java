package io.shatterproof.vector.json;

import io.shatterproof.vector.ConformanceVector;
import java.util.List;
import java.util.Optional;

/**
 * What came of some lines that follow one another.
 *
 * @param vectors of the lines before the first that is refused
 * @param refusal of that one
 */
record DecodedLines(List<ConformanceVector> vectors, Optional<VectorFormatException> refusal) {
  DecodedLines {
    vectors = List.copyOf(vectors);
  }
}
