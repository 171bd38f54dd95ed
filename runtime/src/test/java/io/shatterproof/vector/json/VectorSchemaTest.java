package io.shatterproof.vector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.shatterproof.vector.AttributeClaim;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the writer prints is what the published schemas say, and nothing more. */
class VectorSchemaTest {
  private static final Schema HEADER = schema("header");
  private static final Schema VECTOR = schema("vector");

  /** The lists of words in the schema, and the enums they come from. */
  private static final Map<String, Words<?>> WORDS = Map.ofEntries(
      Map.entry("feature", Words.FEATURE),
      Map.entry("capability", Words.CAPABILITY),
      Map.entry("violation", Words.VIOLATION),
      Map.entry("coherence", Words.COHERENCE),
      Map.entry("iommu", Words.IOMMU),
      Map.entry("granule", Words.GRANULE),
      Map.entry("permissionClaim", Words.PERMISSION_CLAIM),
      Map.entry("p2mAccess", Words.P2M_ACCESS),
      Map.entry("p2mType", Words.P2M_TYPE),
      Map.entry("shareability", Words.SHAREABILITY),
      Map.entry("accessKind", Words.ACCESS_KIND),
      Map.entry("guestAccessKind", Words.GUEST_ACCESS_KIND),
      Map.entry("accessKindInGuest", Words.ACCESS_KIND_IN_GUEST),
      Map.entry("controlRegister", Words.CONTROL_REGISTER),
      Map.entry("reportRegister", Words.REPORT_REGISTER),
      Map.entry("memoryType", Words.MEMORY_TYPE),
      Map.entry("tagging", Words.TAGGING),
      Map.entry("faultStage", Words.FAULT_STAGE),
      Map.entry("expectationClass", Words.EXPECTATION_CLASS),
      Map.entry("faultKind", Words.FAULT_KIND),
      Map.entry("abortOutcome", Words.ABORT_OUTCOME),
      Map.entry("matching", Words.EVENT_MATCHING),
      Map.entry("descriptor", Words.DESCRIPTOR),
      Map.entry("tlbiOp", Words.TLBI_OP),
      Map.entry("dsbOption", Words.DSB_OPTION),
      Map.entry("cleanKind", Words.CLEAN_KIND),
      Map.entry("counter", Words.COUNTER),
      Map.entry("eventKind", Words.EVENT_KIND));

  /** The random vectors use every record and constant of the model: see RandomVectorsTest. */
  @Test
  void everyConstructOfTheModelIsInTheSchema() {
    String[] lines = file().lines().toArray(String[]::new);

    assertThat(validate(HEADER, lines[0])).isEmpty();
    for (int i = 1; i < lines.length; i++) {
      assertThat(validate(VECTOR, lines[i])).as(lines[i]).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"header", "vector", "kills", "manifest"})
  void documentationHasTheSchemasOfTheJar(String name) throws IOException {
    try (InputStream in = VectorSchemaTest.class.getResourceAsStream(name + ".schema.json")) {
      assertThat(Path.of("..", "docs", "vectors", "schema", name + ".schema.json"))
          .hasBinaryContent(Objects.requireNonNull(in, name).readAllBytes());
    }
  }

  @Test
  void manifestIsAsItsSchemaSays() {
    Schema manifest = schema("manifest");
    VectorManifest.Entry entry =
        new VectorManifest.Entry("below/a.p2mv.gz", 5, "0".repeat(64), 1, "suite");
    String good =
        new String(new VectorManifest("test", List.of(entry)).toBytes(), StandardCharsets.UTF_8);

    assertThat(validate(manifest, good)).isEmpty();
    for (String path :
        List.of("../a.p2mv", "/a.p2mv", "a//b.p2mv", "C:a.p2mv", "a\\\\b.p2mv", "")) {
      assertThat(validate(manifest, good.replace("below/a.p2mv.gz", path)))
          .as(path)
          .isNotEmpty();
    }
    assertThat(validate(manifest, good.replace("\"count\":1", "\"count\":-1"))).isNotEmpty();
  }

