package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Quantity;

/**
 * Rule: the number of concatenated tables is the one that the shape has, with {@code unchecked},
 * too: it follows from T0SZ and SL0, and no field says another.
 *
 * @see "Arm pseudocode AArch64_S2SLTTEntryAddress()"
 */
final class ConcatenationRule {
  private static final int MOST = 16;

  private ConcatenationRule() {}

  /** Whether the rule holds; if not, that is reported. */
  static boolean holds(
      Quantity said, Granule granule, int ipaBits, int startLevel, DiagnosticSink sink) {
    int needed = Stage2Geometry.concatenatedTables(granule, ipaBits, startLevel);
    if (said.value() == needed && needed <= MOST) {
      return true;
    }
    boolean isCount = said.isAtMost(MOST) && Long.bitCount(said.value()) == 1;
    String shape = ipaBits + " bits of IPA from level " + startLevel + " need ";
    sink.report(Diagnostic.of(
            Code.ILLEGAL_GEOMETRY,
            said.span(),
            !isCount
                ? "1, 2, 4, 8 or 16 tables can be concatenated, not " + said
                : shape + (needed > MOST ? "more than " + MOST : needed)
                    + " concatenated tables, not " + said)
        .withHelp(
            needed > MOST
                ? "leave `concatenated` out"
                : "write `concatenated " + needed + "` or leave it out"));
    return false;
  }
}
