package io.shatterproof.vector.archive;

import io.shatterproof.vector.file.WholeFile;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorHeader;
import io.shatterproof.vector.json.VectorManifest;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Writes one set, and knows afterwards what a manifest says of it. */
public final class SetOutput {
  private static final int BUFFER_BYTES = 1 << 16;

  private SetOutput() {}

  /**
   * Writes a vector file, whole or not at all. What is there but no file, such as a pipe, is written
   * to.
   *
   * @return whether the file changed
   */
  public static boolean replace(Path file, Optional<Compression> compression, SetContent content)
      throws IOException, VectorFormatException {
    WholeFile.Content<VectorFormatException> packed = out -> write(out, "", compression, content);
    return WholeFile.replace(file, packed);
  }

  /** Writes a set to a stream, which is closed, and returns its line of the manifest. */
  static VectorManifest.Entry write(
      OutputStream out, String path, Optional<Compression> compression, SetContent content)
      throws IOException, VectorFormatException {
    try (out;
        OutputStream packed = new BufferedOutputStream(
            compression.isPresent() ? compression.get().pack(out) : out, BUFFER_BYTES);
        Measured measured = new Measured(packed)) {
      VectorHeader header = content.writeTo(measured);
      return new VectorManifest.Entry(
          path, measured.bytes, measured.sha256(), header.count(), header.suite());
    }
  }

  /** Counts and hashes what goes through. */
  private static final class Measured extends FilterOutputStream {
    private final MessageDigest digest;
    private long bytes;

    Measured(OutputStream out) {
      super(out);
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int start, int length) throws IOException {
      out.write(from, start, length);
      digest.update(from, start, length);
      bytes += length;
    }

    String sha256() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
