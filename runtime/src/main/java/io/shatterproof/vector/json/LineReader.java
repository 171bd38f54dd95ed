package io.shatterproof.vector.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Splits a file into lines of bounded length, each of which is UTF-8 and ends with a line feed. */
final class LineReader implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final String file;
  private final int limitBytes;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int next;
  private int end;
  private int lines;

  LineReader(InputStream in, String file, int limitBytes) {
    this.in = in;
    this.file = file;
    this.limitBytes = limitBytes;
  }

  /** The next line; empty at the end of the file. */
  Optional<Line> next() throws IOException, VectorFormatException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (next == end && !fill()) {
        if (line.size() == 0) {
          return Optional.empty();
        }
        throw decode(line.toByteArray())
            .refuse(
                FormatFault.NOT_JSON,
                Integer.MAX_VALUE,
                "the last line has no line feed",
                "the file was cut short, or not written by a vector writer; get it again");
      }
      int from = next;
      while (next < end && buffer[next] != '\n') {
        next++;
      }
      line.write(buffer, from, next - from);
      if (line.size() > limitBytes) {
        throw new VectorFormatException(
            file,
            lines + 1,
            1,
            FormatFault.TOO_LARGE,
            "the line is longer than " + limitBytes + " bytes",
            "split the vector, or read with a larger limit if you trust the file");
      }
      if (next < end) {
        next++;
        return Optional.of(decode(line.toByteArray()));
      }
    }
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

  private Line decode(byte[] bytes) throws VectorFormatException {
    lines++;
    CharsetDecoder decoder = StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
    String text = chars.flip().toString();
    Line line = new Line(file, lines, text);
    if (result.isError()) {
      throw line.refuse(
          FormatFault.NOT_UTF8,
          text.length(),
          "the byte at this place is not UTF-8",
          "save the file as UTF-8; a compressed file must be unpacked first");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
