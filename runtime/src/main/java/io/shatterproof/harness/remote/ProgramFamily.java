package io.shatterproof.harness.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A program that was started, with whatever it starts itself: none outlives the one who started it.
 *
 * <p>A process whose parent has ended is nobody's child. It is known by a variable of its environment,
 * where the system shows that of others (Linux), or from an earlier look.
 */
final class ProgramFamily {
  private static final String VARIABLE = "SHATTERPROOF_PROGRAM";
  private static final Set<ProgramFamily> RUNNING = ConcurrentHashMap.newKeySet();
  private static final AtomicLong STARTED = new AtomicLong();
  private static final int MOST_LOOKS = 5; // what is being ended may start others

  /** This process ends: whoever sees its programs end must not start others in their place. */
  private static volatile boolean isEnding;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ProgramFamily::endAll, "end of programs"));
  }

  private final Process program;
  private final String mark;
  private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();

  private ProgramFamily(Process program, String mark) {
    this.program = program;
    this.mark = mark;
  }

  /**
   * Starts a program.
   *
   * @throws IOException if there is none
   */
  static ProgramFamily start(List<String> words) throws IOException {
    String mark = ProcessHandle.current().pid() + "." + STARTED.incrementAndGet() + "."
        + Long.toHexString(System.nanoTime()) + ";";
    ProcessBuilder builder = new ProcessBuilder(words);
    // Added to that of whoever started this process as a program, so that he finds all of them.
    builder.environment().merge(VARIABLE, mark, String::concat);
    ProgramFamily family = new ProgramFamily(builder.start(), mark);
    RUNNING.add(family);
    if (isEnding) { // asked behind the addition, so that one of the two sees the other
      family.end();
      throw new IOException("the judge is ending");
    }
    return family;
  }

  private static void endAll() {
    isEnding = true;
    RUNNING.forEach(ProgramFamily::destroy);
  }

  Process program() {
    return program;
  }

  /** Remembers what it has started and can be found now. */
  void look() {
    program.descendants().forEach(seen::add);
  }

  /** Ends all of them. */
  void end() {
    destroy();
    RUNNING.remove(this);
  }

  private void destroy() {
    look();
    seen.forEach(ProcessHandle::destroyForcibly);
    program.destroyForcibly();
    List<ProcessHandle> marked = marked();
    for (int looks = 1; !marked.isEmpty() && looks < MOST_LOOKS; looks++) {
      marked.forEach(ProcessHandle::destroyForcibly);
      marked = marked();
    }
  }

  private List<ProcessHandle> marked() {
    return ProcessHandle.allProcesses().filter(this::isMarked).toList();
  }

  private boolean isMarked(ProcessHandle process) {
    Path environment = Path.of("/proc/" + process.pid() + "/environ");
    try {
      return new String(Files.readAllBytes(environment), StandardCharsets.ISO_8859_1)
          .contains(mark);
    } catch (IOException unknown) { // it has ended, is somebody else's, or the system tells nothing
      return false;
    }
  }
}
