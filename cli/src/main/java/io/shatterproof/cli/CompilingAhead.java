package io.shatterproof.cli;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.load.Loading;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Compiles files on another thread, a few of them ahead of whoever takes them: what waits is
 * bounded, and nobody waits for the last file before the first is used.
 */
final class CompilingAhead implements AutoCloseable {
  /** Compiled files that may wait. */
  static final int MOST_WAITING = 16;

  private final BlockingQueue<Compiled> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread compiler;

  /** A file; none behind the last, then with what stopped the compiler, if anything did. */
  private record Compiled(
      Compilation.@Nullable OfFile file, @Nullable RuntimeException failure) {}

  CompilingAhead(Iterator<Compilation.OfFile> files) {
    this.compiler = new Thread(() -> compile(files), "compiler");
    compiler.setDaemon(true);
    compiler.start();
  }

  /** Begins to compile. */
  static CompilingAhead of(Loading loading) {
    return new CompilingAhead(Compiler.eachFile(loading.sources(), loading.imports()));
  }

  private void compile(Iterator<Compilation.OfFile> files) {
    try {
      RuntimeException failure = null;
      try {
        while (files.hasNext()) {
          waiting.put(new Compiled(files.next(), null));
        }
      } catch (RuntimeException | Error ofCompiler) { // whoever waits must not wait for ever
        failure = new IllegalStateException("compiling ended with " + ofCompiler, ofCompiler);
      }
      waiting.put(new Compiled(null, failure));
    } catch (InterruptedException nobodyTakesMore) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next file, in order; empty behind the last. Not to be called again then. */
  Optional<Compilation.OfFile> next() {
    try {
      Compiled compiled = waiting.take();
      if (compiled.failure() != null) {
        throw compiled.failure();
      }
      return Optional.ofNullable(compiled.file());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while files are compiled", e);
    }
  }

  @Override
  public void close() {
    compiler.interrupt();
  }
}
