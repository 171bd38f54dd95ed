package io.shatterproof.harness.remote;

import io.shatterproof.spi.Capability;
import io.shatterproof.vector.CountText;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What the driver of vectors in C has logged: lines {@code sp: ID NUMBER OBJECT CHECKSUM} between
 * whatever else a console shows. What is wrong with the lines of a vector concerns that vector only.
 *
 * <p>Observations wait in a temporary file: memory grows with the number of vectors, not with what was
 * observed.
 */
public final class ObservationLog implements Closeable {
  /** The version of the log that is read here. */
  public static final String VERSION = "1.0";

  private static final String MARK = "sp: ";
  private static final Pattern LINE =
      Pattern.compile("(set|[0-9a-f]{16}) ([0-9]{1,9}) (\\{.*\\}) ([0-9a-f]{8})");
  private static final int LONGEST_LINE = 4096;
  private static final long MOST_BYTES = 64L << 30;
  private static final int MOST_VECTORS = 1_000_000;

  private final Map<String, LoggedVector> vectors = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();
  private final ObservationSpool spool;
  private String implementation = "";
  private String digest = "";
  private Set<Capability> capabilities = Set.of();
  private long announced;
  private boolean hasBegun;
  private boolean hasEnded;
  private long lineNumber;
  private long damaged;
  private long bytes;

  private ObservationLog(ObservationSpool spool) {
    this.spool = spool;
  }

  /**
   * Reads a log. What it has observed is there until it is closed.
   *
   * @throws ObservationLogException if it is none, or too large
   */
  public static ObservationLog read(Reader text) throws IOException, ObservationLogException {
    ObservationLog log = new ObservationLog(new ObservationSpool());
    try (text) {
      log.readAll(new LogLines(text));
    } catch (ObservationLogException | IOException | RuntimeException unreadable) {
      log.close();
      throw unreadable;
    }
    return log;
  }

  private void readAll(LogLines lines) throws IOException, ObservationLogException {
    try {
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        lineNumber++;
        take(line.get());
      }
    } catch (NonsenseException nonsense) {
      throw new ObservationLogException("line " + lineNumber + ": " + nonsense.getMessage());
    }
    spool.finish();
    requireWhole();
  }

  private void take(String text) throws IOException, ObservationLogException {
    int mark = text.lastIndexOf(MARK);
    if (mark < 0) {
      return;
    }
    String line = text.substring(mark + MARK.length()).strip();
    Matcher matcher = LINE.matcher(line);
    if (line.length() > LONGEST_LINE
        || !matcher.matches()
        || checksum(line) != Long.parseLong(matcher.group(4), 16)) {
      damaged++;
      return;
    }
    bytes += line.length();
    if (bytes > MOST_BYTES) {
      throw new ObservationLogException("line " + lineNumber + ": the log has more than "
          + (MOST_BYTES >> 30) + " GiB of observations; log fewer vectors at a time");
    }
    long number = Long.parseLong(matcher.group(2));
    if (matcher.group(1).equals("set")) {
      takeOfSet(matcher.group(3));
    } else if (!hasBegun) {
      throw new ObservationLogException("line " + lineNumber
          + ": observations without the line of the set before them; keep the log from its start");
    } else {
      vectors
          .computeIfAbsent(matcher.group(1), id -> new LoggedVector())
          .add(number, matcher.group(3), lineNumber, spool);
      if (vectors.size() > MOST_VECTORS) {
        throw new ObservationLogException("line " + lineNumber + ": the log has more than "
            + MOST_VECTORS + " vectors; log fewer of them at a time");
      }
    }
  }

  /** CRC-32 of everything before the blank that the checksum follows. */
  private static long checksum(String line) {
    CRC32 crc = new CRC32();
    crc.update(line.substring(0, line.lastIndexOf(' ')).getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  private void takeOfSet(String text) throws ObservationLogException {
    FlatObject object = AnswerReader.parse(text);
    if (object.has("end")) {
      hasEnded = true;
      return;
    }
    String version = object.text("log");
    if (!version.equals(VERSION)) {
      throw new ObservationLogException("line " + lineNumber + ": a log of version "
          + FlatObject.shown(version) + ", and " + VERSION
          + " is read here; export the vectors again, and build the driver beside them");
    }
    if (hasBegun) {
      throw new ObservationLogException(
          "line " + lineNumber + ": a second run begins; cut the log, so that it has one");
    }
    hasBegun = true;
    digest = object.text("digest");
    announced = object.whole("vectors");
    implementation = FlatObject.shown(object.text("implementation"));
    capabilities = capabilities(object.text("capabilities"));
    object.end();
  }

  private void requireWhole() throws ObservationLogException {
    if (!hasBegun) {
      throw new ObservationLogException(
          damaged > 0
              ? "the line of the set is missing or damaged, and so are " + damaged + " others"
              : "no observations: no line has the mark `sp: `");
    }
    if (damaged > 0) {
      remarks.add(damaged + (damaged == 1 ? " line is" : " lines are")
          + " damaged; the vectors they belong to cannot be judged");
    }
    if (!hasEnded) {
      remarks.add("the log has no end: it was cut, or the run did not come to its end");
    }
    if (vectors.size() < announced) {
      remarks.add("the log has observations of " + vectors.size() + " of "
          + CountText.of(announced, "vector"));
    }
  }

  /** What is wrong with the log beyond single vectors, a line each. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** The {@link SetName} of the vectors that were exported. */
  public String digest() {
    return digest;
  }

  /** The name of the implementation. */
  public String implementation() {
    return implementation;
  }

  /** What the calls were planned for. */
  public Set<Capability> capabilities() {
    return capabilities;
  }

  /** Ids of the vectors in the log. */
  public Set<String> ids() {
    return Set.copyOf(vectors.keySet());
  }

  @Nullable
  LoggedVector vector(String id) {
    return vectors.get(id);
  }

  /** The observations of a vector that has no flaw, a line each. */
  List<byte[]> lines(LoggedVector vector) {
    return vector.lines(spool);
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }

  /** Capabilities as a log and C name them. */
  public static String words(Set<Capability> capabilities) {
    StringBuilder words = new StringBuilder();
    for (Capability capability : Capability.values()) {
      if (capabilities.contains(capability)) {
        words.append(words.isEmpty() ? "" : " ").append(capability.word());
      }
    }
    return words.toString();
  }

  private static Set<Capability> capabilities(String words) {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    for (String word : words.split(" ", -1)) {
      capabilities.add(Optional.ofNullable(Spelling.CAPABILITY.parse(word))
          .orElseThrow(() -> FlatObject.unknown("capabilities", word)));
    }
    return capabilities;
  }

  /** Names a set of vectors by 16 digits, in whatever order they come. */
  public static final class SetName {
    private final SortedSet<String> ids = new TreeSet<>();

    /** One more vector. */
    public void add(String id) {
      ids.add(id);
    }

    /** The digest of those that were added. */
    public String text() {
      try {
        byte[] all = String.join("\n", ids).getBytes(StandardCharsets.UTF_8);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(all);
        return HexFormat.of().formatHex(hash).substring(0, 16);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }
}
