package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Shareability;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.vector.AttributeClaim;
import io.shatterproof.vector.AttributeClaim.CacheClaim;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rule: some access can have the claimed attributes. No memory has a reserved shareability, and
 * Device memory is not cached.
 *
 * @see "Arm pseudocode EffectiveShareability(), S2CombineS1MemAttrs()"
 */
final class PossibleClaimRule {
  private PossibleClaimRule() {}

  /**
   * Whether the rule holds; if not, that is reported.
   *
   * @param places where each word is claimed
   */
  static boolean holds(AttributeClaim claim, Map<String, Span> places, DiagnosticSink sink) {
    boolean isShared = isShared(claim, places, sink);
    return isCached(claim, places, sink) && isShared;
  }

  private static boolean isShared(
      AttributeClaim claim, Map<String, Span> places, DiagnosticSink sink) {
    boolean isReserved =
        claim.shareability().filter(Shareability.RESERVED::equals).isPresent();
    if (isReserved) {
      sink.report(Diagnostic.of(
              Code.NEVER_HOLDS,
              Optional.ofNullable(places.get("sh")).orElseThrow(),
              "no access has a reserved shareability")
          .withHelp("what a reserved SH becomes is `outer`, `inner` or `non`: see the choice"
              + " `reserved_shareability`"));
    }
    return !isReserved;
  }

  private static boolean isCached(
      AttributeClaim claim, Map<String, Span> places, DiagnosticSink sink) {
    if (claim.type().filter(MemoryType::isDevice).isEmpty()) {
      return true;
    }
    boolean isPossible = true;
    for (String word : List.of("inner", "outer", "cache")) {
      Optional<CacheClaim> cache = word.equals("outer") ? claim.outer() : claim.inner();
      Span place = places.get(word);
      if (place != null
          && cache.filter(claimed -> claimed.policy() != Cacheability.Policy.NC).isPresent()) {
        isPossible = false;
        sink.report(Diagnostic.of(Code.NEVER_HOLDS, place, "Device memory is not cacheable")
            .withHelp("leave `" + word + "` out")
            .withNote(
                "`memory` is claimed at",
                Optional.ofNullable(places.get("memory")).orElseThrow()));
      }
    }
    return isPossible;
  }
}
