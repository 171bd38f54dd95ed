package io.shatterproof.harness.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.shatterproof.reference.ReferenceProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schema says of lines, against what is written and read. */
class ProtocolSchemaTest {
  private static final String GUEST = """
      {"call":"run","profile":"xen_4_8","platform":"p","pes":2,"pa_bits":48,"features":["ttl"],\
      "walker":"coherent","iommu":"none","run":7,"n":0,"more":true}
      {"call":"create_domain","name":"a","profile":"xen_4_8","granule":"4K","ipa_bits":40,"start_level":1,\
      "start_tables":2,"output_bits":40,"operated_by":0,"runs_on":[1],"uses_iommu":false,\
      "default_access":"rwx","run":7,"n":1}
      {"call":"map","pe":0,"domain":0,"ipa":"0x40000000","size":"0x200000","pa":"0x80000000","perm":"rwx",\
      "memattr":15,"sh":"inner","run":7,"n":2}
      {"call":"unmap","pe":0,"domain":0,"ipa":"0x40000000","size":"0x1000","run":7,"n":3}
      {"call":"lookup","domain":0,"ipa":"0x40000000","run":7,"n":4}
      {"call":"lookup","domain":0,"ipa":"0x40001000","run":7,"n":5}
      {"call":"protect","pe":0,"domain":0,"ipa":"0x40001000","size":"0x1000","access":1,"run":7,"n":6}
      {"call":"access_restriction","domain":0,"ipa":"0x40001000","run":7,"n":7}
      {"call":"abort","pe":1,"domain":0,"access":"write","ipa":"0x40001000","fault":"permission","run":7,"n":8}
      {"call":"statistic","domain":0,"statistic":"mappings","level":3,"run":7,"n":9}
      {"call":"read_tables","run":7,"n":10}
      {"call":"leave","pe":1,"run":7,"n":11}
      {"call":"access","pe":1,"domain":0,"kind":"read","ipa":"0x40001000","size":4,"run":7,"n":12}
      {"call":"relinquish","pe":0,"domain":0,"run":7,"n":13}
      {"call":"teardown","pe":0,"domain":0,"run":7,"n":14}
      {"call":"end","run":7,"n":15}
      """;
  private static final String BARE = """
      {"call":"hello","protocol":"1.0"}
      {"call":"run","profile":"","platform":"p","pes":1,"pa_bits":48,"walker":"coherent","iommu":"none",\
      "choices":["stage2_ha=0"],"run":8,"n":0}
      {"call":"provide_memory","pa":"0x80000000","size":"0x10000","run":8,"n":1}
      {"call":"store_word","pe":0,"pa":"0x80000000","value":"0x80000765","run":8,"n":2}
      {"call":"write_register","pe":0,"register":"hcr_el2","value":"0x80000001","run":8,"n":3}
      {"call":"perform","pe":0,"kind":"read","va":"0x1000","run":8,"n":4}
      {"call":"probe","pe":0,"kind":"at_s12e1r","va":"0x1000","el":2,"run":8,"n":5}
      {"call":"read_descriptor","pa":"0x80000000","run":8,"n":6}
      {"call":"end","run":8,"n":7}
      {"call":"bye"}
      """;

  private final Schema call = schema("#/$defs/call");
  private final Schema answer = schema("#/$defs/answer");

  private static Schema schema(String part) {
    String text = published();
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(text.replace(
            "\"oneOf\": [\n  {\n   \"$ref\": \"#/$defs/call\"\n  },\n  {\n   \"$ref\": \"#/$defs/answer\"\n  }\n ]",
            "\"$ref\": \"" + part + "\""));
  }

  private static String published() {
    try (InputStream in = ProtocolSchemaTest.class.getResourceAsStream("protocol.schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean accepts(Schema schema, String line) {
    return schema.validate(line, InputFormat.JSON).isEmpty();
  }

  @Test
  void callsAndTheirAnswersAreAsTheSchemaSays() throws IOException {
    String calls = GUEST + BARE;
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    ProviderServer.serve(
        new ReferenceProvider(),
        new ByteArrayInputStream(calls.getBytes(StandardCharsets.UTF_8)),
        out);

    List<String> answers = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(calls.lines()).allMatch(line -> accepts(call, line));
    assertThat(answers).allMatch(line -> accepts(answer, line));
    assertThat(answers).noneMatch(line -> line.contains("\"failed\""));
    assertThat(answers.stream().filter(line -> line.startsWith("{\"result\"")))
        .hasSize((int) calls.lines().count());
    assertThat(answers).anyMatch(line -> line.startsWith("{\"report\":"));
    assertThat(answers).anyMatch(line -> line.startsWith("{\"table\":"));
    assertThat(answers).anyMatch(line -> line.startsWith("{\"word\":"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"result\":\"map\",\"run\":1,\"n\":2}",
        "{\"result\":\"map\",\"run\":1,\"n\":2,\"returns\":\"0\"}",
        "{\"result\":\"map\",\"run\":1,\"n\":2,\"returns\":0,\"note\":\"x\"}",
        "{\"result\":\"fly\",\"run\":1,\"n\":2}",
        "{\"result\":\"lookup\",\"run\":1,\"n\":2,\"mapped\":true}",
        "{\"event\":\"dsb\",\"pe\":0}",
        "{\"event\":\"dsb\",\"pe\":-1,\"option\":\"sy\"}",
        "{\"event\":\"party\",\"pe\":0}",
        "{\"event\":\"table_freed\",\"pe\":0,\"table\":4096}",
        "{\"report\":\"fault\",\"level\":2}",
        "{\"word\":\"0x1000\"}",
        "{\"call\":\"isb\",\"pe\":0}",
      })
  void linesThatAreNoAnswersAreRefused(String line) {
    assertThat(accepts(answer, line)).isFalse();
  }

  @Test
  void documentationHasTheSameSchemaAndEveryCall() throws IOException {
    Path docs = Path.of("..", "docs");
    String page = Files.readString(docs.resolve("protocol.md"));

    assertThat(docs.resolve("protocol.schema.json")).hasContent(published());
    Set<String> words = Pattern.compile("\"const\": \"([a-z_]+)\"")
        .matcher(published())
        .results()
        .map(found -> "`" + found.group(1) + "`")
        .filter(word -> !Set.of("`ok`", "`fault`", "`wild`").contains(word))
        .collect(Collectors.toSet());
    assertThat(words).hasSizeGreaterThan(60).allMatch(page::contains);
  }
}
