package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.vector.ConformanceVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every small damage to a good file is told or harmless; it never loses a scenario in silence.
 *
 * <p>The file has every form of the language, so this visits every place of the grammar.
 */
class MutationTest {
  private static final Path FILE = Path.of("src/test/resources/golden/good-everything.p2m");
  private static final Pattern TOKEN = Pattern.compile(
      "/\\*.*?\\*/|//[^\\n]*|\"(?:[^\"\\\\]|\\\\.)*\"|\\w+|->|:=|<<|[^\\s\\w]", Pattern.DOTALL);

  private static String text = "";
  private static List<int[]> tokens = List.of();

  @BeforeAll
  static void readTokens() throws IOException {
    text = Files.readString(FILE);
    tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      if (!matcher.group().startsWith("/")) {
        tokens.add(new int[] {matcher.start(), matcher.end()});
      }
    }
    assertThat(tokens).hasSizeGreaterThan(400);
  }

  @Test
  void aTokenLess() {
    everyMutation((start, end) -> text.substring(0, start) + " " + text.substring(end));
  }

  @Test
  void aTokenTwice() {
    everyMutation((start, end) ->
        text.substring(0, end) + " " + text.substring(start, end) + text.substring(end));
  }

  @Test
  void nothingBehindAToken() {
    everyMutation((start, end) -> text.substring(0, end));
  }

  @Test
  void aForeignCharacterInsteadOfAToken() {
    everyMutation((start, end) -> text.substring(0, start) + "§" + text.substring(end));
  }

  @Test
  void anotherTokenInsteadOfAToken() {
    List<String> others = List.of("map", "}", "{", "\"a\"", "7", "other", "|", "pe", "scenario");
    everyMutation((start, end) -> {
      String other = others.get(start % others.size());
      return text.substring(0, start) + " " + other + " " + text.substring(end);
    });
  }

  private static void everyMutation(BiFunction<Integer, Integer, String> mutation) {
    for (int[] token : tokens) {
      String mutated = mutation.apply(token[0], token[1]);
      Compilation compilation = compile(mutated);
      if (!compilation.hasErrors()) {
        assertThat(scenarios(compilation))
            .as("at offset %d, `%s`", token[0], text.substring(token[0], token[1]))
            .hasSize(scenarioWords(mutated));
      }
    }
  }

  private static Set<String> scenarios(Compilation compilation) {
    Set<String> places = new TreeSet<>();
    for (ConformanceVector vector : compilation.vectors().vectors()) {
      places.add(vector.heading().origin().toString());
    }
    return places;
  }

  private static int scenarioWords(String mutated) {
    Matcher matcher = TOKEN.matcher(mutated);
    int words = 0;
    while (matcher.find()) {
      words += matcher.group().equals("scenario") ? 1 : 0;
    }
    return words;
  }

  /** A misspelt word that the grammar asks for is one error, and the cure is named. */
  @Test
  void aMisspeltKeyword() {
    Set<String> problems = new TreeSet<>();
    for (int[] token : tokens) {
      String word = text.substring(token[0], token[1]);
      if (KEYWORDS.contains(word)) {
        String misspelt = misspelt(word);
        Compilation compilation =
            compile(text.substring(0, token[0]) + misspelt + text.substring(token[1]));
        List<Diagnostic> diagnostics = compilation.diagnostics();
        boolean isOne = diagnostics.size() == 1
            && diagnostics.get(0).help().stream().anyMatch(help -> help.contains("`" + word + "`"));
        if (!isOne) {
          problems.add(misspelt + " for " + word + " at " + token[0] + ": " + diagnostics);
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  private static String misspelt(String word) {
    int middle = word.length() / 2;
    return word.length() < 3
        ? word + "x"
        : word.substring(0, middle) + "q" + word.substring(middle);
  }

  private static final Set<String> KEYWORDS = Set.of(
      "const",
      "platform",
      "domain",
      "scenario",
      "pes",
      "pa",
      "bits",
      "features",
      "walker",
      "noncoherent",
      "coherent",
      "iommu",
      "tlb",
      "adversarial",
      "on",
      "p2m",
      "granule",
      "ipa",
      "start",
      "level",
      "concatenated",
      "operated",
      "by",
      "pe",
      "runs",
      "uses",
      "vmid",
      "default",
      "access",
      "kills",
      "fails",
      "with",
      "times",
      "source",
      "where",
      "given",
      "tables",
      "left",
      "map",
      "size",
      "to",
      "as",
      "perm",
      "mem",
      "returns",
      "lock",
      "unmap",
      "from",
      "when",
      "then",
      "lookup",
      "is",
      "read",
      "write",
      "fetch",
      "ok",
      "one",
      "of",
      "why",
      "ref",
      "permission",
      "fault",
      "constrained",
      "translation",
      "address",
      "quirk",
      "af",
      "external",
      "violation",
      "live",
      "events",
      "in",
      "order",
      "store",
      "fill",
      "count",
      "tlbi",
      "dsb",
      "isb",
      "clean",
      "entry",
      "table",
      "data",
      "instruction",
      "context",
      "allocated",
      "zeroed",
      "freed",
      "unlock",
      "reference",
      "dropped",
      "flush",
      "pages",
      "preemption",
      "monitor",
      "crash",
      "assertion",
      "warning",
      "fatal",
      "any",
      "all",
      "include",
      "counts",
      "at",
      "most",
      "fills",
      "cleans",
      "references",
      "flushes",
      "no",
      "choose",
      "erratum_834220",
      "present",
      "fail",
      "allocation",
      "emulate",
      "listener",
      "connected",
      "required",
      "none",
      "protect",
      "continued",
      "preempt",
      "every",
      "restart",
      "done",
      "enters",
      "leaves",
      "abort",
      "walk",
      "syndrome",
      "stage1",
      "inject",
      "relinquish",
      "create",
      "and",
      "more",
      "unpause",
      "pool",
      "set",
      "way",
      "caches",
      "off",
      "vcpu",
      "teardown",
      "destroy",
      "stats",
      "mappings",
      "shattered",
      "lowest",
      "end",
      "template",
      "use",
      "pairwise",
      "sample",
      "seed");

  private static Compilation compile(String mutated) {
    return Compiler.compile(List.of(new SourceFile("a.p2m", mutated)), "test");
  }
}
