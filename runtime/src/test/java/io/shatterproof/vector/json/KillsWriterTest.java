package io.shatterproof.vector.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.shatterproof.vector.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KillsWriterTest {
  private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12)
      .getSchema(KillsWriterTest.class.getResourceAsStream("kills.schema.json"));

  private static KillsWriter.Kill kill(String fault, String profile) {
    return new KillsWriter.Kill(fault, profile, new Origin("a.p2m", 3, 7), "event tlbi");
  }

  private static List<String> file() {
    KillsWriter writer = new KillsWriter("suite", "shatterproof 1");
    writer.add("ffffffffffffffff", List.of());
    writer.add(
        "0123456789abcdef", List.of(kill("M10b", "xen_4_8"), kill("M02", "y"), kill("M02", "x")));
    writer.add("ffffffffffffffff", List.of(kill("M01", "means the same")));
    return new String(writer.toBytes(), StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void linesAreSortedById() {
    assertThat(file()).hasSize(3);
    assertThat(file().get(0))
        .startsWith("{\"format\":\"p2m-kills\",\"version\":\"1.0\",\"suite\":\"suite\","
            + "\"generator\":\"shatterproof 1\",\"count\":2,\"digest\":\"sha256:");
    assertThat(file().get(1))
        .startsWith(
            "{\"id\":\"0123456789abcdef\",\"kills\":[{\"fault\":\"M02\",\"profile\":\"x\","
                + "\"at\":\"a.p2m:3:7\",\"check\":\"event tlbi\"},{\"fault\":\"M02\",\"profile\":\"y\"");
    assertThat(file().get(2)).isEqualTo("{\"id\":\"ffffffffffffffff\",\"kills\":[]}");
  }

  @Test
  void digestIsOfEverythingBehindTheHeader() {
    String body = file().get(1) + "\n" + file().get(2) + "\n";

    assertThat(file().get(0))
        .endsWith("sha256:" + Sha256.hex(body.getBytes(StandardCharsets.UTF_8)) + "\"}");
  }

  @Test
  void schemaDescribesEveryLine() {
    assertThat(file())
        .allSatisfy(line -> assertThat(SCHEMA.validate(line, InputFormat.JSON)).isEmpty());
    assertThat(SCHEMA.validate(file().get(1).replace("M10b", "M10bb"), InputFormat.JSON))
        .isNotEmpty();
    assertThat(SCHEMA.validate(file().get(0).replace("1.0", "2.0"), InputFormat.JSON))
        .isNotEmpty();
  }
}
