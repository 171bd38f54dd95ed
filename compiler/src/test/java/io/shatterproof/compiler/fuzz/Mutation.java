package io.shatterproof.compiler.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** The ways in which a seed is damaged, or changed into another good file. */
enum Mutation {
  /** One node of the tree becomes another that the same rule read, there or in another file. */
  GRAFT {
    @Override
    byte[] apply(Seed seed, Corpus corpus, RandomGenerator random) {
      Piece piece = any(seed.pieces(), random);
      return replaced(seed.text(), piece, corpus.anyText(piece.rule(), random));
    }
  },

  /** A node stands there twice. */
  TWICE {
    @Override
    byte[] apply(Seed seed, Corpus corpus, RandomGenerator random) {
      Piece piece = any(seed.pieces(), random);
      String written = seed.text().substring(piece.start(), piece.end());
      return replaced(seed.text(), piece, written + " " + written);
    }
  },

  /** A node is gone. */
  PRUNE {
    @Override
    byte[] apply(Seed seed, Corpus corpus, RandomGenerator random) {
      return replaced(seed.text(), any(seed.pieces(), random), "");
    }
  },

  /** A word is another word of some file, or one that is written in no file. */
  WORD {
    @Override
    byte[] apply(Seed seed, Corpus corpus, RandomGenerator random) {
      Seed other = corpus.anySeed(random);
      Piece word = any(other.words(), random);
      String replacement = random.nextInt(4) == 0
          ? STRANGE.get(random.nextInt(STRANGE.size()))
          : other.text().substring(word.start(), word.end());
      return replaced(seed.text(), any(seed.words(), random), replacement);
    }
  },

  /** Two words have changed places. */
  EXCHANGE {
    @Override
    byte[] apply(Seed seed, Corpus corpus, RandomGenerator random) {
      int at = random.nextInt(seed.words().size() - 1);
      Piece first = seed.words().get(at);
      Piece second = seed.words().get(at + 1);
      String text = seed.text();
      return bytes(text.substring(0, first.start())
          + text.substring(second.start(), second.end())
          + text.substring(first.end(), second.start())
          + text.substring(first.start(), first.end())
          + text.substring(second.end()));
    }
  },

  /** One byte is another. */
  BYTE {
    @Override
    byte[] apply(Seed seed, Corpus corpus, RandomGenerator random) {
      byte[] bytes = bytes(seed.text());
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      return bytes;
    }
  },

  /** A stretch of bytes is gone, or stands somewhere else. */
  SPLICE {
    @Override
    byte[] apply(Seed seed, Corpus corpus, RandomGenerator random) {
      byte[] bytes = bytes(seed.text());
      int start = random.nextInt(bytes.length);
      int end = Math.min(bytes.length, start + 1 + random.nextInt(40));
      byte[] stretch = Arrays.copyOfRange(bytes, start, random.nextBoolean() ? end : start);
      byte[] rest = joined(Arrays.copyOf(bytes, start), tail(bytes, end));
      int at = random.nextInt(rest.length + 1);
      return joined(joined(Arrays.copyOf(rest, at), stretch), tail(rest, at));
    }
  },

  /** Everything behind a byte is gone. */
  CUT {
    @Override
    byte[] apply(Seed seed, Corpus corpus, RandomGenerator random) {
      byte[] bytes = bytes(seed.text());
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
  };

  private static final List<String> STRANGE = List.of(
      "18446744073709551615",
      "0xffff_ffff_ffff_ffff",
      "0x1_0000_0000_0000_0000",
      "0",
      "1 << 63",
      "(0 - 1)",
      "-1",
      "{",
      "}",
      "|",
      "\"{\"",
      "\"\\u{110000}\"",
      "\"{nobody}\"",
      "/*",
      "//",
      "\ud83d\ude42",
      "\u0000",
      "\r",
      "4K",
      "0x40M",
      "scenario",
      "nobody");

  /** The bytes of the changed file, perhaps no UTF-8. */
  abstract byte[] apply(Seed seed, Corpus corpus, RandomGenerator random);

  private static Piece any(List<Piece> pieces, RandomGenerator random) {
    return pieces.get(random.nextInt(pieces.size()));
  }

  private static byte[] replaced(String text, Piece piece, String replacement) {
    return bytes(
        text.substring(0, piece.start()) + replacement + " " + text.substring(piece.end()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] tail(byte[] bytes, int start) {
    return Arrays.copyOfRange(bytes, start, bytes.length);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
