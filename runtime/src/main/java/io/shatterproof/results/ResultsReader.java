package io.shatterproof.results;

import io.shatterproof.harness.Shard;
import io.shatterproof.harness.Verdict;
import io.shatterproof.vector.json.FormatFault;
import io.shatterproof.vector.json.JsonLines;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads results in JSON Lines that nobody trusts, run after run, in constant memory. */
public final class ResultsReader implements AutoCloseable {
  private static final String AGAIN = "the file was cut short or edited; get it again";

  private final JsonLines lines;
  private final String file;
  private final CampaignHeader header;
  private final WholeSet whole;
  private final Totals totals = new Totals();
  private JsonLines.Value last;
  private long lastVector;
  private boolean ended;

  /**
   * Reads the header.
   *
   * @param in closed by {@link #close}
   * @param file its name for messages
   */
  public ResultsReader(InputStream in, String file) throws IOException, VectorFormatException {
    this.lines = new JsonLines(in, file);
    this.file = file;
    Optional<JsonLines.Value> first = lines.next();
    if (first.isEmpty()) {
      throw VectorFormatException.of(
          file, FormatFault.EMPTY_FILE, "the file is empty", "results have a header and a summary");
    }
    this.last = first.get();
    this.header = header(last);
    this.whole = new WholeSet(header);
  }

  /** Its name for messages. */
  public String file() {
    return file;
  }

  public CampaignHeader header() {
    return header;
  }

  /** The next run; empty behind the last one of a file that is whole. */
  public Optional<RunResult> next() throws IOException, VectorFormatException {
    if (ended) {
      return Optional.empty();
    }
    Optional<JsonLines.Value> line = lines.next();
    if (line.isEmpty()) {
      throw last.refuse(
          FormatFault.WRONG_COUNT, "", "no summary follows the last line of the file", AGAIN);
    }
    last = line.get();
    if (last.has("summary")) {
      end(last);
      return Optional.empty();
    }
    RunResult result = run(last);
    whole.add(result);
    totals.add(result);
    return Optional.of(result);
  }

  private static CampaignHeader header(JsonLines.Value line) throws VectorFormatException {
    if (!line.has("format") || !line.text("format").equals(JsonLinesResults.FORMAT)) {
      throw line.refuse(
          FormatFault.NOT_RESULTS,
          "format",
          "the first line is no header of results",
          "results begin with {\"format\":\"" + JsonLinesResults.FORMAT + "\"");
    }
    if (!line.text("version").matches("1\\.(0|[1-9][0-9]{0,5})")) {
      throw line.refuse(
          FormatFault.UNKNOWN_VERSION,
          "version",
          "this reader knows version 1 of results",
          "use a newer reader");
    }
    CampaignHeader header = new CampaignHeader(
        line.text("generator"),
        line.texts("suites"),
        line.text("provider"),
        set(line),
        line.whole("vectors", 0, Long.MAX_VALUE),
        shard(line));
    line.end();
    return header;
  }

  private static String set(JsonLines.Value line) throws VectorFormatException {
    String set = line.text("set");
    if (!set.matches("sha256:[0-9a-f]{64}")) {
      throw line.refuse(
          FormatFault.WRONG_TYPE, "set", "the digest of the set is not spelt as one", AGAIN);
    }
    return set;
  }

  private static Shard shard(JsonLines.Value line) throws VectorFormatException {
    String shard = line.text("shard");
    return Shard.parse(shard)
        .orElseThrow(() -> line.refuse(
            FormatFault.OUT_OF_RANGE, "shard", "there is no such shard", "write I/N, as in 1/4"));
  }

  private RunResult run(JsonLines.Value line) throws VectorFormatException {
    long vector = line.whole("vector", 1, header.vectors());
    if (vector < lastVector) {
      throw line.refuse(
          FormatFault.NOT_SORTED,
          "vector",
          "the vector " + vector + " comes after " + lastVector,
          AGAIN);
    }
    lastVector = vector;
    List<FailedCheck> failures = new ArrayList<>();
    for (JsonLines.Value failure : line.objects("failures")) {
      failures.add(failure(failure));
    }
    RunResult result = new RunResult(
        vector,
        id(line),
        line.text("title"),
        line.text("at"),
        line.textOrEmpty("profile"),
        verdict(line),
        line.textOrEmpty("reason"),
        line.texts("trace"),
        line.wholeOrZero("checks"),
        line.wholeOrZero("out_of_scope"),
        failures,
        line.wholeOrZero("more_failures"),
        line.textOrEmpty("known_failure"),
        line.optionalWhole("micros"));
    line.end();
    if (!result.knownFailure().isEmpty() && !result.verdict().isFailure()) {
      throw line.refuse(
          FormatFault.OUT_OF_RANGE, "known_failure", "a run that did not fail is none", AGAIN);
    }
    return result;
  }

  private String id(JsonLines.Value line) throws VectorFormatException {
    String id = line.text("id");
    if (!id.matches("[0-9a-f]{16}")) {
      throw line.refuse(FormatFault.WRONG_TYPE, "id", "an id is 16 hexadecimal digits", AGAIN);
    }
    if (!header.shard().contains(id)) {
      throw line.refuse(
          FormatFault.OUT_OF_RANGE,
          "id",
          "the vector " + id + " does not belong to shard " + header.shard(),
          AGAIN);
    }
    return id;
  }

  private static Verdict verdict(JsonLines.Value line) throws VectorFormatException {
    String word = line.text("result");
    return Verdict.parse(word)
        .orElseThrow(() -> line.refuse(
            FormatFault.UNKNOWN_WORD,
            "result",
            "this is none of the seven results",
            "use one of " + Verdict.words()));
  }

  private static FailedCheck failure(JsonLines.Value failure) throws VectorFormatException {
    FailedCheck check = new FailedCheck(
        failure.text("at"),
        failure.text("message"),
        failure.textOrEmpty("expected"),
        failure.textOrEmpty("actual"),
        failure.textOrEmpty("details"),
        failure.texts("about"));
    failure.end();
    return check;
  }

  private void end(JsonLines.Value line) throws IOException, VectorFormatException {
    JsonLines.Value summary = line.object("summary");
    requireCount(summary, "vectors", totals.vectors());
    requireCount(summary, "runs", totals.runs());
    for (Verdict verdict : Verdict.values()) {
      requireCount(summary, verdict.word(), totals.of(verdict));
    }
    if (summary.has("known_failures") || totals.knownFailures() > 0) {
      requireCount(summary, "known_failures", totals.knownFailures());
    }
    summary.end();
    line.end();
    Optional<JsonLines.Value> more = lines.next();
    if (more.isPresent()) {
      throw more.get().refuse(FormatFault.WRONG_COUNT, "", "something follows the summary", AGAIN);
    }
    if (header.shard().equals(Shard.WHOLE)) {
      Optional<String> fault = whole.fault();
      if (fault.isPresent()) {
        throw line.refuse(FormatFault.WRONG_COUNT, "", fault.get(), AGAIN);
      }
    }
    ended = true;
  }

  private static void requireCount(JsonLines.Value summary, String name, long counted)
      throws VectorFormatException {
    if (summary.whole(name, 0, Long.MAX_VALUE) != counted) {
      throw summary.refuse(
          FormatFault.WRONG_COUNT,
          name,
          "the summary says another number than " + counted + ", which the lines before it have",
          AGAIN);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
