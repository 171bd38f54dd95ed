package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.source.Span;
import java.util.Optional;

/**
 * Rule: an access has a size that its instruction can have. Maintenance and address translation have
 * none, and an instruction of A64 has 4 bytes.
 */
final class AccessSizeRule {
  private static final long LARGEST = 64;
  private static final int OF_INSTRUCTION = 4;

  private AccessSizeRule() {}

  /**
   * Whether the rule holds; if not, that is reported.
   *
   * @param span where the size is said, with its keyword
   */
  static boolean holds(AccessKind kind, Quantity size, Span span, DiagnosticSink sink) {
    Optional<Diagnostic> mistake = mistake(kind, size, span);
    mistake.ifPresent(sink::report);
    return mistake.isEmpty();
  }

  private static Optional<Diagnostic> mistake(AccessKind kind, Quantity size, Span span) {
    if (!hasSize(kind)) {
      return Optional.of(
          Diagnostic.of(Code.NO_ACCESS_SIZE, span, "`" + kind.word() + "` has no size")
              .withHelp("leave it out"));
    }
    if (kind == AccessKind.FETCH && size.value() != OF_INSTRUCTION) {
      return Optional.of(
          Diagnostic.of(Code.NO_ACCESS_SIZE, span, "an instruction has 4 bytes, not " + size)
              .withHelp("leave it out"));
    }
    boolean isSize = size.isAtMost(LARGEST) && Long.bitCount(size.value()) == 1;
    return isSize
        ? Optional.empty()
        : Optional.of(
            Diagnostic.of(Code.OUT_OF_RANGE, size.span(), "no access has " + size + " bytes")
                .withHelp("the sizes are 1, 2, 4, 8, 16, 32 and 64"));
  }

  private static boolean hasSize(AccessKind kind) {
    return switch (kind.group()) {
      case DATA -> kind != AccessKind.DC_ZVA;
      case FETCH -> true;
      case CACHE, ADDRESS_TRANSLATION, STAGE1 -> false;
    };
  }
}
