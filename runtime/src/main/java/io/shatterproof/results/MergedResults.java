package io.shatterproof.results;

import io.shatterproof.harness.Shard;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/** Results of all shards of one set, as if they had been run on one machine: in the order of the set. */
public final class MergedResults {
  private final PriorityQueue<Front> fronts =
      new PriorityQueue<>(Comparator.comparingLong(front -> front.run().vector()));
  private final CampaignHeader header;
  private final WholeSet whole;

  /** Results that are no shards of one campaign; the message says why. */
  public static final class MismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    MismatchException(String message) {
      super(message);
    }
  }

  private record Front(RunResult run, ResultsReader reader) {}

  /**
   * Puts results together.
   *
   * @param readers at least one, of which nothing but the header was read; closed by the caller
   */
  public MergedResults(List<ResultsReader> readers)
      throws MismatchException, IOException, VectorFormatException {
    requireShardsOfOneCampaign(readers);
    CampaignHeader any = readers.get(0).header();
    this.header = new CampaignHeader(
        any.generator(), any.suites(), any.provider(), any.set(), any.vectors(), Shard.WHOLE);
    this.whole = new WholeSet(header);
    for (ResultsReader reader : readers) {
      advance(reader);
    }
  }

  /** That of the whole. */
  public CampaignHeader header() {
    return header;
  }

  /**
   * The next run; empty behind the last.
   *
   * @throws MismatchException behind the last, if a vector of the set is in no shard
   */
  public Optional<RunResult> next() throws MismatchException, IOException, VectorFormatException {
    Front front = fronts.poll();
    if (front == null) {
      Optional<String> fault = whole.fault();
      if (fault.isPresent()) {
        throw new MismatchException(fault.get() + "; get all shards again");
      }
      return Optional.empty();
    }
    whole.add(front.run());
    advance(front.reader());
    return Optional.of(front.run());
  }

  private void advance(ResultsReader reader) throws IOException, VectorFormatException {
    reader.next().ifPresent(run -> fronts.add(new Front(run, reader)));
  }

  private static void requireShardsOfOneCampaign(List<ResultsReader> readers)
      throws MismatchException {
    ResultsReader first = readers.get(0);
    Map<Integer, String> files = new LinkedHashMap<>();
    for (ResultsReader reader : readers) {
      requireSame(reader, first);
      int index = reader.header().shard().index();
      String other = files.putIfAbsent(index, reader.file());
      if (other != null) {
        throw new MismatchException(reader.file() + ": shard " + reader.header().shard() + " is in "
            + other + " already; name each file once");
      }
    }
    int count = first.header().shard().count();
    List<Integer> missing = new ArrayList<>();
    for (int index = 1; index <= count; index++) {
      if (!files.containsKey(index)) {
        missing.add(index);
      }
    }
    if (!missing.isEmpty()) {
      throw new MismatchException("of " + count + " shards these are missing: "
          + missing.stream().limit(20).map(String::valueOf).collect(Collectors.joining(", "))
          + (missing.size() > 20 ? " and " + (missing.size() - 20) + " more" : ""));
    }
  }

  private static void requireSame(ResultsReader reader, ResultsReader first)
      throws MismatchException {
    CampaignHeader one = first.header();
    CampaignHeader other = reader.header();
    require(reader, first, "the provider", one.provider(), other.provider());
    require(reader, first, "the set", one.set(), other.set());
    require(
        reader,
        first,
        "the number of vectors",
        Long.toString(one.vectors()),
        Long.toString(other.vectors()));
    require(
        reader,
        first,
        "the suites",
        String.join(", ", one.suites()),
        String.join(", ", other.suites()));
    require(
        reader,
        first,
        "the number of shards",
        Integer.toString(one.shard().count()),
        Integer.toString(other.shard().count()));
    require(reader, first, "the generator", one.generator(), other.generator());
  }

  private static void require(
      ResultsReader reader, ResultsReader first, String what, String one, String other)
      throws MismatchException {
    if (!one.equals(other)) {
      throw new MismatchException(reader.file() + ": " + what + " is " + other + ", but " + one
          + " in " + first.file() + "; merge results of one campaign");
    }
  }
}
