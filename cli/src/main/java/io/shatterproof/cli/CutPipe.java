package io.shatterproof.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A standard output whose reader may leave before everything is written, as {@code head} does. Whoever writes
 * then stops at once; what is written afterwards, to clean up, goes nowhere.
 */
final class CutPipe extends FilterOutputStream {
  private final Supplier<String> broken;
  private volatile boolean isCut;

  CutPipe(OutputStream out) {
    this(out, CutPipe::broken);
  }

  /**
   * One of a system in another language.
   *
   * @param broken what the system says of a pipe that nobody reads
   */
  CutPipe(OutputStream out, Supplier<String> broken) {
    super(out);
    this.broken = broken;
  }

  /** Nobody reads any more what is written. No exception, which whoever parses the command line would tell. */
  static final class LeftError extends Error {
    private static final long serialVersionUID = 1L;

    LeftError(IOException why) {
      super(why);
    }
  }

  boolean isCut() {
    return isCut;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (isCut) {
      return;
    }
    try {
      out.write(bytes, from, length);
    } catch (IOException why) {
      if (!isOfPipe(why)) {
        throw why;
      }
      isCut = true;
      throw new LeftError(why);
    }
  }

  /** Java has no other word for it than that of the system, such as {@code Broken pipe}. */
  private boolean isOfPipe(IOException why) {
    String message = String.valueOf(why.getMessage());
    return message.toLowerCase(Locale.ROOT).contains("pipe") || message.equals(broken.get());
  }

  /** In the language of the user, as in {@code Tubería rota}: what comes of one that was broken on purpose. */
  private static String broken() {
    try {
      Pipe pipe = Pipe.open();
      try (Pipe.SinkChannel sink = pipe.sink()) {
        pipe.source().close();
        sink.write(ByteBuffer.allocate(1));
        return "";
      }
    } catch (IOException why) {
      return String.valueOf(why.getMessage());
    }
  }
}
