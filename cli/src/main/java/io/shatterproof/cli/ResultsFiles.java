package io.shatterproof.cli;

import io.shatterproof.results.ResultsReader;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opened files of results. */
final class ResultsFiles implements AutoCloseable {
  private final List<ResultsReader> readers = new ArrayList<>();

  private ResultsFiles() {}

  /** Reads the header of each. */
  static ResultsFiles open(List<Path> files) throws FileFailure {
    ResultsFiles opened = new ResultsFiles();
    for (Path file : files) {
      try {
        opened.readers.add(new ResultsReader(
            new BufferedInputStream(Files.newInputStream(file)), file.toString()));
      } catch (IOException e) {
        opened.close();
        throw new FileFailure(FileErrors.cannotRead(file, e));
      } catch (VectorFormatException malformed) {
        opened.close();
        throw FileFailure.at(String.valueOf(malformed.getMessage()));
      }
    }
    return opened;
  }

  List<ResultsReader> readers() {
    return readers;
  }

  @Override
  public void close() {
    for (ResultsReader reader : readers) {
      try {
        reader.close();
      } catch (IOException e) {
        throw new IllegalStateException("what was read can be closed: " + reader.file(), e);
      }
    }
  }
}
