package io.shatterproof.compiler.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Every good file of this project, as seeds. */
final class Corpus {
  private final List<Seed> seeds;
  private final Map<Integer, List<String>> textsByRule = new HashMap<>();

  private Corpus(List<Seed> seeds) {
    this.seeds = List.copyOf(seeds);
    for (Seed seed : seeds) {
      for (Piece piece : seed.pieces()) {
        textsByRule
            .computeIfAbsent(piece.rule(), rule -> new ArrayList<>())
            .add(seed.text().substring(piece.start(), piece.end()));
      }
    }
  }

  /** Reads the files of folders, in order of their paths. */
  static Corpus of(List<Path> folders) throws IOException {
    List<Seed> seeds = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(Corpus::isGood)
            .sorted()
            .map(Corpus::text)
            .filter(text -> text.codePointCount(0, text.length()) == text.length())
            .forEach(text -> seeds.addAll(SeedReader.read(text)));
      }
    }
    return new Corpus(seeds);
  }

  private static boolean isGood(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".p2m") && !name.startsWith("bad-");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  int size() {
    return seeds.size();
  }

  Seed anySeed(RandomGenerator random) {
    return seeds.get(random.nextInt(seeds.size()));
  }

  /** What stands in some file where that rule of the grammar reads. */
  String anyText(int rule, RandomGenerator random) {
    List<String> texts = Objects.requireNonNull(textsByRule.get(rule), "no seed has this rule");
    return texts.get(random.nextInt(texts.size()));
  }
}
