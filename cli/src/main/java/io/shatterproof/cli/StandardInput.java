package io.shatterproof.cli;

import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.load.SourceLoader;
import io.shatterproof.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A scenario file that is typed or piped in; on command lines its name is {@code -}. */
final class StandardInput {
  /** How messages name it. */
  static final String NAME = "stdin";

  private static final Path DASH = Path.of("-");

  private StandardInput() {}

  /** Whether it is meant, alone. */
  static boolean isMeant(List<Path> paths) {
    return paths.equals(List.of(DASH));
  }

  /** Whether it is meant beside others, which nobody could tell apart from what is behind them. */
  static boolean isOneOfSeveral(List<Path> paths) {
    return paths.size() > 1 && paths.contains(DASH);
  }

  /** The text, which imports what lies in the working directory. */
  static Loading load(Console console) throws FileFailure {
    SourceFile source = read(console);
    return new Loading(
        List.of(source), SourceLoader.importsOf(source, Path.of("").toAbsolutePath()), List.of());
  }

  /** The text. */
  static SourceFile read(Console console) throws FileFailure {
    try {
      byte[] bytes = console.in().readNBytes((int) SourceLoader.MOST_BYTES + 1);
      if (bytes.length > SourceLoader.MOST_BYTES) {
        throw new FileFailure("the standard input has more than " + (SourceLoader.MOST_BYTES >> 20)
            + " MiB; split it into several files");
      }
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new SourceFile(NAME, text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (CharacterCodingException notText) {
      throw new FileFailure("the standard input is not UTF-8");
    } catch (IOException e) {
      throw new FileFailure("the standard input cannot be read");
    }
  }
}
