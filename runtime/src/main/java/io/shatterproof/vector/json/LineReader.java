package io.shatterproof.vector.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Splits a file into lines of bounded length, each of which is UTF-8 and ends with a line feed. */
final class LineReader implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final long LINE_FEEDS = EightBytes.of('\n');
  private static final byte[] NOTHING = {};

  private final InputStream in;
  private final String file;
  private final int limitBytes;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int next;
  private int end;
  private int lines;
  private boolean isAscii = true;

  LineReader(InputStream in, String file, int limitBytes) {
    this.in = in;
    this.file = file;
    this.limitBytes = limitBytes;
  }

  /** The next line; empty at the end of the file. */
  Optional<Line> next() throws IOException, VectorFormatException {
    byte[] line = NOTHING;
    while (true) {
      if (next == end && !fill()) {
        if (line.length == 0) {
          return Optional.empty();
        }
        throw line(line)
            .refuse(
                FormatFault.NOT_JSON,
                Integer.MAX_VALUE,
                "the last line has no line feed",
                "the file was cut short, or not written by a vector writer; get it again");
      }
      int from = next;
      next = lineEnd(from);
      if ((long) line.length + next - from > limitBytes) {
        throw new VectorFormatException(
            file,
            lines + 1,
            1,
            FormatFault.TOO_LARGE,
            "the line is longer than " + limitBytes + " bytes",
            "split the vector, or read with a larger limit if you trust the file");
      }
      line = joined(line, from);
      if (next < end) {
        next++;
        return Optional.of(line(line));
      }
    }
  }

  /** Where the buffer has a line feed, or its end. Notes letters that are not ASCII on the way. */
  private int lineEnd(int from) {
    long letters = 0;
    int at = from;
    while (at + Long.BYTES <= end) {
      long eight = EightBytes.at(buffer, at);
      if ((EightBytes.zeros(eight ^ LINE_FEEDS) & EightBytes.TOPS) != 0) {
        break;
      }
      letters |= eight;
      at += Long.BYTES;
    }
    while (at < end && buffer[at] != '\n') {
      letters |= buffer[at++];
    }
    isAscii &= (letters & EightBytes.TOPS) == 0;
    return at;
  }

  /** What was read of a line, with what stands in the buffer. */
  private byte[] joined(byte[] before, int from) {
    if (before.length == 0) {
      return Arrays.copyOfRange(buffer, from, next);
    }
    byte[] joined = Arrays.copyOf(before, before.length + next - from);
    System.arraycopy(buffer, from, joined, before.length, next - from);
    return joined;
  }

  private boolean fill() throws IOException, VectorFormatException {
    next = 0;
    end = 0;
    try {
      end = Math.max(0, in.read(buffer));
    } catch (UnreadableBytesException unreadable) {
      throw unreadable.at(file, lines + 1, 1);
    }
    return end > 0;
  }

  private Line line(byte[] bytes) throws VectorFormatException {
    lines++;
    if (!isAscii) {
      requireUtf8(bytes);
    }
    isAscii = true;
    return new Line(file, lines, bytes);
  }

  private void requireUtf8(byte[] bytes) throws VectorFormatException {
    CharsetDecoder decoder = StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.decode(in, CharBuffer.allocate(bytes.length), true);
    if (result.isError()) {
      throw new Line(file, lines, Arrays.copyOf(bytes, in.position()))
          .refuse(
              FormatFault.NOT_UTF8,
              in.position(),
              "the byte at this place is not UTF-8",
              "save the file as UTF-8; a compressed file must be unpacked first");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
