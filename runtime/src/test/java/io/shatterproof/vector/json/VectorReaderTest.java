package io.shatterproof.vector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.shatterproof.vector.ConformanceVector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorReaderTest {

  static List<MalformedSamples.Sample> samples() {
    return MalformedSamples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void malformedFileIsRefusedForTheStatedReasonAtItsPlace(MalformedSamples.Sample sample) {
    byte[] file = sample.file().getBytes(StandardCharsets.UTF_8);

    VectorFormatException refusal = refusal(file);

    assertThat(refusal.fault()).as(refusal.getMessage()).isEqualTo(sample.fault());
    assertThat(refusal.line()).isEqualTo(sample.line());
    if (!sample.at().isEmpty()) {
      assertThat(from(file, refusal)).startsWith(sample.at());
    }
    assertThat(refusal.reason()).isNotBlank();
    assertThat(refusal.cure()).isNotBlank();
  }

  @Test
  void messageNamesPlaceFaultReasonAndCure() {
    byte[] file = edited(MalformedSamples.good(Vectors.replacePage()), "\"pes\":2", "\"pes\":0");

    assertThat(refusal(file))
        .hasMessageMatching("set\\.p2mv:2:\\d+: error\\[out-of-range]: `pes` is 0, not 1 to 1024\n"
            + "   help: write a number of that range");
  }

  @Test
  void columnCountsCodePoints() {
    byte[] file = edited(
        MalformedSamples.good(Vectors.replacePage()),
        "\"title\":\"replace",
        "\"title\":\"\ud83d\ude80\u00e9\",\"x\":\"");

    assertThat(refusal(file).column())
        .isEqualTo("{\"id\":\"0123456789abcdef\",\"title\":\"rE\",".length() + 1);
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] file = MalformedSamples.good(Vectors.replacePage());
    int at = new String(file, StandardCharsets.ISO_8859_1).indexOf("replace 4K");
    file[at] = (byte) 0xc0;

    assertThat(refusal(file).fault()).isEqualTo(FormatFault.NOT_UTF8);
  }

  @Test
  void fileWithoutFinalLineFeedIsRefused() {
    byte[] file = MalformedSamples.good(Vectors.replacePage());

    assertThat(refusal(Arrays.copyOf(file, file.length - 1)).fault())
        .isEqualTo(FormatFault.NOT_JSON);
  }

  @Test
  void changedTitleIsFoundByTheDigest() {
    byte[] file = edited(MalformedSamples.good(Vectors.replacePage()), "4K inside", "5K inside");

    assertThat(refusal(file).fault()).isEqualTo(FormatFault.WRONG_DIGEST);
  }

  @Test
  void linesThatAreNotSortedAreRefused() {
    String[] lines = twoVectors();

    assertThat(refusal(joined(lines[0], lines[2], lines[1])).fault())
        .isEqualTo(FormatFault.NOT_SORTED);
  }

  @Test
  void vectorThatIsThereTwiceIsRefused() {
    String[] lines = twoVectors();

    assertThat(refusal(joined(lines[0], lines[1], lines[1])).reason()).endsWith("is there twice");
  }

  @Test
  void depthIsRefusedBeforeTheStackEnds() {
    byte[] file = edited(
        MalformedSamples.good(Vectors.replacePage()),
        "\"suite\"",
        "\"x\":" + "[".repeat(1_000_000));

    assertThat(refusal(file).fault()).isEqualTo(FormatFault.TOO_LARGE);
  }

  @Test
  void longLineIsRefusedBeforeItIsRead() {
    InputStream endless = new InputStream() {
      @Override
      public int read() {
        return '[';
      }
    };

    assertThat(refusal(endless, ReadLimits.DEFAULT).fault()).isEqualTo(FormatFault.TOO_LARGE);
  }

  @Test
  void moreVectorsThanTheLimitAreRefusedByTheHeader() {
    byte[] file = joined(twoVectors());
    ReadLimits one = new ReadLimits(1 << 20, 64, 1, 10);

    VectorFormatException refusal = refusal(new ByteArrayInputStream(file), one);

    assertThat(refusal.fault()).isEqualTo(FormatFault.TOO_LARGE);
    assertThat(refusal.line()).isEqualTo(1);
  }

  @Test
  void moreStepsThanTheLimitAreRefused() {
    byte[] file = MalformedSamples.good(Vectors.replacePage());
    ReadLimits oneStep = new ReadLimits(1 << 20, 64, 10, 1);

    assertThat(refusal(new ByteArrayInputStream(file), oneStep).fault())
        .isEqualTo(FormatFault.TOO_LARGE);
  }

  @Test
  void unknownMemberThatTheHeaderListsIsIgnored() throws Exception {
    String file = new String(MalformedSamples.good(Vectors.replacePage()), StandardCharsets.UTF_8);
    String body =
        file.substring(file.indexOf('\n') + 1).replace("\"why\":", "\"hint\":{\"a\":[1]},\"why\":");
    byte[] later = joined(
        "{\"format\":\"p2m-vectors\",\"version\":\"1.7\",\"suite\":\"s\",\"generator\":\"g\","
            + "\"count\":1,\"digest\":\"sha256:" + Sha256.hex(body.getBytes(StandardCharsets.UTF_8))
            + "\",\"optional\":[\"hint\"]}",
        body.stripTrailing());

    List<ConformanceVector> read = VectorReader.readAll(
            new ByteArrayInputStream(later), "set.p2mv", ReadLimits.DEFAULT)
        .vectors();

    assertThat(read).containsExactly(Vectors.replacePage());
  }

  @Test
  void olderVersionIsReadAsLongAsItSaysNothingThatIsNewer() throws Exception {
    byte[] first = edited(MalformedSamples.good(Vectors.replacePage()), "\"1.2\"", "\"1.0\"");
    byte[] second = edited(MalformedSamples.good(Vectors.everyOperation()), "\"1.2\"", "\"1.1\"");

    assertThat(vectors(first)).containsExactly(Vectors.replacePage());
    assertThat(vectors(second)).containsExactly(Vectors.everyOperation());
    assertThat(vectors(MalformedSamples.good(Vectors.everythingBare())))
        .containsExactly(Vectors.everythingBare());
  }

  private static List<ConformanceVector> vectors(byte[] file) throws Exception {
    return VectorReader.readAll(new ByteArrayInputStream(file), "set.p2mv", ReadLimits.DEFAULT)
        .vectors();
  }

  @Test
  void endIsFoundAgain() throws Exception {
    try (VectorReader reader = new VectorReader(
        new ByteArrayInputStream(MalformedSamples.good(Vectors.replacePage())),
        "set.p2mv",
        ReadLimits.DEFAULT)) {
      Optional<ConformanceVector> vector = reader.next();

      assertThat(vector).contains(Vectors.replacePage());
      assertThat(reader.next()).isEmpty();
      assertThat(reader.next()).isEmpty();
    }
  }

  /** Any byte of a good file, changed to any other: read as it was, or refused; never anything else. */
  @Test
  void changedByteIsAlwaysNoticed() {
    byte[] good = MalformedSamples.good(Vectors.replacePage());
    for (int i = 0; i < good.length; i++) {
      for (byte other : new byte[] {0, ' ', '"', '0', '9', 'z', '{', '}', '\n', (byte) 0xff}) {
        byte[] file = good.clone();
        file[i] = other;
        if (other != good[i] && !isFree(good, i)) {
          assertThat(refusal(file)).as("byte " + i + " becomes " + other).isNotNull();
        }
      }
    }
  }

  /** Pieces of a file cut, doubled and moved: every one is refused, and in no other way. */
  @Test
  void mixedUpFileIsAlwaysRefused() {
    long seed = Long.getLong("shatterproof.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    RandomVectors vectors = new RandomVectors(seed);
    byte[] good = MalformedSamples.good(vectors.next(), vectors.next(), vectors.next());
    int body = new String(good, StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int i = 0; i < Integer.getInteger("shatterproof.fuzz", 2_000); i++) {
      byte[] file = mixedUp(good, body, random);
      if (!Arrays.equals(file, good)) {
        assertThat(refusal(file))
            .as("-Dshatterproof.seed=" + seed + ", file " + i)
            .isNotNull();
      }
    }
  }

  /** The piece [a, b) stands where [c, d) was; the header stays. */
  private static byte[] mixedUp(byte[] good, int body, SplittableRandom random) {
    int a = random.nextInt(body, good.length + 1);
    int b = Math.min(good.length, a + random.nextInt(40));
    int c = random.nextInt(body, good.length + 1);
    int d = Math.min(good.length, c + random.nextInt(40));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(good, 0, c);
    file.write(good, a, b - a);
    file.write(good, d, good.length - d);
    return file.toByteArray();
  }

  /** The names and the minor version in the header are free, and no digest covers them. */
  private static boolean isFree(byte[] good, int at) {
    String header = new String(good, StandardCharsets.UTF_8);
    int names = header.indexOf("\"suite\":\"suite\"");
    return (names <= at && at <= header.indexOf(",\"count\"")) || at == header.indexOf("1.2") + 2;
  }

  private static String[] twoVectors() {
    ConformanceVector other = Vectors.vector(
        Vectors.heading(), Vectors.setup("guest"), Vectors.given(0), Vectors.phase(2));
    return new String(MalformedSamples.good(Vectors.replacePage(), other), StandardCharsets.UTF_8)
        .split("\n", -1);
  }

  private static byte[] joined(String... lines) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (String line : lines) {
      file.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return file.toByteArray();
  }

  private static byte[] edited(byte[] file, String from, String to) {
    return new String(file, StandardCharsets.UTF_8)
        .replace(from, to)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String from(byte[] file, VectorFormatException refusal) {
    String line = new String(file, StandardCharsets.UTF_8).split("\n", -1)[refusal.line() - 1];
    return line.substring(line.offsetByCodePoints(0, refusal.column() - 1));
  }

  private static VectorFormatException refusal(byte[] file) {
    return refusal(new ByteArrayInputStream(file), ReadLimits.DEFAULT);
  }

  private static VectorFormatException refusal(InputStream file, ReadLimits limits) {
    return catchThrowableOfType(
        VectorFormatException.class, () -> VectorReader.readAll(file, "set.p2mv", limits));
  }
}
