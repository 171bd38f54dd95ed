package io.shatterproof.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an implementation crashed: the calls from what was thrown up to the harness, then the same of
 * its causes. What is thrown is code of the implementation, too, and may answer anything.
 */
final class CrashTrace {
  private static final int MOST_FRAMES = 20; // of one throwable
  private static final int MOST_CAUSES = 3;
  private static final int MOST_CHARACTERS = 1000; // of a line

  /** Who calls the implementation. */
  private static final String CALLER = GuardedSession.class.getName();

  private static final String HARNESS = GuardedSession.class.getPackageName() + ".";

  /** Whether there is a method or an accessor made for it depends on how often it was called. */
  private static final String REFLECTION = "jdk.internal.reflect.";

  private final List<String> lines = new ArrayList<>();

  private CrashTrace() {}

  /** A line for each call; none where only the harness itself was on the way. */
  static List<String> of(Throwable crash) {
    CrashTrace trace = new CrashTrace();
    try {
      trace.add(crash);
    } catch (RuntimeException | Error another) {
      return List.copyOf(trace.lines); // as far as it told
    }
    return List.copyOf(trace.lines);
  }

  /** Class and message. */
  static String textOf(Throwable crash) {
    try {
      return Objects.requireNonNull(
          ImplementationClock.ofImplementation(() -> String.valueOf(crash)));
    } catch (RuntimeException | Error another) {
      return crash.getClass().getName();
    }
  }

  private void add(Throwable crash) {
    List<StackTraceElement> frames = ofImplementation(crash.getStackTrace());
    addFrames(frames, 0);
    Throwable cause = crash.getCause();
    for (int causes = 0; cause != null && causes < MOST_CAUSES; causes++) {
      List<StackTraceElement> ofCause = ofImplementation(cause.getStackTrace());
      if (ofCause.isEmpty() && frames.isEmpty()) {
        return; // of the harness, all of it
      }
      tell("caused by " + textOf(cause));
      addFrames(ofCause, commonEnd(ofCause, frames));
      frames = ofCause;
      cause = cause.getCause();
    }
  }

  /** Frames up to the caller, without those in between that are not the implementation's. */
  private static List<StackTraceElement> ofImplementation(@Nullable StackTraceElement[] trace) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (StackTraceElement frame : trace) {
      Objects.requireNonNull(frame);
      String name = frame.getClassName();
      if (name.equals(CALLER)) {
        break;
      }
      if (!name.startsWith(HARNESS) && !name.startsWith(REFLECTION)) {
        frames.add(frame);
      }
    }
    return frames;
  }

  private static int commonEnd(List<StackTraceElement> some, List<StackTraceElement> others) {
    int common = 0;
    while (common < Math.min(some.size(), others.size())
        && some.get(some.size() - 1 - common).equals(others.get(others.size() - 1 - common))) {
      common++;
    }
    return common;
  }

  private void addFrames(List<StackTraceElement> frames, int common) {
    int own = frames.size() - common;
    for (StackTraceElement frame : frames.subList(0, Math.min(own, MOST_FRAMES))) {
      tell("at " + frame.getClassName() + "." + frame.getMethodName() + "(" + place(frame) + ")");
    }
    if (frames.size() > Math.min(own, MOST_FRAMES)) {
      tell("... " + (frames.size() - Math.min(own, MOST_FRAMES)) + " more");
    }
  }

  private void tell(String line) {
    int end = Math.min(line.length(), MOST_CHARACTERS);
    boolean splits = end < line.length() && Character.isHighSurrogate(line.charAt(end - 1));
    lines.add(end < line.length() ? line.substring(0, splits ? end - 1 : end) + "..." : line);
  }

  /** In the form that development environments jump to. */
  private static String place(StackTraceElement frame) {
    if (frame.isNativeMethod()) {
      return "Native Method";
    }
    if (frame.getFileName() == null) {
      return "Unknown Source";
    }
    return frame.getLineNumber() < 0
        ? frame.getFileName()
        : frame.getFileName() + ":" + frame.getLineNumber();
  }
}
