package io.shatterproof.benchmarks;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.vector.json.VectorWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a file of many small vectors, to replay: one mapping, one look-up and one access each. */
public final class SmallVectors {
  private static final int AT_ONCE =
      80; // short numbers of lines, so that a vector has at most 800 bytes

  private static final String HEAD = """
      language 1
      platform a {
          pes  2
          pa   40 bits
      }
      domain g on a {
          p2m          xen_4_8
          operated by  pe 0
          runs on      pe 1
      }
      """;

  private static final String SCENARIO = """
      scenario "%1$s" {
          when pe 0 {
              map g %2$s size 4K to 0 perm rwx mem normal_wb
          }
          then {
              lookup g %2$s is 0
              pe 1 read g %2$s -> ok 0
          }
      }
      """;

  private SmallVectors() {}

  /**
   * Writes the file.
   *
   * @param args how many vectors, and the file
   */
  public static void main(String[] args) throws IOException {
    int count = Integer.parseInt(args[0]);
    VectorWriter writer = new VectorWriter("small", "benchmarks", List.of());
    for (int first = 0; first < count; first += AT_ONCE) {
      StringBuilder text = new StringBuilder(HEAD);
      for (int page = first; page < Math.min(count, first + AT_ONCE); page++) {
        text.append(SCENARIO.formatted(
            Integer.toString(page, 36), "0x" + Long.toHexString((long) page << 12)));
      }
      Compilation compilation =
          Compiler.compile(List.of(new SourceFile("s.p2m", text.toString())), "small");
      if (compilation.hasErrors()) {
        throw new IllegalStateException("not compiled: " + compilation.diagnostics());
      }
      compilation.vectors().vectors().forEach(writer::add);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[1])))) {
      writer.writeTo(out);
    }
  }
}
