package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Tagging;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.VerdictSyntax;
import io.shatterproof.vector.AttributeClaim;
import io.shatterproof.vector.AttributeClaim.CacheClaim;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one outcome claims of the attributes of its access, word by word. */
final class AttributeClaims {
  /** The words that begin such a claim. */
  static final List<String> WORDS =
      List.of("memory", "inner", "outer", "cache", "sh", "xs", "tagging", "no_tag_access");

  private static final Vocabulary<CacheClaim> CACHES =
      new Vocabulary<>("cacheability", Code.UNKNOWN_FIELD_VALUE, caches());
  private static final Vocabulary<MemoryType> TYPES =
      Vocabulary.of("memory type", Code.UNKNOWN_FIELD_VALUE, MemoryType.values(), MemoryType::word);
  private static final Vocabulary<Shareability> SHAREABILITIES = Vocabulary.of(
      "shareability", Code.UNKNOWN_FIELD_VALUE, Shareability.values(), Shareability::word);
  private static final Vocabulary<Tagging> TAGGINGS =
      Vocabulary.of("tagging", Code.UNKNOWN_FIELD_VALUE, Tagging.values(), Tagging::word);

  private final Environment environment;
  private Optional<MemoryType> type = Optional.empty();
  private Optional<CacheClaim> inner = Optional.empty();
  private Optional<CacheClaim> outer = Optional.empty();
  private Optional<Shareability> shareability = Optional.empty();
  private Optional<Boolean> xs = Optional.empty();
  private Optional<Tagging> tagging = Optional.empty();
  private Optional<Boolean> noTagAccess = Optional.empty();

  AttributeClaims(Environment environment) {
    this.environment = environment;
  }

  private static Map<String, CacheClaim> caches() {
    Map<String, CacheClaim> words = new LinkedHashMap<>();
    for (Cacheability.Policy policy : Cacheability.Policy.values()) {
      words.put(policy.word(), new CacheClaim(policy, Optional.empty()));
    }
    for (Cacheability one : Cacheability.values()) {
      words.putIfAbsent(one.word(), new CacheClaim(one.policy(), Optional.of(one)));
    }
    return words;
  }

  /** All that was claimed. */
  AttributeClaim claim() {
    return new AttributeClaim(type, inner, outer, shareability, xs, tagging, noTagAccess);
  }

  /** Takes one more, of {@link #WORDS}; whether it has no mistake, which is reported. */
  boolean add(VerdictSyntax.ClaimedValue said) {
    Optional<?> claimed = switch (said.name().text()) {
      case "memory" -> word(said, TYPES).map(this::setType);
      case "inner" -> word(said, CACHES).map(this::setInner);
      case "outer" -> word(said, CACHES).map(this::setOuter);
      case "cache" -> word(said, CACHES).map(this::setInner).map(this::setOuter);
      case "sh" -> word(said, SHAREABILITIES).map(this::setShareability);
      case "xs" -> bit(said).map(this::setXs);
      case "tagging" -> word(said, TAGGINGS).map(this::setTagging);
      default -> bit(said).map(this::setNoTagAccess);
    };
    return claimed.isPresent();
  }

  private MemoryType setType(MemoryType claimed) {
    type = Optional.of(claimed);
    return claimed;
  }

  private CacheClaim setInner(CacheClaim claimed) {
    inner = Optional.of(claimed);
    return claimed;
  }

  private CacheClaim setOuter(CacheClaim claimed) {
    outer = Optional.of(claimed);
    return claimed;
  }

  private Shareability setShareability(Shareability claimed) {
    shareability = Optional.of(claimed);
    return claimed;
  }

  private Boolean setXs(Boolean claimed) {
    xs = Optional.of(claimed);
    return claimed;
  }

  private Tagging setTagging(Tagging claimed) {
    tagging = Optional.of(claimed);
    return claimed;
  }

  private Boolean setNoTagAccess(Boolean claimed) {
    noTagAccess = Optional.of(claimed);
    return claimed;
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
