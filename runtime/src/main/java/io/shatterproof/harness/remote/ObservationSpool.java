package io.shatterproof.harness.remote;

import io.shatterproof.vector.file.TemporaryFiles;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Observations of a log in a temporary file, until they are judged: first all are written, then
 * read.
 */
final class ObservationSpool implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final OutputStream out;
  private long end;

  /** Begins with none. */
  ObservationSpool() throws IOException {
    file = TemporaryFiles.add(Files.createTempFile("shatterproof-", ".observations"));
    out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
    channel = FileChannel.open(file, StandardOpenOption.READ);
  }

  /** Where the next one will be. */
  long end() {
    return end;
  }

  /** One more, in a line of its own. */
  void add(String object) throws IOException {
    byte[] bytes = (object + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(bytes);
    end += bytes.length;
  }

  /** There are no more. */
  void finish() throws IOException {
    out.close();
  }

  /** The bytes from one place to another. */
  byte[] read(long from, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, from + bytes.position()) < 0) {
          throw new EOFException(file + " was cut");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally { // even where what is left cannot be written
      channel.close();
      TemporaryFiles.delete(file);
    }
  }
}
