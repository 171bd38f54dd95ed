package io.shatterproof.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.shatterproof.harness.Failure;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.Shard;
import io.shatterproof.harness.Verdict;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.Needs;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

final class ResultsTest {
  private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12)
      .getSchema(ResultsTest.class.getResourceAsStream("results.schema.json"));
  // for i in 1 2 3 4 5 6 7 8; do printf '%016x\n' $i; done | sha256sum
  private static final String SET =
      "sha256:3f87e44aaba4c03844b5a6bc0f4ce009f5d0b63290db58dba95cf797ba1a6902";
  // printf '%016x\n' 1 | sha256sum
  private static final String SET_OF_ONE =
      "sha256:889e70453893b1d60b08b68a1c0a5d1c95a4acd126d5a59b146151cb3c69f929";

  private static final FailedCheck CHECK = new FailedCheck(
      "a.p2m:3:7",
      "lookup is \"hole\", not <0x1000> & more",
      "0x1000\nrwx",
      "hole",
      "event log, 1 events\n>    1  lock   // # ]]> \u0007\ud800 \\ ---",
      List.of("lookup mapped"));

  private static final List<String> TRACE =
      List.of("at org.example.P2m.<init>(P2m.java:7)", "caused by # ]]> \\ \n---");

  private static RunResult run(long vector, String profile, Verdict verdict, String known) {
    boolean fails = verdict == Verdict.DISAGREE;
    return new RunResult(
        vector,
        String.format("%016x", vector),
        "title # of " + vector + " \n not ok",
        "a.p2m:1:1",
        profile,
        verdict,
        verdict == Verdict.AGREE ? "" : "since " + verdict.word() + " # TODO",
        verdict == Verdict.CRASH ? TRACE : List.of(),
        3,
        1,
        fails ? List.of(CHECK) : List.of(),
        fails ? 2 : 0,
        known,
        OptionalLong.empty());
  }

  /** One of each result, vector 2 as two profiles, and two known failures. */
  private static List<RunResult> runs() {
    List<RunResult> runs = new ArrayList<>();
    long vector = 0;
    for (Verdict verdict : Verdict.values()) {
      runs.add(run(++vector, "x", verdict, ""));
    }
    runs.add(2, run(2, "y", Verdict.DISAGREE, "BUG-7 # 1"));
    runs.add(run(8, "", Verdict.CRASH, "BUG-8"));
    return runs;
  }

  private static CampaignHeader header(Shard shard) {
    return new CampaignHeader("shatterproof 1", List.of("a <&> b"), "mine", SET, 8, shard);
  }

  private static String file(ResultFormat format, Shard shard) {
    Totals totals = new Totals();
    StringBuilder body = new StringBuilder();
    runs().stream().filter(run -> shard.contains(run.id())).forEach(run -> {
      totals.add(run);
      body.append(format.run(run));
    });
    return format.head(header(shard), totals) + body + format.foot(totals);
  }

  private static String jsonl(Shard shard) {
    return file(new JsonLinesResults(), shard);
  }

  private static ResultsReader reader(String text, String name)
      throws IOException, VectorFormatException {
    return new ResultsReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), name);
  }

  private static List<RunResult> readAll(String text) throws IOException, VectorFormatException {
    ResultsReader reader = reader(text, "r.jsonl");
    List<RunResult> all = new ArrayList<>();
    for (Optional<RunResult> run = reader.next(); run.isPresent(); run = reader.next()) {
      all.add(run.get());
    }
    return all;
  }

  @Test
  void jsonLinesAreReadAsTheyWereWritten() throws IOException, VectorFormatException {
    assertThat(readAll(jsonl(Shard.WHOLE))).isEqualTo(runs());
    assertThat(reader(jsonl(Shard.WHOLE), "r.jsonl").header()).isEqualTo(header(Shard.WHOLE));
  }

  @Test
  void whateverAnImplementationWritesCanBeReadBack() throws IOException, VectorFormatException {
    Failure failure = new Failure(
        new Origin("a.p2m", 3, 7),
        "no".repeat(40_000),
        "",
        "\u0007".repeat(70_000),
        "\u0007".repeat(70_000),
        Set.of());
    RunResult run =
        RunResult.of(1, result(Collections.nCopies(150, failure)), "", OptionalLong.empty());
    Totals totals = new Totals();
    totals.add(run);
    JsonLinesResults format = new JsonLinesResults();
    CampaignHeader header =
        new CampaignHeader("shatterproof 1", List.of(), "mine", SET_OF_ONE, 1, Shard.WHOLE);

    String text = format.head(header, totals) + format.run(run) + format.foot(totals);

    assertThat(run.failures()).isNotEmpty();
    assertThat(run.failures().size() + run.moreFailures()).isEqualTo(150);
    assertThat(readAll(text)).containsExactly(run);
  }

  private static Result result(List<Failure> failures) {
    Heading heading = new Heading(
        "0000000000000001",
        List.of(),
        "t",
        "t",
        List.of(),
        "",
        "",
        new Origin("a.p2m", 1, 1),
        Needs.of(Set.of(), Set.of()),
        new TreeSet<>(),
        List.of(),
        List.of(),
        1);
    return new Result(
        heading, "mine", "", Verdict.DISAGREE, "", failures, List.of(), List.of(), List.of(), 1, 0);
  }

  @Test
  void summaryCountsTheSevenResults() {
    assertThat(jsonl(Shard.WHOLE).lines().reduce((one, two) -> two))
        .contains("{\"summary\":{\"vectors\":8,\"runs\":9,\"agree\":1,\"disagree\":2,"
            + "\"not-applicable\":1,\"unsupported\":1,\"could-not-judge\":1,\"crash\":2,"
            + "\"timeout\":1,\"known_failures\":2}}");
  }

  @Test
  void timingsAreThereWhereTheyAreAskedForOnly() {
    RunResult plain = run(1, "x", Verdict.AGREE, "");
    RunResult timed = new RunResult(
        1,
        plain.id(),
        plain.title(),
        plain.at(),
        "x",
        Verdict.AGREE,
        "",
        List.of(),
        3,
        1,
        List.of(),
        0,
        "",
        OptionalLong.of(1_234_567));

    assertThat(new JsonLinesResults().run(plain)).doesNotContain("micros");
    assertThat(new JsonLinesResults().run(timed)).contains("\"micros\":1234567}");
    assertThat(new JunitResults().run(plain)).doesNotContain("time=");
    assertThat(new JunitResults().run(timed)).contains(" time=\"1.234567\"");
  }

  @Test
  void schemaDescribesEveryLineAndNothingElse() {
    List<String> lines = jsonl(Shard.WHOLE).lines().toList();

    assertThat(lines).allSatisfy(line -> assertThat(errors(line)).isEmpty());
    assertThat(errors(lines.get(0).replace("\"1.0\"", "\"2.0\""))).isNotEmpty();
    assertThat(errors(lines.get(1).replace("agree", "fine"))).isNotEmpty();
    assertThat(errors(lines.get(1).replace("\"vector\"", "\"number\""))).isNotEmpty();
    assertThat(errors(lines.get(lines.size() - 1).replace("\"crash\":2,", ""))).isNotEmpty();
  }

  private static List<?> errors(String line) {
    return SCHEMA.validate(line, InputFormat.JSON);
  }

  @Test
  void junitXmlIsAsBuildServersReadIt() throws SAXException, IOException {
    javax.xml.validation.Schema xsd = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Objects.requireNonNull(ResultsTest.class.getResource("junit.xsd")));
    String xml = file(new JunitResults(), Shard.WHOLE);

    assertThatCode(() -> xsd.newValidator().validate(new StreamSource(new StringReader(xml))))
        .doesNotThrowAnyException();
    assertThat(xml)
        .contains("tests=\"9\" failures=\"1\" errors=\"3\" skipped=\"4\"")
        .contains("<skipped message=\"known failure BUG-8, crash: since crash # TODO\"/>");
    assertThatThrownBy(() -> xsd.newValidator()
            .validate(new StreamSource(new StringReader(xml.replace("skipped", "left"))))) // twin
        .isInstanceOf(SAXException.class);
  }

  @Test
  void tapIsReadByItsRules() {
    TapReader tap = TapReader.read(file(new TapResults(), Shard.WHOLE));

    assertThat(tap.points())
        .containsExactly(
            "ok",
            "not ok",
            "not ok TODO BUG-7 # 1",
            "ok SKIP not-applicable: since not-applicable # TODO",
            "ok SKIP unsupported: since unsupported # TODO",
            "not ok",
            "not ok",
            "not ok",
            "not ok TODO BUG-8");
    assertThat(tap.descriptions().get(0))
        .isEqualTo("title # of 1 \\u{a} not ok [x] 0000000000000001");
  }

  @Test
  void mergedShardsAreTheFileOfTheWhole() throws Exception {
    List<ResultsReader> readers = new ArrayList<>();
    for (int index : List.of(3, 1, 2)) {
      readers.add(reader(jsonl(new Shard(index, 3)), index + ".jsonl"));
    }
    MergedResults merged = new MergedResults(readers);
    JsonLinesResults format = new JsonLinesResults();
    Totals totals = new Totals();
    StringBuilder body = new StringBuilder();
    for (Optional<RunResult> run = merged.next(); run.isPresent(); run = merged.next()) {
      totals.add(run.get());
      body.append(format.run(run.get()));
    }

    assertThat(format.head(merged.header(), totals) + body + format.foot(totals))
        .isEqualTo(jsonl(Shard.WHOLE));
  }

  @Test
  void shardsThatAreMissingOrThereTwiceAreTold() {
    String one = jsonl(new Shard(1, 4));
    String two = jsonl(new Shard(2, 4));

    assertThat(mismatch(one, two)).isEqualTo("of 4 shards these are missing: 3, 4");
    assertThat(mismatch(one, two, one))
        .isEqualTo("2.jsonl: shard 1/4 is in 0.jsonl already; name each file once");
  }

  @ParameterizedTest
  @CsvSource({
    "mine, theirs, the provider is theirs",
    "sha256:3f87, sha256:1123, the set is sha256:1123",
    "'\"vectors\":8', '\"vectors\":9', the number of vectors is 9",
    "'a <&> b', c, the suites is c",
    "2/2, 2/3, the number of shards is 3"
  })
  void resultsOfOtherCampaignsAreNotMerged(String from, String to, String message) {
    String first = jsonl(new Shard(1, 2));
    List<String> lines = new ArrayList<>(jsonl(new Shard(2, 2)).lines().toList());
    lines.set(0, lines.get(0).replaceFirst(java.util.regex.Pattern.quote(from), to));
    String other = lines.get(0) + "\n";

    assertThat(mismatch(first, other)).startsWith("1.jsonl: " + message);
  }

  private static String mismatch(String... files) {
    try {
      List<ResultsReader> readers = new ArrayList<>();
      for (int i = 0; i < files.length; i++) {
        readers.add(reader(files[i], i + ".jsonl"));
      }
      new MergedResults(readers);
      return "";
    } catch (MergedResults.MismatchException different) {
      return String.valueOf(different.getMessage());
    } catch (IOException | VectorFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 'p2m-results', 'p2m-vectors', '1:11: error[not-results]'",
    "1, '1.0', '2.0', '1:35: error[unknown-version]'",
    "1, '1/1', '2/1', 'error[out-of-range]'",
    "1, 'sha256:', 'sha1:', 'error[wrong-type]'",
    "2, '\"vector\":1', '\"vector\":9', '2:11: error[out-of-range]'",
    "2, '\"vector\":1', '\"vector\":2,\"vector\":1', 'error[duplicate-member]'",
    "2, '\"id\":\"0', '\"id\":\"x', 'error[wrong-type]'",
    "2, 'agree', 'fine', 'error[unknown-word]'",
    "2, '\"checks\"', '\"chocks\"', 'error[unknown-member]'",
    "2, '\"title\"', '\"tetle\"', 'error[missing-member]'",
    "2, '\"checks\":3', '\"checks\":\"3\"', 'error[wrong-type]'",
    "3, '\"vector\":2', '\"vector\":3', '4:11: error[not-sorted]'",
    "10, 'known_failure', 'known_foilure', 'error[unknown-member]'",
    "11, '\"agree\":1', '\"agree\":2', '11:'",
    "11, '\"known_failures\":2', '\"known_failures\":1', 'error[wrong-count]'",
    "11, '{\"summary\"', '{', 'error[not-json]'"
  })
  void malformedFileIsRefusedAtItsPlace(int line, String from, String to, String message) {
    List<String> lines = new ArrayList<>(jsonl(Shard.WHOLE).lines().toList());
    String changed = lines.get(line - 1).replaceFirst(java.util.regex.Pattern.quote(from), to);
    assertThat(changed).isNotEqualTo(lines.get(line - 1));
    lines.set(line - 1, changed);

    assertThatThrownBy(() -> readAll(String.join("\n", lines) + "\n"))
        .isInstanceOf(VectorFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void fileThatWasCutOrGoesOnIsRefused() {
    String whole = jsonl(Shard.WHOLE);
    String cut = whole.substring(0, whole.indexOf("{\"summary"));

    assertThatThrownBy(() -> readAll("")).hasMessageContaining("error[empty-file]");
    assertThatThrownBy(() -> readAll(cut)).hasMessageContaining("no summary follows");
    assertThatThrownBy(() -> readAll(whole + whole)).hasMessageContaining("follows the summary");
    assertThatThrownBy(() -> readAll(whole.strip())).hasMessageContaining("error[not-json]");
  }

  @Test
  void vectorOfAnotherShardIsRefused() {
    String swapped = jsonl(new Shard(1, 2)).replace("\"shard\":\"1/2\"", "\"shard\":\"2/2\"");

    assertThatThrownBy(() -> readAll(swapped)).hasMessageContaining("does not belong to shard 2/2");
  }

  /** What an editor makes who takes vector 3 out of the results, and lets the counts fit. */
  private static String without3(String text, int vectors, int runs) {
    return text.replaceFirst("\\{\"vector\":3,.*\n", "")
        .replaceFirst("\"not-applicable\":1", "\"not-applicable\":0")
        .replaceFirst(
            "\"vectors\":" + vectors + ",\"runs\":" + runs,
            "\"vectors\":" + (vectors - 1) + ",\"runs\":" + (runs - 1));
  }

  @Test
  void resultsThatLostAVectorAreRefused() {
    String whole = jsonl(Shard.WHOLE);

    assertThatThrownBy(() -> readAll(without3(whole, 8, 9)))
        .hasMessageContaining("error[wrong-count]: the set has 8 vectors")
        .hasMessageContaining("about 7");
    assertThatThrownBy(
            () -> readAll(whole.replaceAll("\"id\":\"0{15}3", "\"id\":\"0000000000000009")))
        .hasMessageContaining("other vectors than those of the set");
  }

  @Test
  void shardsThatLostAVectorAreNotMerged() throws Exception {
    Shard shard =
        Shard.parse("1/2").filter(it -> it.contains("0000000000000003")).orElse(new Shard(2, 2));
    Shard other = new Shard(3 - shard.index(), 2);
    List<RunResult> runs =
        runs().stream().filter(run -> shard.contains(run.id())).toList();
    int vectors = (int) runs.stream().mapToLong(RunResult::vector).distinct().count();
    String lost = without3(jsonl(shard), vectors, runs.size());
    MergedResults merged =
        new MergedResults(List.of(reader(lost, "a.jsonl"), reader(jsonl(other), "b.jsonl")));

    assertThatThrownBy(() -> {
          while (merged.next().isPresent()) {
            assertThat(readAll(lost)).isNotEmpty(); // by itself it is as it should be
          }
        })
        .isInstanceOf(MergedResults.MismatchException.class)
        .hasMessage("the set has 8 vectors, and the results are about 7; get all shards again");
  }

  @Test
  void textThatAnImplementationMadeLongIsCut() {
    String told = BoundedText.of("x".repeat(BoundedText.MOST + 5));

    assertThat(told).endsWith("\n... 5 characters left out").hasSizeLessThan(BoundedText.MOST + 40);
    assertThat(BoundedText.of("x".repeat(BoundedText.MOST))).hasSize(BoundedText.MOST);
  }

  @Test
  void setIsToldByItsIdsInOrder() {
    CampaignDigest one = new CampaignDigest();
    CampaignDigest other = new CampaignDigest();
    Arrays.asList("00", "01").forEach(one::add);
    Arrays.asList("01", "00").forEach(other::add);

    // printf '00\n01\n' | sha256sum
    assertThat(one.text())
        .isEqualTo("sha256:1c105f9449b5ed4d254f42198751df280143b308454300cbc87d903050d1e11c");
    assertThat(other.text()).isNotEqualTo(one.text());
  }
}
