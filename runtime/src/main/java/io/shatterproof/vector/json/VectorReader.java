package io.shatterproof.vector.json;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.VectorSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Reads a vector file that nobody trusts, one vector after the other, in constant memory. Lines are
 * read some way ahead, and decoded on other processors where one is free.
 *
 * <p>That the file is whole is known at its end only: what was read before counts when {@link #next}
 * has answered that there is no more. After an exception nothing more can be read.
 */
public final class VectorReader implements AutoCloseable {
  private static final int BATCH_LINES = 64;
  private static final int BATCH_BYTES = 1 << 16;
  private static final int BYTES_AHEAD = 1 << 20;
  private static final int BATCHES_AHEAD = 8;

  private final LineReader lines;
  private final VectorHeader header;
  private final SetVerification digest;
  private final DecoderPool decoders;
  private final BatchesAhead ahead = new BatchesAhead(ForkJoinPool.commonPool());
  private boolean isAtEnd;
  private @Nullable VectorFormatException refusedAhead;
  private @Nullable IOException failedAhead;
  private @Nullable LineBatch batch;
  private DecodedLines decoded = new DecodedLines(List.of(), Optional.empty());
  private int taken;
  private String lastId = "";

  /**
   * Reads the header.
   *
   * @param in closed by {@link #close}
   * @param file its name for messages
   * @throws VectorFormatException if it is no header of a vector file of major version 1
   */
  public VectorReader(InputStream in, String file, ReadLimits limits)
      throws IOException, VectorFormatException {
    this(in, file, limits, Optional.empty());
  }

  /**
   * Reads the header of a set that a manifest lists.
   *
   * @param listed what the set must be, to the byte; empty where nothing lists it
   */
  public VectorReader(InputStream in, String file, ReadLimits limits, Optional<ListedSet> listed)
      throws IOException, VectorFormatException {
    this(in, file, limits, listed, Optional.empty());
  }

  /**
   * Reads the header of a set, perhaps for the second time. That each vector has its id and is spelt
   * as it should be is then known, as long as the bytes are the same: at the end the digest tells.
   *
   * @param verified the header of the set when it was read to its end; empty for the first time
   */
  public VectorReader(
      InputStream in,
      String file,
      ReadLimits limits,
      Optional<ListedSet> listed,
      Optional<VectorHeader> verified)
      throws IOException, VectorFormatException {
    this(in, file, limits, listed, verified, false);
  }

  /**
   * Reads the header of a set that is right in content, whatever the order of its members and its
   * blanks. Everything else is demanded of it: its ids, their order, and its digests.
   */
  public static VectorReader ofAnySpelling(
      InputStream in, String file, ReadLimits limits, Optional<ListedSet> listed)
      throws IOException, VectorFormatException {
    return new VectorReader(in, file, limits, listed, Optional.empty(), true);
  }

  private VectorReader(
      InputStream in,
      String file,
      ReadLimits limits,
      Optional<ListedSet> listed,
      Optional<VectorHeader> verified,
      boolean anySpelling)
      throws IOException, VectorFormatException {
    this.lines = new LineReader(in, file, limits.lineBytes());
    Optional<Line> first = lines.next();
    if (first.isEmpty()) {
      throw new VectorFormatException(
          file,
          1,
          1,
          FormatFault.EMPTY_FILE,
          "the file is empty",
          "a set without vectors still has a header line; get the file again");
    }
    Line headerLine = first.get();
    header = HeaderDecoder.decode(
        headerLine, new JsonLineParser(limits).parse(headerLine), limits, anySpelling);
    if (verified.isPresent() && !verified.get().equals(header)) {
      throw headerLine.refuse(
          FormatFault.CHANGED_FILE, 0, "the file was changed while it was read", "read it again");
    }
    digest = new SetVerification(headerLine, header, listed);
    boolean isNew = verified.isEmpty();
    decoders = new DecoderPool(() ->
        new VectorDecoder(limits, header.minorVersion(), header.optional(), isNew, anySpelling));
  }

  /** The first line. */
  public VectorHeader header() {
    return header;
  }

  /** The next vector; empty at the end of a file that is as its header says. */
  public Optional<ConformanceVector> next() throws IOException, VectorFormatException {
    while (taken == decoded.vectors().size()) {
      if (decoded.refusal().isPresent()) {
        throw decoded.refusal().get();
      }
      readAhead();
      batch = ahead.take().orElse(null);
      if (batch == null) {
        end();
        return Optional.empty();
      }
      decoded = batch.result();
      taken = 0;
    }
    ConformanceVector vector = decoded.vectors().get(taken);
    requireAscending(vector.heading().id());
    taken++;
    return Optional.of(vector);
  }

  private void readAhead() {
    while (!isAtEnd && ahead.bytes() < BYTES_AHEAD && ahead.size() < BATCHES_AHEAD) {
      List<Line> some = new ArrayList<>(BATCH_LINES);
      long bytes = 0;
      while (!isAtEnd && some.size() < BATCH_LINES && bytes < BATCH_BYTES) {
        Optional<Line> line = line();
        if (line.isPresent()) {
          some.add(line.get());
          bytes += line.get().bytes().length;
        }
      }
      if (!some.isEmpty()) {
        ahead.add(new LineBatch(some, decoders));
      }
    }
  }

  /** The next line; what is wrong with it is told when all before it were taken. */
  private Optional<Line> line() {
    try {
      Optional<Line> line = lines.next();
      if (line.isPresent()) {
        digest.add(line.get());
        return line;
      }
    } catch (VectorFormatException refused) {
      refusedAhead = refused;
    } catch (IOException failed) {
      failedAhead = failed;
    }
    isAtEnd = true;
    return Optional.empty();
  }

  private void end() throws IOException, VectorFormatException {
    if (refusedAhead != null) {
      throw refusedAhead;
    } else if (failedAhead != null) {
      throw failedAhead;
    }
    digest.requireWhole();
  }

  /** Reads a whole file into memory; its vectors are sorted by id. */
  public static VectorSet readAll(InputStream in, String file, ReadLimits limits)
      throws IOException, VectorFormatException {
    List<ConformanceVector> vectors = new ArrayList<>();
    try (VectorReader reader = new VectorReader(in, file, limits)) {
      for (Optional<ConformanceVector> vector = reader.next();
          vector.isPresent();
          vector = reader.next()) {
        vectors.add(vector.get());
      }
      VectorHeader header = reader.header();
      return new VectorSet(header.suite(), header.generator(), header.specifications(), vectors);
    }
  }

  private void requireAscending(String id) throws VectorFormatException {
    if (id.compareTo(lastId) <= 0 && batch != null) {
      throw batch
          .line(taken)
          .refuse(
              FormatFault.NOT_SORTED,
              0,
              id.equals(lastId)
                  ? "the vector " + id + " is there twice"
                  : id + " comes after " + lastId,
              "sort the lines by id, once each");
    }
    lastId = id;
  }

  @Override
  public void close() throws IOException {
    ahead.clear();
    lines.close();
  }
}