  /** Any member left out: what the reader still takes for a vector, the schema does, too. */
  @Test
  void readerTakesNothingThatTheSchemaRefuses() throws IOException {
    int taken = 0;
    for (byte[] file : SampleFiles.accepted().values()) {
      String[] lines = new String(file, StandardCharsets.UTF_8).split("\n", -1);
      boolean isPlain = !lines[0].contains("optional");
      for (int i = 1; isPlain && i < lines.length - 1; i++) {
        for (String cut : withoutEachMember(lines[i])) {
          if (isTaken(cut)) {
            taken++;
            assertThat(validate(VECTOR, cut)).as(cut).isEmpty();
          }
        }
      }
    }
    assertThat(taken).isGreaterThan(50);
  }

  /** Whether it is a vector once it has the id of its content. */
  private static boolean isTaken(String line) {
    VectorFormatException refusal = catchThrowableOfType(
        VectorFormatException.class, () -> VectorLine.read(line, "cut.p2mv", 2));
    if (refusal == null || refusal.fault() != FormatFault.WRONG_ID) {
      return refusal == null;
    }
    String id = refusal.reason().replaceFirst(".* has the id ([0-9a-f]{16}),.*", "$1");
    return isTaken(line.replaceFirst("\"id\":\"[0-9a-f]{16}\"", "\"id\":\"" + id + "\""));
  }

  /** The line without each simple member in turn, and with each list empty. */
  private static List<String> withoutEachMember(String line) {
    List<String> cuts = new ArrayList<>();
    Matcher member = Pattern.compile(
            "\"\\w+\":(\"[^\"\\\\]*\"|-?\\d+|true|false|\\[[^\\[\\]]*])(,|(?=}))")
        .matcher(line);
    while (member.find()) {
      String before = line.substring(0, member.start());
      String after = line.substring(member.end());
      cuts.add(
          after.startsWith("}") && before.endsWith(",")
              ? before.substring(0, before.length() - 1) + after
              : before + after);
    }
    return cuts;
  }

  static List<String> wordLists() {
    return WORDS.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("wordLists")
  void schemaListsTheConstantsOfTheEnumAndNoOther(String definition) {
    List<String> listed = new ArrayList<>();
    VECTOR
        .getSchemaNode()
        .get("$defs")
        .get(definition)
        .get("enum")
        .forEach(word -> listed.add(word.asString()));

    assertThat(listed)
        .containsExactlyElementsOf(Objects.requireNonNull(WORDS.get(definition)).all());
  }

  @Test
  void schemaListsEveryClaimOfCacheability() {
    List<String> listed = new ArrayList<>();
    VECTOR
        .getSchemaNode()
        .get("$defs")
        .get("cacheability")
        .get("enum")
        .forEach(word -> listed.add(word.asString()));

    assertThat(listed)
        .containsExactlyElementsOf(AttributeClaim.CacheClaim.all().stream()
            .map(AttributeClaim.CacheClaim::word)
            .toList());
  }

  static List<MalformedSamples.Sample> samples() {
    return MalformedSamples.all().stream()
        .filter(MalformedSamples.Sample::schemaSees)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void malformedLineIsRefusedByTheSchemaToo(MalformedSamples.Sample sample) {
    String[] lines = sample.file().lines().toArray(String[]::new);
    List<Error> errors = new ArrayList<>(validate(HEADER, lines[0]));
    for (int i = 1; i < lines.length; i++) {
      errors.addAll(validate(VECTOR, lines[i]));
    }

    assertThat(errors).isNotEmpty();
  }

  /** The name of every member that a header, a vector or a part of one can have. */
  static List<String> membersOfTheSchemas() {
    Set<String> names = new TreeSet<>();
    addMembers(HEADER.getSchemaNode(), names);
    addMembers(VECTOR.getSchemaNode(), names);
    return List.copyOf(names);
  }

  private static void addMembers(JsonNode schema, Set<String> names) {
    JsonNode properties = schema.get("properties");
    if (properties != null) {
      names.addAll(properties.propertyNames());
    }
    schema.forEach(part -> addMembers(part, names));
  }

  private static String file() {
    return new String(VectorWriter.toBytes(RoundTripTest.randomSet(7)), StandardCharsets.UTF_8);
  }

  private static List<Error> validate(Schema schema, String line) {
    return schema.validate(line, InputFormat.JSON);
  }

  private static Schema schema(String name) {
    InputStream in = Objects.requireNonNull(
        VectorSchemaTest.class.getResourceAsStream(name + ".schema.json"), name);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
  }
}
