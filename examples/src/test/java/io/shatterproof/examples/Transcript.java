package io.shatterproof.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command of a page and what the page shows of its output.
 *
 * @param command what a reader types, behind {@code $}
 * @param fails whether the command ends with an error; the page says so by {@code console fails}
 * @param shown lines of the output; a line {@code ...} stands for any lines, and {@code ...} in a
 *     line for any text. Without lines the page says nothing about it
 */
record Transcript(String command, boolean fails, List<String> shown) {
  private static final Pattern BLOCK =
      Pattern.compile("^```(?<kind>[^\n]*)\n(?<text>(?s:.*?))^```$", Pattern.MULTILINE);
  private static final String PROMPT = "$ ";
  private static final String ANY = "...";

  Transcript {
    shown = List.copyOf(shown);
  }

  /**
   * The commands of a page, in order.
   *
   * @throws IllegalArgumentException if a block without a language is no transcript: nobody would
   *     notice when it is wrong
   */
  static List<Transcript> of(String page) {
    List<Transcript> transcripts = new ArrayList<>();
    Matcher block = BLOCK.matcher(page);
    while (block.find()) {
      String kind = block.group("kind");
      if (kind.isEmpty() || kind.startsWith("console")) {
        addAll(transcripts, block.group("text"), kind.endsWith(" fails"));
      }
    }
    return transcripts;
  }

  private static void addAll(List<Transcript> transcripts, String text, boolean fails) {
    if (!text.startsWith(PROMPT)) {
      throw new IllegalArgumentException("no command, and no language of a listing: " + text);
    }
    for (String part : text.substring(PROMPT.length()).split("\n\\$ ", -1)) {
      List<String> lines = part.lines().toList();
      transcripts.add(new Transcript(lines.get(0), fails, lines.subList(1, lines.size())));
    }
  }

  /** Whether it is what the page shows; of a page that shows nothing everything is. */
  boolean isShownBy(String output) {
    if (shown.isEmpty()) {
      return true;
    }
    String lines = shown.stream().map(Transcript::line).collect(Collectors.joining());
    return Pattern.matches(lines, output);
  }

  private static String line(String text) {
    return text.strip().equals(ANY)
        ? "(?:.*\n)*?"
        : Arrays.stream(text.split(Pattern.quote(ANY), -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"))
            + "\n";
  }
}
