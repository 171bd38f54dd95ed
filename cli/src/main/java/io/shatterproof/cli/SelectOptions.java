package io.shatterproof.cli;

import io.shatterproof.arch.Feature;
import io.shatterproof.event.ViolationName;
import io.shatterproof.sets.Selection;
import io.shatterproof.sets.TagExpression;
import io.shatterproof.spi.Capability;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that say which vectors are meant. */
final class SelectOptions {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--tag",
      paramLabel = "TAGS",
      arity = "1",
      converter = TagsParser.class,
      description = "Vectors with such tags: a tag, or an expression of them, as in 'bbm & !slow';"
          + " may be repeated, like all that follow.")
  private List<TagExpression> tags = List.of();

  @Option(
      names = "--capability",
      paramLabel = "WORD",
      arity = "1",
      completionCandidates = Candidates.Capabilities.class,
      description = "Vectors that need this capability, for example events.")
  private List<String> capabilities = List.of();

  @Option(
      names = "--feature",
      paramLabel = "WORD",
      arity = "1",
      completionCandidates = Candidates.Features.class,
      description = "Vectors that need this feature of the architecture, for example lpa2.")
  private List<String> features = List.of();

  @Option(
      names = "--rule",
      paramLabel = "NAME",
      arity = "1",
      completionCandidates = Candidates.Rules.class,
      description = "Vectors that name this rule as broken, known to be broken or waived, for"
          + " example no_break.")
  private List<String> rules = List.of();

  @Option(
      names = "--scope",
      paramLabel = "PROFILE",
      arity = "1",
      completionCandidates = Candidates.Scopes.class,
      description = "Vectors that expect something of this profile; `architecture` for what holds"
          + " everywhere.")
  private List<String> scopes = List.of();

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      arity = "1",
      completionCandidates = Candidates.Profiles.class,
      description = "Vectors that are run as this profile.")
  private List<String> profiles = List.of();

  @Option(
      names = "--id",
      paramLabel = "ID",
      arity = "1",
      description = "Vectors whose id, or a former one, begins so.")
  private List<String> ids = List.of();

  @Option(
      names = "--title-pattern",
      paramLabel = "PATTERN",
      arity = "1",
      description = "Vectors with such a title; * is any text, and case does not matter.")
  private List<String> titles = List.of();

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      arity = "1",
      description = "Vectors with this in their title, as in `run --filter`.")
  private List<String> titleParts = List.of();

  @Option(names = "--not", description = "All vectors but those.")
  private boolean isInverted;

  boolean isInverted() {
    return isInverted;
  }

  Selection selection() {
    EmptyText.refuseTitles(spec, titleParts);
    EmptyText.refuseIds(spec, ids);
    return new Selection()
        .tagged(tags)
        .capabilities(words("--capability", capabilities, Capability.values(), Capability::word))
        .features(words("--feature", features, Feature.values(), Feature::word))
        .rules(words("--rule", rules, ViolationName.values(), ViolationName::word))
        .scopes(scopes)
        .profiles(profiles)
        .ids(ids)
        .titles(titles)
        .titleParts(titleParts);
  }

  private <T> List<T> words(
      String option, List<String> words, T[] values, Function<T, String> wordOf) {
    return words.stream()
        .map(word -> {
          Optional<T> value = Arrays.stream(values)
              .filter(one -> wordOf.apply(one).equals(word))
              .findFirst();
          return value.orElseThrow(() -> new WrongChoice(
              spec.commandLine(),
              option + " '" + word + "': there is no such word; there are: "
                  + String.join(", ", Arrays.stream(values).map(wordOf).toList())));
        })
        .toList();
  }
}
