package io.shatterproof.vector.json;

import io.shatterproof.vector.ConformanceVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Some lines that are decoded once, by whoever comes first. */
final class LineBatch {
  private final List<Line> lines;
  private final FutureTask<DecodedLines> task;

  LineBatch(List<Line> lines, DecoderPool decoders) {
    this.lines = List.copyOf(lines);
    this.task = new FutureTask<>(() -> decode(this.lines, decoders));
  }

  Line line(int index) {
    return lines.get(index);
  }

  /** How long the lines are together. */
  long bytes() {
    return lines.stream().mapToLong(line -> line.bytes().length).sum();
  }

  private static DecodedLines decode(List<Line> lines, DecoderPool decoders) {
    VectorDecoder decoder = decoders.take();
    List<ConformanceVector> vectors = new ArrayList<>(lines.size());
    try {
      for (Line line : lines) {
        vectors.add(decoder.decode(line));
      }
      return new DecodedLines(vectors, Optional.empty());
    } catch (VectorFormatException refusal) {
      return new DecodedLines(vectors, Optional.of(refusal));
    } finally {
      decoders.giveBack(decoder);
    }
  }

  /** Decodes them, unless somebody has begun. */
  void decode() {
    task.run();
  }

  /** Whether they are decoded. */
  boolean isDone() {
    return task.isDone();
  }

  /** What came of them, once whoever has begun is done. */
  DecodedLines result() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException later) {
          interrupted = true; // who decodes is done soon
        } catch (ExecutionException e) {
          if (e.getCause() instanceof Error error) {
            throw error;
          }
          throw new IllegalStateException("decoding ended with " + e.getCause(), e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
