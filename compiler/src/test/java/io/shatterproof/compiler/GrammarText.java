package io.shatterproof.compiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The grammar files as a person reads them: rules without what only the parser generator needs. */
final class GrammarText {
  private static final Path FOLDER = Path.of("../grammar/src/main/antlr4/io/shatterproof/grammar");
  private static final Pattern COMMENT = Pattern.compile(
      "('(?:[^'\\\\]|\\\\.)*'|\\[(?:[^\\]\\\\]|\\\\.)*\\])|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern RULE = Pattern.compile(
      "(?m)^(\\w+)\\s*:((?:'(?:[^'\\\\]|\\\\.)*'|\\[(?:[^\\]\\\\]|\\\\.)*\\]|[^;'\\[])*);");
  private static final Pattern LITERAL = Pattern.compile("\\s*'((?:[^'\\\\]|\\\\.)*)'\\s*");
  private static final int WIDTH = 108;

  private final String lexer;
  private final Map<String, String> literals = new LinkedHashMap<>();
  private final Map<String, String> lexical = new LinkedHashMap<>();
  private final Map<String, String> rules = new LinkedHashMap<>();

  GrammarText() throws IOException {
    String lexerText = Files.readString(FOLDER.resolve("P2mLexer.g4"));
    lexer = lexerText;
    Matcher token = RULE.matcher(withoutComments(lexerText));
    while (token.find()) {
      Matcher literal = LITERAL.matcher(token.group(2));
      if (literal.matches()) {
        literals.put(token.group(1), literal.group(1));
      } else {
        lexical.put(token.group(1), token.group(2).strip().replaceAll("\\s+", " "));
      }
    }
    Matcher rule = RULE.matcher(withoutComments(Files.readString(FOLDER.resolve("P2mParser.g4"))));
    while (rule.find()) {
      rules.put(rule.group(1), rule.group(2));
    }
  }

  private static String withoutComments(String text) {
    return COMMENT
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(found.group(1) == null ? "" : found.group(1)));
  }

  /** Words that cannot be names, sorted. */
  List<String> reservedWords() {
    return words(lexer.substring(0, lexer.indexOf("// Contextual.")));
  }

  /** Words that mean something in their place and can be names, sorted. */
  List<String> contextualWords() {
    return words(lexer.substring(lexer.indexOf("// Contextual.")));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = Pattern.compile(": '([a-z][a-z0-9_]*)' ;").matcher(text);
    while (matcher.find()) {
      words.add(matcher.group(1));
    }
    return words.stream().sorted().toList();
  }

  /** Contextual words that can be names and no labels, sorted. */
  List<String> wordsThatAreNoLabels() {
    String names = rules.get("name");
    return literals.entrySet().stream()
        .filter(token ->
            Pattern.compile("\\b" + token.getKey() + "\\b").matcher(names).find())
        .map(Map.Entry::getValue)
        .sorted()
        .toList();
  }

  /** Every rule, in the order of the grammar; what names are is said elsewhere. */
  String rules() {
    StringBuilder out = new StringBuilder();
    rules.forEach((name, body) -> {
      if (!name.equals("name") && !name.equals("labelName")) {
        out.append(rule(name, alternatives(body))).append('\n');
      }
    });
    out.append("name ::= WORD | any contextual word\n\n");
    out.append("labelName ::= name\n");
    for (String token : List.of("WORD", "INTEGER", "STRING")) {
      out.append('\n').append(token).append(" ::= ").append(lexical.get(token)).append('\n');
    }
    return out.toString();
  }

  /** The alternatives of a rule, as it reads. */
  private List<String> alternatives(String body) {
    List<String> alternatives = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    int depth = 0;
    Matcher part = Pattern.compile("# *\\w+|\\w+ *=|\\w+|[()|*+?]").matcher(body);
    while (part.find()) {
      String text = part.group();
      depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
      if (text.startsWith("#") || text.endsWith("=")) {
        continue;
      }
      if (text.equals("|") && depth == 0) {
        alternatives.add(current.toString());
        current.setLength(0);
      } else {
        append(current, text);
      }
    }
    alternatives.add(current.toString());
    return alternatives;
  }

  private void append(StringBuilder out, String part) {
    boolean isTight = (part.matches("[)*+?]") && out.length() > 0)
        || (out.length() > 0 && out.charAt(out.length() - 1) == '(');
    out.append(out.length() == 0 || isTight ? "" : " ").append(readable(part));
  }

  private String readable(String part) {
    if (part.equals("EOF")) {
      return "end of file";
    }
    return literals.containsKey(part) ? '"' + literals.get(part) + '"' : part;
  }

  private static String rule(String name, List<String> alternatives) {
    String line = name + " ::= " + String.join(" | ", alternatives);
    return line.length() <= WIDTH
        ? line + "\n"
        : name + " ::=\n"
            + alternatives.stream()
                .map(alternative -> wrapped(alternative) + "\n")
                .collect(Collectors.joining("  | ", "    ", ""));
  }

  private static String wrapped(String alternative) {
    StringBuilder out = new StringBuilder();
    int column = 4;
    for (String word : alternative.split(" ", -1)) {
      boolean isFirst = out.length() == 0;
      if (!isFirst && column + 1 + word.length() > WIDTH) {
        out.append("\n        ");
        column = 8;
      } else if (!isFirst) {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += word.length();
    }
    return out.toString();
  }
}
