package io.shatterproof.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.grammar.P2mLexer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner finds what the generated lexer finds, whatever the text. */
class ScannerTest {
  private static final long SEED = 20_261_128;

  /** What it takes to begin, end and break every kind of token. */
  private static final List<String> SOUP = soup();

  private record Found(int type, int start, int end) {}

  @ParameterizedTest
  @MethodSource("files")
  void filesHaveTheTokensOfTheGrammar(Path file) throws IOException {
    assertSame(Files.readString(file));
  }

  static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : List.of("../examples", "src/test/resources")) {
      try (Stream<Path> found = Files.walk(Path.of(folder))) {
        found.filter(path -> path.toString().endsWith(".p2m")).sorted().forEach(files::add);
      }
    }
    assertThat(files).hasSizeGreaterThan(100);
    return files;
  }

  @Test
  void everyWordAndSignOfTheGrammarIsFound() {
    for (String spelling : spellings()) {
      assertSame(spelling);
      assertSame(spelling + "x " + spelling + spelling);
      assertSame(spelling.substring(0, spelling.length() - 1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"",
        "\"\\",
        "\"a\\\nb\"",
        "\"a\\\"",
        "\"\\\\\"",
        "\"\\\ud83d\ude00\"",
        "\"\ud83d",
        "\ud83d\ude00\ud83d",
        "\ude00\ud83d",
        "/",
        "//",
        "///",
        "////",
        "///\n",
        "///x",
        "/// x /* \r\n/**/",
        "/*/",
        "/**/",
        "/***/*/",
        "/* a",
        "/*",
        "-->>::==<<<",
        "0x1F_0 9z_ _9",
        "\u00e9\u0000\ufeff\u2028",
        "\f\u000b\u0085"
      })
  void hardCasesHaveTheTokensOfTheGrammar(String text) {
    assertSame(text);
  }

  @Test
  void randomTextsHaveTheTokensOfTheGrammar() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      assertSame(text(random));
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(40);
    for (int i = 0; i < pieces; i++) {
      switch (random.nextInt(8)) {
        case 0 -> text.append((char) random.nextInt(128));
        case 1 -> text.append((char) random.nextInt(65_536));
        case 2 -> text.append((char) (0xd800 + random.nextInt(2_048)));
        default -> text.append(SOUP.get(random.nextInt(SOUP.size())));
      }
    }
    return text.toString();
  }

  @Test
  void randomBytesHaveTheTokensOfTheGrammar() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertSame(new String(bytes, StandardCharsets.UTF_8));
      assertSame(new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }

  private static List<String> soup() {
    List<String> soup = new ArrayList<>(spellings());
    soup.addAll(List.of(
        "\"",
        "\"",
        "\\",
        "\\\"",
        "/",
        "/",
        "//",
        "///",
        "*",
        "/*",
        "*/",
        "\n",
        "\n",
        "\r",
        " ",
        "\t",
        "0x",
        "1G",
        "_",
        "-",
        ">",
        ":",
        "=",
        "<",
        ".",
        "\ud83d\ude00",
        "\u00e9",
        "\u2028"));
    return soup;
  }

  private static List<String> spellings() {
    List<String> spellings = new ArrayList<>();
    for (int type = 1; type <= P2mLexer.VOCABULARY.getMaxTokenType(); type++) {
      String quoted = P2mLexer.VOCABULARY.getLiteralName(type);
      if (quoted != null) {
        spellings.add(quoted.substring(1, quoted.length() - 1));
      }
    }
    assertThat(spellings).hasSizeGreaterThan(200);
    return spellings;
  }

  private static void assertSame(String text) {
    assertThat(byScanner(text)).as(() -> "tokens of <<" + text + ">>").isEqualTo(byGrammar(text));
  }

  private static List<Found> byScanner(String text) {
    Scanner scanner = new Scanner(text);
    List<Found> found = new ArrayList<>();
    int type;
    do {
      type = scanner.next();
      found.add(new Found(type, scanner.start(), scanner.end()));
    } while (type != Token.EOF);
    return found;
  }

  private static List<Found> byGrammar(String text) {
    P2mLexer lexer = new P2mLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    int[] offsets = offsets(text);
    List<Found> found = new ArrayList<>();
    Token token;
    do {
      token = lexer.nextToken();
      if (token.getChannel() != Token.HIDDEN_CHANNEL) {
        int end = token.getType() == Token.EOF ? token.getStartIndex() : token.getStopIndex() + 1;
        found.add(new Found(token.getType(), offsets[token.getStartIndex()], offsets[end]));
      }
    } while (token.getType() != Token.EOF);
    return found;
  }

  /** Offset of every code point, which the lexer counts, and of the end. */
  private static int[] offsets(String text) {
    int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = text.offsetByCodePoints(0, i);
    }
    return offsets;
  }
}
