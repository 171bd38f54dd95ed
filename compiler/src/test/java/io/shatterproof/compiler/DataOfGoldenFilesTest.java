package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.data.DiagnosticsJson;
import io.shatterproof.compiler.diagnostic.data.SarifLog;
import io.shatterproof.compiler.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What the compiler says of the golden files can be said as data, at the same places. */
class DataOfGoldenFilesTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final Schema JSON =
      schema("/io/shatterproof/compiler/diagnostic/data/diagnostics.schema.json");
  private static final Schema SARIF = schema("/diagnostic/sarif-as-written.schema.json");

  @TestFactory
  List<DynamicTest> everyMessageIsDataOfItsPlace() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".p2m"))
          .filter(file -> !file.getFileName().toString().startsWith("good-"))
          .sorted()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
          .toList();
    }
  }

  private static void check(Path file) throws IOException {
    SourceFile source = new SourceFile(file.getFileName().toString(), Files.readString(file));
    List<Diagnostic> diagnostics = Compiler.compile(List.of(source), "golden").diagnostics();

    String json = DiagnosticsJson.print(diagnostics, "test");
    String sarif = SarifLog.print(diagnostics, "test");

    assertThat(JSON.validate(json, InputFormat.JSON)).isEmpty();
    assertThat(SARIF.validate(sarif, InputFormat.JSON)).isEmpty();
    JsonNode results = new ObjectMapper().readTree(sarif).at("/runs/0/results");
    assertThat(results).hasSameSizeAs(diagnostics).isNotEmpty();
    int[] codePoints = source.text().codePoints().toArray();
    for (int i = 0; i < diagnostics.size(); i++) {
      JsonNode region = results.get(i).at("/locations/0/physicalLocation/region");
      String there = new String(
          codePoints, region.get("charOffset").asInt(), region.get("charLength").asInt());
      assertThat(there).isEqualTo(diagnostics.get(i).span().text());
    }
  }

  private static Schema schema(String resource) {
    InputStream in =
        Objects.requireNonNull(DataOfGoldenFilesTest.class.getResourceAsStream(resource), resource);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
  }
}
