package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Tagging;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.VerdictSyntax;
import io.shatterproof.vector.AttributeClaim;
import io.shatterproof.vector.AttributeClaim.CacheClaim;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one outcome claims of the attributes of its access, word by word. */
final class AttributeClaims {
  /** The words that begin such a claim. */
  static final List<String> WORDS =
      List.of("memory", "inner", "outer", "cache", "sh", "xs", "tagging", "no_tag_access");

  private static final Vocabulary<CacheClaim> CACHES = Vocabulary.of(
      "cacheability",
      Code.UNKNOWN_FIELD_VALUE,
      CacheClaim.all().toArray(CacheClaim[]::new),
      CacheClaim::word);
  private static final Vocabulary<MemoryType> TYPES =
      Vocabulary.of("memory type", Code.UNKNOWN_FIELD_VALUE, MemoryType.values(), MemoryType::word);
  private static final Vocabulary<Shareability> SHAREABILITIES = Vocabulary.of(
      "shareability", Code.UNKNOWN_FIELD_VALUE, Shareability.values(), Shareability::word);
  private static final Vocabulary<Tagging> TAGGINGS =
      Vocabulary.of("tagging", Code.UNKNOWN_FIELD_VALUE, Tagging.values(), Tagging::word);

  private final Environment environment;
  private final Map<String, Span> places = new HashMap<>();
  private AttributeClaim claim = AttributeClaim.NONE;

  AttributeClaims(Environment environment) {
    this.environment = environment;
  }

  /** All that was claimed. */
  AttributeClaim claim() {
    return claim;
  }

  /** Whether something can have all of it; if not, that is reported. */
  boolean arePossible() {
    return PossibleClaimRule.holds(claim, places, environment.sink());
  }

  /** Takes one more, of {@link #WORDS}; whether it has no mistake, which is reported. */
  boolean add(VerdictSyntax.ClaimedValue said) {
    Optional<AttributeClaim> more = switch (said.name().text()) {
      case "memory" -> word(said, TYPES).map(claim::withType);
      case "inner" -> word(said, CACHES).map(claim::withInner);
      case "outer" -> word(said, CACHES).map(claim::withOuter);
      case "cache" -> word(said, CACHES).map(both -> claim.withInner(both).withOuter(both));
      case "sh" -> word(said, SHAREABILITIES).map(claim::withShareability);
      case "xs" -> bit(said).map(claim::withXs);
      case "tagging" -> word(said, TAGGINGS).map(claim::withTagging);
      default -> bit(said).map(claim::withNoTagAccess);
    };
    claim = more.orElse(claim);
    places.put(said.name().text(), said.span());
    return more.isPresent();
  }

  private <T> Optional<T> word(VerdictSyntax.ClaimedValue said, Vocabulary<T> vocabulary) {
    if (said.value() instanceof ExpressionSyntax.Reference reference) {
      return environment.word(reference.name(), vocabulary).map(Spanned::value);
    }
    environment
        .sink()
        .report(Diagnostic.of(
                Code.UNKNOWN_FIELD_VALUE,
                said.value().span(),
                "`" + said.name().text() + "` takes a word, not `"
                    + said.value().span().text() + "`")
            .withHelp("words are " + String.join(", ", vocabulary.meanings().keySet())));
    return Optional.empty();
  }

  private Optional<Boolean> bit(VerdictSyntax.ClaimedValue said) {
    return environment
        .quantity(said.value(), 1, "`" + said.name().text() + "`")
        .map(bit -> bit.value() == 1);
  }
}
