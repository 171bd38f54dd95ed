package io.shatterproof.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.syntax.DeclarationSyntax;
import io.shatterproof.compiler.syntax.FileSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax;
import io.shatterproof.compiler.syntax.MeanwhileSyntax.SightSyntax;
import io.shatterproof.compiler.syntax.PartSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.grammar.P2mLexer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parser alone makes of programs of TLB maintenance, and what it says of mistakes. */
class FileParserTest {
  private static final Path FOLDER = Path.of("src/test/resources/syntax");
  private static final boolean IS_UPDATE = Boolean.getBoolean("golden.update");
  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"]*\"|\\w+|->|:=|[^\\s\\w]", Pattern.DOTALL);

  /** They may stand behind a whole step. */
  private static final Set<String> NO_LABELS = Set.of(
      "acquire",
      "asid",
      "continued",
      "granule",
      "held",
      "mask",
      "operand",
      "preempt",
      "same",
      "signed",
      "unlinked");

  private static final Set<String> KEYWORDS = Set.of(
      "after",
      "and",
      "before",
      "conflict",
      "dc",
      "dsb",
      "exactly",
      "free",
      "from",
      "granule",
      "held",
      "insert",
      "invalid",
      "isb",
      "level",
      "meanwhile",
      "msr",
      "never",
      "only",
      "operand",
      "remove",
      "replace",
      "same",
      "sees",
      "size",
      "store",
      "swap",
      "tlbi",
      "unlinked",
      "violation",
      "wild");

  private record Parsed(FileSyntax file, List<Diagnostic> diagnostics) {}

  private static Parsed parse(String text) {
    Diagnostics diagnostics = new Diagnostics();
    FileSyntax file = FileParser.open(new SourceFile("a.p2m", text), diagnostics);
    file.declarations();
    return new Parsed(file, diagnostics.inOrder());
  }

  private static String good() throws IOException {
    return Files.readString(FOLDER.resolve("good-tlb.p2m"));
  }

  /** Every {@code x.p2m} has {@code x.diag} beside it, or nothing is said of it. */
  @TestFactory
  List<DynamicTest> everyMistakeIsToldAsRecorded() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".p2m"))
          .sorted()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)))
          .toList();
    }
  }

  private static void compare(Path file) throws IOException {
    String name = file.getFileName().toString();
    Diagnostics diagnostics = new Diagnostics();
    FileParser.parse(new SourceFile(name, Files.readString(file)), diagnostics);
    String said =
        diagnostics.inOrder().stream().map(Diagnostic::render).collect(Collectors.joining());
    Path diag = FOLDER.resolve(name.replace(".p2m", ".diag"));
    if (IS_UPDATE) {
      Files.deleteIfExists(diag);
      if (!said.isEmpty()) {
        Files.writeString(diag, said);
      }
    }
    assertThat(said).isEqualTo(Files.exists(diag) ? Files.readString(diag) : "");
    assertThat(IS_UPDATE)
        .as("an updating run; read the difference, then run again")
        .isFalse();
  }

  private static PartSyntax.When when(String steps) {
    return when(parse("language 1\nscenario \"a\" { when pe 0 { " + steps + " } }"));
  }

  private static PartSyntax.When when(Parsed parsed) {
    assertThat(parsed.diagnostics()).isEmpty();
    return parsed.file().declarations().stream()
        .filter(DeclarationSyntax.ScenarioDeclaration.class::isInstance)
        .flatMap(scenario -> ((DeclarationSyntax.ScenarioDeclaration) scenario).parts().stream())
        .filter(PartSyntax.When.class::isInstance)
        .map(PartSyntax.When.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(List<StatementSyntax> statements) {
    return statements.stream().map(statement -> statement.span().text()).toList();
  }

  /** Where a statement ends that may have an operand or none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tlbi vmalle1is; dsb ish",
        "tlbi vmalle1is; brk: store P := invalid",
        "tlbi ipas2e1is P; brk: store P := invalid",
        "tlbi ipas2e1is P + 8; isb",
        "tlbi ipas2e1is (P); pe 1 leaves",
        "tlbi vmalle1is; pe 1 tlbi vmalle1; isb",
        "tlbi vmalle1is; swap P := invalid",
        "tlbi ipas2e1is swap; swap P := invalid",
        "tlbi vmalle1is; free T",
        "tlbi ipas2e1is free; free T",
        "tlbi vmalle1is; read P",
        "tlbi vmalle1is; read: read P",
        "tlbi vmalle1is; page: isb",
        "tlbi vae1is granule; isb",
        "tlbi ripas2e1is P level 3 granule 4K size 64K; tlbi vae1 asid 5",
        "tlbi vae1 operand 0x5; operand1: isb",
        "store P := raw 5; isb",
        "store P := page 0 same contents; same1: isb",
        "store P := table T; table1: free T",
        "store P := page 0x1000 { af 1 }; isb",
        "msr hcr_el2 = 0x1; make: isb",
        "dc cvac P; dc civac P; dsb ish",
        "a: map D 0 size 4K to 0 as ram_rw returns 0; b: unmap D 0 size 4K fails with ENOMEM"
      })
  void whereStatementsEnd(String steps) {
    List<String> statements = List.of(steps.split("; ", -1));

    PartSyntax.When when = when(String.join("  ", statements));

    assertThat(texts(when.statements())).isEqualTo(statements);
  }

  @Test
  void aClaimBehindALabelledStepBelongsToTheStep() {
    PartSyntax.When when = when("a: unmap D 0 size 4K  returns 0");

    assertThat(when.statements()).singleElement().satisfies(statement -> {
      StatementSyntax.LabelledSyntax labelled = (StatementSyntax.LabelledSyntax) statement;
      assertThat(labelled.label().text()).isEqualTo("a");
      assertThat(((StatementSyntax.Claiming) labelled.step()).claim()).isPresent();
    });
  }

  @Test
  void thePeOfAStepIsThatBeforeIt() {
    PartSyntax.When when = when("isb  pe 2 isb");

    assertThat(when.statements())
        .map(step -> ((StatementSyntax.IsbSyntax) step).pe().map(pe -> pe.span().text()))
        .containsExactly(Optional.empty(), Optional.of("2"));
  }

  @Test
  void stretchesOfObservers() throws IOException {
    MeanwhileSyntax meanwhile = when(parse(good())).meanwhile().orElseThrow();
    Function<SightSyntax, String> told = sight -> sight
        .stretch()
        .map(stretch -> stretch.from().map(name -> name.text()).orElse("-")
            + (stretch.isAfter() ? " behind " : " ")
            + stretch.to().map(name -> name.text()).orElse("-"))
        .orElse("all");

    assertThat(meanwhile.observers().get(0).sights())
        .map(told::apply)
        .containsExactly("- brk", "brk make", "make behind -", "make behind last", "- brk", "all");
    assertThat(meanwhile.observers().get(1).access().options()).hasSize(2); // size, and from el0
    assertThat(meanwhile.observers().get(1).sights()).map(told::apply).containsExactly("last -");
    assertThat(when(parse(good())).others()).hasSize(1);
  }

  @Test
  void editsOfTwins() throws IOException {
    DeclarationSyntax last = parse(good()).file().declarations().get(3);
    DeclarationSyntax.TwinDeclaration twin = (DeclarationSyntax.TwinDeclaration) last;

    assertThat(twin.changes()).hasSize(1);
    assertThat(twin.edits())
        .map(edit -> edit.getClass().getSimpleName())
        .containsExactly(
            "Insert",
            "Insert",
            "Remove",
            "Replace",
            "OtherSight",
            "OtherSight",
            "OtherObservers",
            "OtherViolation",
            "OtherViolation");
    assertThat(twin.parts()).singleElement().satisfies(part -> {
      assertThat(((PartSyntax.When) part).meanwhile()).isPresent();
    });
  }

  static Stream<String> contextualWords() {
    return IntStream.range(P2mLexer.HOLE + 1, P2mLexer.ARROW)
        .mapToObj(P2mLexer.VOCABULARY::getLiteralName)
        .map(literal -> literal.substring(1, literal.length() - 1));
  }

  @ParameterizedTest
  @MethodSource("contextualWords")
  void aWordThatIsNotReservedIsAName(String word) {
    String text = "language 1\nconst " + word + " = 1\nscenario \"a\" { when pe 0 { store " + word
        + " := page " + word + " + " + word + "  tlbi " + word + " " + word + "  " + word
        + ": isb  } meanwhile { pe 1 read " + word + " after " + word + " sees only { ok " + word
        + " } } }";

    assertThat(parse(text).diagnostics())
        .map(Diagnostic::message)
        .isEqualTo(
            NO_LABELS.contains(word) ? List.of("`" + word + "` cannot be a label") : List.of());
  }

  @Test
  void aBrokenStatementExcusesItsLabel() {
    String steps = "a: stroe P := invalid  b store P := invalid  tlbi c: isb  d: isb";
    Parsed parsed = parse("language 1\nscenario \"a\" { when pe 0 { " + steps + " } }");

    assertThat(parsed.file().skippedWords()).contains("a", "b", "c").doesNotContain("d");
  }

  /** A misspelt word that the grammar asks for is one error, and the cure is named. */
  @Test
  void aMisspeltKeyword() throws IOException {
    String text = good();
    Set<String> problems = new TreeSet<>();
    Set<String> met = new TreeSet<>();
    for (int[] token : tokens(text)) {
      String word = text.substring(token[0], token[1]);
      if (KEYWORDS.contains(word)) {
        met.add(word);
        int middle = word.length() / 2;
        String misspelt = word.substring(0, middle) + "q" + word.substring(middle);
        List<Diagnostic> diagnostics = parse(
                text.substring(0, token[0]) + misspelt + text.substring(token[1]))
            .diagnostics();
        boolean isOne = diagnostics.size() == 1
            && diagnostics.get(0).help().stream().anyMatch(help -> help.contains("`" + word));
        if (!isOne) {
          problems.add(misspelt + " at " + token[0] + ": " + diagnostics);
        }
      }
    }
    assertThat(problems).isEmpty();
    assertThat(met).isEqualTo(KEYWORDS);
  }

  /** Whatever is done to a good file, it is read to its end, and no scenario is lost in silence. */
  @Test
  void filesWithManyMistakes() throws IOException {
    String text = good();
    List<int[]> tokens = tokens(text);
    Random random = new Random(5);
    int broken = 0;
    for (int i = 0; i < 600; i++) {
      String mutated = mutated(text, tokens, random, 1 + random.nextInt(6));
      Parsed parsed = parse(mutated);
      if (parsed.diagnostics().isEmpty()) {
        assertThat(parsed.file().declarations()).as(mutated).hasSize(4);
        assertThat(parsed.file().declarations()).noneMatch(DeclarationSyntax::isBroken);
      } else {
        broken++;
      }
    }
    assertThat(broken).isBetween(400, 600);
  }

  private static String mutated(String text, List<int[]> tokens, Random random, int mistakes) {
    List<String> pieces = new ArrayList<>();
    tokens.forEach(token -> pieces.add(text.substring(token[0], token[1])));
    for (int i = 0; i < mistakes; i++) {
      int place = 10 + random.nextInt(pieces.size() - 10); // the version stays
      String other = pieces.get(10 + random.nextInt(pieces.size() - 10));
      switch (random.nextInt(4)) {
        case 0 -> pieces.remove(place);
        case 1 -> pieces.add(place, other);
        case 2 -> pieces.set(place, other);
        default -> pieces.set(place, pieces.get(place) + "q");
      }
    }
    return String.join(" ", pieces);
  }

  private static List<int[]> tokens(String text) {
    List<int[]> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(new int[] {matcher.start(), matcher.end()});
    }
    return tokens;
  }
}
