package io.shatterproof.vector.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.shatterproof.vector.AttributeClaim;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
