package io.shatterproof.vector.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.shatterproof.vector.json.SampleFiles;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorManifest;
import io.shatterproof.vector.json.VectorReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Folders and jars for tests, written by hand. */
final class SetFolders {
  static final String SUITE = "suite";

  private SetFolders() {}

  /** The line of a manifest for a set. */
  static VectorManifest.Entry entry(String path, byte[] set) {
    return new VectorManifest.Entry(path, set.length, sha256(set), 1, SUITE);
  }

  static byte[] manifest(VectorManifest.Entry... entries) {
    return new VectorManifest("test", List.of(entries)).toBytes();
  }

  /** A folder with the good set {@code a.p2mv} and {@code below/b.p2mv}. */
  static Path good(Path folder) throws IOException {
    byte[] set = SampleFiles.good();
    Files.createDirectories(folder.resolve("below"));
    Files.write(folder.resolve("a.p2mv"), set);
    Files.write(folder.resolve("below/b.p2mv"), set);
    Files.write(
        folder.resolve(VectorManifest.FILE_NAME),
        manifest(entry("a.p2mv", set), entry("below/b.p2mv", set)));
    return folder;
  }

  static void replace(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  /** A jar of these entries, in this order. */
  static Path jar(Path file, Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry named = new ZipEntry(entry.getKey());
        named.setTimeLocal(LocalDateTime.of(1980, 2, 1, 0, 0));
        zip.putNextEntry(named);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }

  static String textInJar(Path jar, String entry) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(entry))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Replaces a text of letters by one as long, wherever it stands. */
  static void replaceBytes(Path file, String from, String to) throws IOException {
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains(from);
    Files.writeString(file, bytes.replace(from, to), StandardCharsets.ISO_8859_1);
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GzipCompression().pack(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  /** How many vectors there are, all of them read. */
  static long read(Path path) throws IOException, VectorFormatException {
    return read(path, ArchiveLimits.DEFAULT);
  }

  static long read(Path path, ArchiveLimits limits) throws IOException, VectorFormatException {
    long count = 0;
    try (VectorArchive archive = VectorArchive.open(path, limits)) {
      for (VectorSource source : archive.sets()) {
        try (VectorReader reader = source.open()) {
          while (reader.next().isPresent()) {
            count++;
          }
        }
      }
    }
    return count;
  }

  static VectorFormatException refusal(Path path) {
    return refusal(path, ArchiveLimits.DEFAULT);
  }

  static VectorFormatException refusal(Path path, ArchiveLimits limits) {
    return catchThrowableOfType(VectorFormatException.class, () -> read(path, limits));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
