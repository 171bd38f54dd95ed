package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.shatterproof.compiler.diagnostic.data.DiagnosticsJson;
import io.shatterproof.results.JsonLinesResults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands print for programs is what the schemas say. */
final class OutputSchemaTest {
  @TempDir
  private Path folder;

  private String good = "";
  private String failing = "";

  @BeforeEach
  void writeScenarios() throws IOException {
    good = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);
    failing = Scenarios.write(folder, "failing.p2m", Scenarios.FAILING);
  }

  private static String text(Class<?> beside, String name) throws IOException {
    try (InputStream in = beside.getResourceAsStream(name + ".schema.json")) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Schema schema(String text) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text);
  }

  /** The part of the schema that is about one command. */
  private static Schema of(String command) throws IOException {
    String all = text(Main.class, "output");
    String one = all.replaceFirst(
        "(?s)\"anyOf\": \\[.*?\\n  \\],", "\"\\$ref\": \"#/\\$defs/" + command + "\",");
    assertThat(one).isNotEqualTo(all).contains("\"" + command + "\": {");
    return schema(one);
  }

  private static List<?> errors(Schema schema, String json) {
    return schema.validate(json, InputFormat.JSON);
  }

  /** Each line is as the schema says, and not with a member that it does not have. */
  private static void assertFits(Schema schema, Shell.Outcome outcome) {
    assertThat(outcome.out()).isNotEmpty();
    for (String line : outcome.out().lines().toList()) {
      assertThat(errors(schema, line)).as(line).isEmpty();
      String another =
          line.equals("{}") ? "{\"another\":1}" : "{\"another\":1," + line.substring(1);
      assertThat(errors(schema, another)).as(another).isNotEmpty();
    }
  }

  private String vectors(String scenarios) {
    String file = scenarios + "v";
    Shell.run("compile", scenarios, "--vectors", file);
    return file;
  }

  private String results(String name, String... arguments) {
    String file = folder.resolve(name).toString();
    String[] all = new String[arguments.length + 3];
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    all[0] = "run";
    all[1] = "--report";
    all[2] = "jsonl:" + file;
    Shell.run(all);
    return file;
  }

  @Test
  void documentationHasTheSchemasOfTheJars() throws IOException {
    Path docs = Path.of("docs", "schema");

    assertThat(docs.resolve("output.schema.json")).hasContent(text(Main.class, "output"));
    assertThat(docs.resolve("results.schema.json"))
        .hasContent(text(JsonLinesResults.class, "results"));
    assertThat(docs.resolve("diagnostics.schema.json"))
        .hasContent(text(DiagnosticsJson.class, "diagnostics"));
  }

  @Test
  void results() throws IOException {
    Schema schema = schema(text(JsonLinesResults.class, "results"));

    assertFits(schema, Shell.run("run", "--format", "json", good, failing));
    assertFits(schema, Shell.run("replay", "--format", "json", vectors(failing)));
    assertFits(
        schema, Shell.run("results", "show", "--format", "json", results("r.jsonl", failing)));
  }

  @Test
  void diagnostics() throws IOException {
    String bad = Scenarios.write(folder, "bad.p2m", "language 1\nscenaro \"x\" {}\n");
    Schema schema = schema(text(DiagnosticsJson.class, "diagnostics"));

    for (String scenarios : List.of(good, bad)) {
      String document = Shell.run("check", "--diagnostics", "json", scenarios).out();
      assertThat(errors(schema, document)).isEmpty();
      assertThat(errors(schema, document.replace("p2m-diagnostics", "p2m"))).isNotEmpty();
    }
  }

  @Test
  void selectedVectors() throws IOException {
    assertFits(of("select"), Shell.run("select", "--format", "json", vectors(good)));
  }

  @Test
  void differencesOfSets() throws IOException {
    Schema schema = of("diff");
    String before = vectors(good);
    String renamed = vectors(
        Scenarios.write(folder, "renamed.p2m", Scenarios.GOOD.replace("replace 4K", "another 4K")));

    assertFits(schema, Shell.run("diff", "--format", "json", before, vectors(failing)));
    assertFits(schema, Shell.run("diff", "--format", "json", before, renamed));
    assertFits(schema, Shell.run("diff", "--format", "json", before, before));
  }

  @Test
  void differencesOfResults() throws IOException {
    Schema schema = of("results-diff");
    String before = results("before.jsonl", good);
    String now = results("now.jsonl", "--profile", "xen_pre", good, failing);

    assertFits(schema, Shell.run("results", "diff", "--format", "json", before, now));
    assertFits(schema, Shell.run("results", "diff", "--format", "json", now, now));
  }

  @Test
  void decodedWords() throws IOException {
    Schema schema = of("decode");

    assertFits(schema, Shell.run("decode", "--format", "json", "0x7ff", "0x0"));
    assertFits(
        schema,
        Shell.run("decode", "--format", "json", "--vtcr", "0x80023559", "--level", "3", "0x7ff"));
    assertFits(schema, Shell.run("decode", "--format", "json", "tlbi", "vmalle1is"));
  }

  @Test
  void measuredFaults() throws IOException {
    assertFits(
        of("faults"),
        Shell.run(
            "faults",
            "--format",
            "json",
            "--profile",
            "xen_4_8",
            "--fault",
            "M01",
            "--fault",
            "M05",
            good));
  }

  @Test
  void explanations() throws IOException {
    Schema schema = of("explain");
    String document = Shell.run("explain", "--format", "json").out();

    assertThat(errors(schema, document)).isEmpty();
    assertThat(errors(schema, document.replaceFirst("\"P2M", "\"M2P"))).isNotEmpty();
  }
}
