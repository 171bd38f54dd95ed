package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.backend.GeneratedFile;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.vector.ConformanceVector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is said of a scenario stays as it was when others come, go or move. */
class StableNamesTest {
  private static final Pattern TEST = Pattern.compile(
      "@DisplayName\\((\"[^\"]*\")\\)(?:\\s*@\\w+(?:\\([^)]*\\))?)*\\s+[\\w<>]+ (\\w+)\\(");
  private static final String DECLARATIONS = """
      language 1
      platform arm { pes 2  pa 40 bits }
      domain guest on arm { p2m xen_4_8  operated by pe 0  runs on pe 1 }
      """;
  private static final List<String> SCENARIOS = List.of(
      scenario("remove one page", "unmap guest 0 size 4K"),
      scenario("remove: two pages!", "unmap guest 0 size 8K"),
      """
      scenario "map {extent}" {
          where
              | extent |
              | 4K     |
              | 2M     |
          when pe 0 { map guest 0x4000_0000 size extent to 0x8_0000_0000 as ram_rw }
          then { lookup guest 0x4000_0000 is 0x8_0000_0000 }
      }
      """);
  private static final List<String> STRANGERS = List.of(
      scenario("something else", "unmap guest 0x10_0000 size 16K"),
      scenario("and again", "unmap guest 0x20_0000 size 32K"));

  private static String scenario(String title, String step) {
    return "scenario \"" + title + "\" {\n    when pe 0 { " + step
        + " }\n    then { lookup guest 0 is hole }\n}\n";
  }

  private static Compilation compile(List<String> scenarios) {
    String text = DECLARATIONS + String.join("\n", scenarios);
    return Compiler.compile(List.of(new SourceFile("folder/a.p2m", text)), "test");
  }

  private static List<List<String>> others() {
    List<String> below = new ArrayList<>(STRANGERS);
    below.addAll(SCENARIOS);
    List<String> above = new ArrayList<>(SCENARIOS);
    above.addAll(STRANGERS);
    List<String> turned = new ArrayList<>(below);
    Collections.reverse(turned);
    return List.of(below, above, turned);
  }

  @Test
  void idsOfVectors() {
    Map<String, String> ids = ids(compile(SCENARIOS));

    assertThat(ids).hasSize(4);
    for (List<String> others : others()) {
      assertThat(ids(compile(others))).hasSize(6).containsAllEntriesOf(ids);
    }
  }

  private static Map<String, String> ids(Compilation compilation) {
    Map<String, String> ids = new HashMap<>();
    for (ConformanceVector vector : compilation.vectors().vectors()) {
      ids.put(vector.heading().title(), vector.heading().id());
    }
    return ids;
  }

  @Test
  void namesOfClassesAndMethods() {
    Set<String> tests = tests(compile(SCENARIOS));

    assertThat(tests).hasSize(SCENARIOS.size());
    for (List<String> others : others()) {
      assertThat(tests(compile(others)))
          .hasSize(SCENARIOS.size() + STRANGERS.size())
          .containsAll(tests);
    }
  }

  /** Two titles that make one Java name are told apart by what they test. */
  @Test
  void titlesThatMakeOneName() {
    String one = scenario("map: again", "unmap guest 0 size 4K");
    String other = scenario("map again", "unmap guest 0 size 8K");

    assertThat(tests(compile(List.of(one, other))))
        .hasSize(2)
        .isEqualTo(tests(compile(List.of(other, one))))
        .allMatch(test -> test.matches(".* mapAgain_[0-9a-f]{16}"));
    assertThat(tests(compile(List.of(one)))).allMatch(test -> test.endsWith(" mapAgain"));
  }

  private static Set<String> tests(Compilation compilation) {
    Set<String> tests = new HashSet<>();
    for (GeneratedFile file : Compiler.toJunit(compilation.vectors(), "scenarios")) {
      Matcher matcher = TEST.matcher(file.text());
      while (matcher.find()) {
        tests.add(file.path() + " " + matcher.group(1) + " " + matcher.group(2));
      }
    }
    return tests;
  }

  @Test
  void messages() {
    String wrong = scenario("wrong", "unmap guets 0 size 4K");
    String unaligned = scenario("unaligned", "unmap guest 1 size 4K");
    List<String> told = told(List.of(wrong, unaligned));

    assertThat(told).hasSize(2);
    assertThat(told(List.of(STRANGERS.get(0), wrong, STRANGERS.get(1), unaligned)))
        .isEqualTo(told);
  }

  private static List<String> told(List<String> scenarios) {
    return compile(scenarios).diagnostics().stream().map(StableNamesTest::text).toList();
  }

  /** The message without where it is. */
  private static String text(Diagnostic diagnostic) {
    return diagnostic.code() + " " + diagnostic.message() + " " + diagnostic.help();
  }
}
