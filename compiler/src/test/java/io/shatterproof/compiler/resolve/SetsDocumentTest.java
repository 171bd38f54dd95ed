package io.shatterproof.compiler.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/language.md} lists the sets of words that a column can have, with their words. */
class SetsDocumentTest {
  private static final Pattern LINE =
      Pattern.compile("^\\| `all (\\w+)` \\| (.*) \\|$", Pattern.MULTILINE);

  @Test
  void everySetIsListedWithItsWords() throws IOException {
    Map<String, List<String>> listed = new LinkedHashMap<>();
    Matcher line = LINE.matcher(Files.readString(Path.of("../docs/language.md")));
    while (line.find()) {
      List<String> words = new ArrayList<>();
      Matcher word = Pattern.compile("\\w+").matcher(line.group(2));
      while (word.find()) {
        words.add(word.group());
      }
      listed.put(line.group(1), words);
    }

    Map<String, List<String>> known = new LinkedHashMap<>();
    Vocabulary.SETS.forEach(
        (name, set) -> known.put(name, List.copyOf(set.meanings().keySet())));
    assertThat(listed).isEqualTo(known);
  }
}
