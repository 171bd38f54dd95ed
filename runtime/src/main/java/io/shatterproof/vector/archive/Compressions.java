package io.shatterproof.vector.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The compressions that are there. */
public final class Compressions {
  private static final List<Compression> ALL = load();

  private Compressions() {}

  private static List<Compression> load() {
    List<Compression> all = new ArrayList<>();
    all.add(new GzipCompression());
    ServiceLoader.load(Compression.class, Compression.class.getClassLoader()).forEach(all::add);
    return List.copyOf(all);
  }

  /** All of them, gzip first. */
  public static List<Compression> all() {
    return ALL;
  }

  /** The one that a user calls so. */
  public static Optional<Compression> named(String name) {
    return ALL.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** The one that the name of a file promises. What a file is, its first bytes say. */
  public static Optional<Compression> ofFileName(String fileName) {
    return ALL.stream().filter(one -> fileName.endsWith(one.extension())).findFirst();
  }

  /** The one that a file of these first bytes has. */
  static Optional<Compression> ofFirstBytes(byte[] first, int length) {
    return ALL.stream().filter(one -> beginsWith(first, length, one.magic())).findFirst();
  }

  static boolean beginsWith(byte[] first, int length, byte[] magic) {
    if (length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (first[i] != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
