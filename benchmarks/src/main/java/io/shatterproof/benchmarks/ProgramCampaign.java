package io.shatterproof.benchmarks;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.harness.Verdict;
import io.shatterproof.harness.remote.ProgramCommand;
import io.shatterproof.harness.remote.RemoteProgramException;
import io.shatterproof.harness.remote.RemoteProvider;
import io.shatterproof.harness.remote.RunAhead;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How long a program of its own takes for many small vectors: one map, one look-up, one access each.
 * Arguments: the command, how many vectors (10,000), and how many rounds (5); the first round is that
 * of a Java machine that has just started.
 */
public final class ProgramCampaign {
  private ProgramCampaign() {}

  public static void main(String[] args) throws RemoteProgramException, InterruptedException {
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    List<ConformanceVector> vectors = vectors(count);
    Duration timeout = Duration.ofSeconds(10);
    try (RemoteProvider program =
        RemoteProvider.start(ProgramCommand.parse(args[0]), timeout.multipliedBy(2))) {
      for (int round = 0; round < rounds; round++) {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        long start = System.nanoTime();
        long cpu = processCpuMillis();
        new RunAhead(program, timeout)
            .run(
                vectors.iterator(),
                judged -> judged
                    .results()
                    .forEach(result -> verdicts.merge(result.verdict(), 1, Integer::sum)));
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println(count + " vectors in " + millis + " ms, " + (processCpuMillis() - cpu)
            + " ms of processor time of the judge: " + verdicts);
      }
    }
  }

  private static long processCpuMillis() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .orElse(Duration.ZERO)
        .toMillis();
  }

  private static List<ConformanceVector> vectors(int count) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < count; i++) {
      rows.append("        | 0x")
          .append(Long.toHexString(0x4000_0000L + (i * 0x1000L)))
          .append(" |\n");
    }
    String text = """
        language 1
        platform board { pes 2  pa 40 bits  walker coherent }
        domain guest on board {
            p2m xen_4_8  granule 4K  ipa 40 bits  start level 1 concatenated 2
            operated by pe 0  runs on pe 1
        }
        scenario "map {page}" {
            where
                | page |
        %s
            when pe 0 { map guest page size 4K to 0x8_0000_0000 perm rw mem normal_wb   returns 0 }
            then {
                lookup guest page is 0x8_0000_0000 perm rw
                pe 1 read guest page -> ok 0x8_0000_0000
            }
        }
        """.formatted(rows);
    Compilation compilation =
        Compiler.compile(List.of(new SourceFile("small.p2m", text)), "small vectors");
    if (compilation.vectors().vectors().size() != count) {
      throw new IllegalStateException("no vectors: " + compilation.diagnostics());
    }
    return compilation.vectors().vectors();
  }
}
