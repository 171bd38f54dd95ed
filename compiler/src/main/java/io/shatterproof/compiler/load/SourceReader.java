package io.shatterproof.compiler.load;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes text of the bytes of one file. */
final class SourceReader {
  private final DiagnosticSink sink;
  private final Span place;

  /**
   * Reads for somebody.
   *
   * @param place where it is told that a file cannot be read
   */
  SourceReader(Span place, DiagnosticSink sink) {
    this.place = place;
    this.sink = sink;
  }

  /** A file, or nothing where a mistake is reported. */
  Optional<SourceFile> read(String shown, Path file) {
    try {
      if (Files.isRegularFile(file)) {
        return Files.size(file) > SourceLoader.MOST_BYTES
            ? tooLarge()
            : decode(shown, Files.readAllBytes(file));
      }
      try (InputStream stream = Files.newInputStream(file)) {
        return read(shown, stream); // how much a pipe or a device has is not known before
      }
    } catch (IOException unreadable) {
      refuse(unreadable);
      return Optional.empty();
    }
  }

  /** What a stream holds, or nothing where a mistake of it is reported. */
  Optional<SourceFile> read(String shown, InputStream stream) throws IOException {
    byte[] bytes = stream.readNBytes((int) SourceLoader.MOST_BYTES + 1);
    return bytes.length > SourceLoader.MOST_BYTES ? tooLarge() : decode(shown, bytes);
  }

  private Optional<SourceFile> tooLarge() {
    sink.report(Diagnostic.of(
            Code.FILE_TOO_LARGE,
            place,
            "the file has more than " + (SourceLoader.MOST_BYTES >> 20) + " MiB")
        .withHelp("split it into several files"));
    return Optional.empty();
  }

  private Optional<SourceFile> decode(String shown, byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    String text = out.toString();
    SourceFile source = new SourceFile(shown, text.startsWith("\ufeff") ? text.substring(1) : text);
    if (result.isError()) {
      int end = source.text().length();
      sink.report(Diagnostic.of(
              Code.MALFORMED_UTF8,
              new Span(source, end, end),
              "byte 0x%02x at offset %d is not UTF-8"
                  .formatted(bytes[in.position()], in.position()))
          .withHelp("save the file in UTF-8"));
      return Optional.empty();
    }
    return Optional.of(source);
  }

  /** Tells why something cannot be read. */
  void refuse(IOException unreadable) {
    String reason = unreadable instanceof NoSuchFileException
        ? "there is no such file or folder"
        : unreadable instanceof AccessDeniedException
            ? "no permission to read it"
            : unreadable instanceof FileSystemLoopException
                ? "a link in it leads back to it"
                : "it cannot be read: " + unreadable.getMessage();
    sink.report(Diagnostic.of(Code.UNREADABLE_FILE, place, reason));
  }

  /** Tells that a file of a library cannot be read. */
  void refuse(IOException unreadable, LibraryDamage damage) {
    sink.report(Diagnostic.of(
            Code.UNREADABLE_FILE,
            place,
            "it cannot be read, since the library " + damage.library() + " is damaged: "
                + unreadable.getMessage())
        .withHelp(damage.cure()));
  }
}
