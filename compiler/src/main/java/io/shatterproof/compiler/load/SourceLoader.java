package io.shatterproof.compiler.load;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Reads scenario files. */
public final class SourceLoader {
  /** Files larger than this are refused. */
  public static final long MOST_BYTES = 64L << 20;

  private static final String SUFFIX = ".p2m";

  private final TreeMap<String, Path> files = new TreeMap<>();
  private final Set<Path> known = new HashSet<>();
  private final List<SourceFile> sources = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private SourceLoader() {}

  /**
   * Reads files, and every {@code *.p2m} below folders.
   *
   * @param paths as the user gave them; the paths of the files found are shown in the same form
   */
  public static Loading load(List<Path> paths) {
    SourceLoader loader = new SourceLoader();
    paths.forEach(loader::find);
    loader.files.forEach(loader::read);
    return new Loading(loader.sources, loader.diagnostics);
  }

  private void find(Path path) {
    if (!Files.isDirectory(path)) {
      add(path);
      return;
    }
    Finder finder = new Finder();
    try {
      Files.walkFileTree(path, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, finder);
    } catch (IOException unreadable) {
      refuse(shown(path), unreadable);
      return;
    }
    if (!finder.metSomething) {
      report(Diagnostic.of(
              Code.NO_SCENARIO_FILES, nowhere(shown(path)), "no *.p2m file in this folder")
          .withHelp("name a scenario file, or a folder that has one"));
    }
  }

  /** Notes a file, once however it is spelt. */
  private void add(Path file) {
    if (known.add(file.toAbsolutePath().normalize())) {
      files.put(shown(file), file);
    }
  }

  private void read(String shown, Path path) {
    try {
      if (Files.size(path) > MOST_BYTES) {
        report(Diagnostic.of(
                Code.FILE_TOO_LARGE,
                nowhere(shown),
                "the file has more than " + (MOST_BYTES >> 20) + " MiB")
            .withHelp("split it into several files"));
        return;
      }
      decode(shown, Files.readAllBytes(path));
    } catch (IOException unreadable) {
      refuse(shown, unreadable);
    }
  }

  private void decode(String shown, byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    String text = out.toString();
    SourceFile source = new SourceFile(shown, text.startsWith("\ufeff") ? text.substring(1) : text);
    if (result.isError()) {
      int end = source.text().length();
      report(Diagnostic.of(
              Code.MALFORMED_UTF8,
              new Span(source, end, end),
              "byte 0x%02x at offset %d is not UTF-8"
                  .formatted(bytes[in.position()], in.position()))
          .withHelp("save the file in UTF-8"));
      return;
    }
    sources.add(source);
  }

  private void refuse(String shown, IOException unreadable) {
    String reason = unreadable instanceof NoSuchFileException
        ? "there is no such file or folder"
        : unreadable instanceof AccessDeniedException
            ? "no permission to read it"
            : unreadable instanceof FileSystemLoopException
                ? "a link in it leads back to it"
                : "it cannot be read: " + unreadable.getMessage();
    report(Diagnostic.of(Code.UNREADABLE_FILE, nowhere(shown), reason));
  }

  private void report(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  private static Span nowhere(String shown) {
    return new Span(new SourceFile(shown, ""), 0, 0);
  }

  private static String shown(Path path) {
    return path.toString().replace(File.separatorChar, '/');
  }

  /** Notes scenario files, and goes on after what cannot be read. */
  private final class Finder extends SimpleFileVisitor<Path> {
    private boolean metSomething;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.toString().endsWith(SUFFIX)) {
        add(file);
        metSomething = true;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      refuse(shown(file), unreadable);
      metSomething = true;
      return FileVisitResult.CONTINUE;
    }
  }
}
