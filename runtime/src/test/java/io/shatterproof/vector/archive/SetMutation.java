package io.shatterproof.vector.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** The ways in which a file is damaged. Offsets of values are looked for in the bytes, as in JSON. */
enum SetMutation {
  /** One byte is another. */
  BYTE {
    @Override
    byte[] apply(byte[] file, RandomGenerator random) {
      byte[] bytes = file.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      return bytes;
    }
  },

  /** One bit is the other one. */
  BIT {
    @Override
    byte[] apply(byte[] file, RandomGenerator random) {
      byte[] bytes = file.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      return bytes;
    }
  },

  /** Everything behind a byte is gone. */
  CUT {
    @Override
    byte[] apply(byte[] file, RandomGenerator random) {
      return Arrays.copyOf(file, random.nextInt(file.length));
    }
  },

  /** A stretch stands somewhere else, or twice. */
  SPLICE {
    @Override
    byte[] apply(byte[] file, RandomGenerator random) {
      int start = random.nextInt(file.length);
      int end = Math.min(file.length, start + 1 + random.nextInt(60));
      int at = random.nextInt(file.length);
      return replaced(file, at, at, Arrays.copyOfRange(file, start, end));
    }
  },

  /** A value is one that is strange. */
  VALUE {
    @Override
    byte[] apply(byte[] file, RandomGenerator random) {
      return replaced(file, places(file, ':'), any(STRANGE, random), random);
    }
  },

  /** A member is there twice, or one that nobody knows. */
  MEMBER {
    @Override
    byte[] apply(byte[] file, RandomGenerator random) {
      List<Integer> begins = places(file, '{');
      int at = begins.get(random.nextInt(begins.size()));
      String added = random.nextBoolean() ? "\"x\":1," : "\"at\":\"1:1\",\"at\":\"1:1\",";
      return replaced(file, at, at, added.getBytes(StandardCharsets.UTF_8));
    }
  },

  /** A value is inside of many others. */
  DEPTH {
    @Override
    byte[] apply(byte[] file, RandomGenerator random) {
      String open = random.nextBoolean() ? "[" : "{\"a\":";
      return replaced(file, places(file, ':'), open.repeat(1 + random.nextInt(5000)), random);
    }
  },

  /** A line is gone, twice there, or in the place of another. */
  LINES {
    @Override
    byte[] apply(byte[] file, RandomGenerator random) {
      String text = new String(file, StandardCharsets.ISO_8859_1);
      List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
      String moved = lines.remove(random.nextInt(lines.size()));
      if (random.nextInt(3) != 0) {
        lines.add(random.nextInt(lines.size() + 1), moved);
        lines.add(random.nextInt(lines.size() + 1), moved);
      }
      return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }
  };

  private static final List<String> STRANGE = List.of(
      "null",
      "true",
      "-0",
      "00",
      "1.0",
      "1e9",
      "NaN",
      "-9223372036854775808",
      "9223372036854775807",
      "9223372036854775808",
      "9".repeat(5000),
      "-" + "1".repeat(500),
      "\"\"",
      "\"\\ud800\"",
      "\"\\udc00\\ud800\"",
      "\"\\u0000\"",
      "\"\\u00\"",
      "\"\\x\"",
      "\"\ud83d\ude42\"",
      "\"0x\"",
      "\"0xffffffffffffffff\"",
      "\"" + "a".repeat(100_000) + "\"",
      "[]",
      "{}",
      "[[[]]]",
      "{\"a\":{\"a\":{}}}",
      "{\"a\":1,\"a\":2}",
      "[1,]",
      "[" + "1,".repeat(20_000) + "1]",
      "\"../../etc/passwd\"",
      "\"java.lang.Runtime\"",
      "\u00a0",
      "'a'",
      "/**/1");

  /** The bytes of the changed file. */
  abstract byte[] apply(byte[] file, RandomGenerator random);

  private static String any(List<String> all, RandomGenerator random) {
    return all.get(random.nextInt(all.size()));
  }

  /** Behind each such byte; the begin of the file, if there is none. */
  private static List<Integer> places(byte[] file, char of) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < file.length; i++) {
      if (file[i] == of) {
        places.add(i + 1);
      }
    }
    return places.isEmpty() ? List.of(0) : places;
  }

  /** Puts a text in the place of the value that begins at one of the places. */
  private static byte[] replaced(
      byte[] file, List<Integer> places, String text, RandomGenerator random) {
    int from = places.get(random.nextInt(places.size()));
    int to = from;
    while (to < file.length && file[to] != ',' && file[to] != '}' && file[to] != ']') {
      to++;
    }
    return replaced(file, from, to, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] replaced(byte[] file, int from, int to, byte[] by) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(file, 0, from);
    bytes.writeBytes(by);
    bytes.write(file, to, file.length - to);
    return bytes.toByteArray();
  }
}
