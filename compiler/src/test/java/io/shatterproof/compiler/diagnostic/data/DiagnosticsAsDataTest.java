package io.shatterproof.compiler.diagnostic.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

final class DiagnosticsAsDataTest {
  private static final Schema JSON_SCHEMA =
      schema("/io/shatterproof/compiler/diagnostic/data/diagnostics.schema.json");
  private static final Schema SARIF_SCHEMA = schema("/diagnostic/sarif-as-written.schema.json");

  /** A character of two UTF-16 units, a tab, a line end of two characters. */
  private static final SourceFile FILE = new SourceFile("a b.p2m", "🙂\tone\r\n🙂 tow x\n");

  private static final Span ONE = new Span(FILE, 3, 6);
  private static final Span TOW = new Span(FILE, 11, 14);

  private static Diagnostic misspelt() {
    return Diagnostic.of(Code.UNKNOWN_NAME, TOW, "unknown name `tow`")
        .withMeant("tow", List.of("two"))
        .withNote("a fact")
        .withNote("first given at", ONE);
  }

  private static Diagnostic unused() {
    return Diagnostic.of(Code.UNUSED_DECLARATION, ONE, "never used");
  }

  @Test
  void jsonHasPlacesInCodePoints() {
    assertThat(DiagnosticsJson.print(List.of(misspelt(), unused()), "test 1")).isEqualTo("""
        {
          "format" : "p2m-diagnostics",
          "version" : "1.0",
          "generator" : "test 1",
          "errors" : 1,
          "warnings" : 1,
          "diagnostics" : [
            {
              "code" : "P2M0201",
              "severity" : "error",
              "message" : "unknown name `tow`",
              "place" : {
                "file" : "a b.p2m",
                "start" : {
                  "line" : 2,
                  "column" : 3,
                  "offset" : 9
                },
                "end" : {
                  "line" : 2,
                  "column" : 6,
                  "offset" : 12
                }
              },
              "help" : [
                "did you mean `two`?"
              ],
              "replacement" : "two",
              "notes" : [
                {
                  "fact" : "a fact"
                },
                {
                  "fact" : "first given at",
                  "place" : {
                    "file" : "a b.p2m",
                    "start" : {
                      "line" : 1,
                      "column" : 3,
                      "offset" : 2
                    },
                    "end" : {
                      "line" : 1,
                      "column" : 6,
                      "offset" : 5
                    }
                  }
                }
              ]
            },
            {
              "code" : "P2M0901",
              "severity" : "warning",
              "message" : "never used",
              "place" : {
                "file" : "a b.p2m",
                "start" : {
                  "line" : 1,
                  "column" : 3,
                  "offset" : 2
                },
                "end" : {
                  "line" : 1,
                  "column" : 6,
                  "offset" : 5
                }
              }
            }
          ]
        }
        """);
  }

  @Test
  void jsonIsAsItsSchemaSays() {
    String some = DiagnosticsJson.print(List.of(misspelt(), unused()), "test 1");

    assertThat(JSON_SCHEMA.validate(some, InputFormat.JSON)).isEmpty();
    assertThat(JSON_SCHEMA.validate(DiagnosticsJson.print(List.of(), "x"), InputFormat.JSON))
        .isEmpty();
    assertThat(JSON_SCHEMA.validate(some.replace("\"line\" : 2", "\"line\" : 0"), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void sarifIsAsTheStandardSays() {
    String some = SarifLog.print(List.of(misspelt(), unused(), misspelt()), "1");

    assertThat(SARIF_SCHEMA.validate(some, InputFormat.JSON)).isEmpty();
    assertThat(SARIF_SCHEMA.validate(SarifLog.print(List.of(), "1"), InputFormat.JSON))
        .isEmpty();
    assertThat(SARIF_SCHEMA.validate(some.replace("a%20b.p2m", "a b.p2m"), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void sarifNamesEachRuleOnce() {
    JsonNode run = run(List.of(misspelt(), unused(), misspelt()));

    JsonNode rules = run.at("/tool/driver/rules");
    assertThat(rules).hasSize(2);
    assertThat(rules.at("/0/id").asString()).isEqualTo("P2M0201");
    assertThat(rules.at("/0/shortDescription/text").asString()).isEqualTo("unknown name");
    assertThat(rules.at("/1/defaultConfiguration/level").asString()).isEqualTo("warning");
    assertThat(run.at("/results/1/ruleIndex").asInt()).isEqualTo(1);
    assertThat(run.at("/results/2/ruleIndex").asInt()).isZero();
  }

  @Test
  void sarifHasRegionRelatedPlaceAndFix() {
    JsonNode result = run(List.of(misspelt())).at("/results/0");

    assertThat(result.at("/message/text").asString())
        .isEqualTo("unknown name `tow`\nhelp: did you mean `two`?\nnote: a fact");
    assertThat(result.at("/locations/0/physicalLocation/region").toString())
        .isEqualTo("{\"startLine\":2,\"startColumn\":3,\"endLine\":2,\"endColumn\":6,"
            + "\"charOffset\":9,\"charLength\":3}");
    assertThat(result.at("/relatedLocations/0/message/text").asString())
        .isEqualTo("first given at");
    assertThat(
            result.at("/relatedLocations/0/physicalLocation/region/startColumn").asInt())
        .isEqualTo(3);
    assertThat(result
            .at("/fixes/0/artifactChanges/0/replacements/0/insertedContent/text")
            .asString())
        .isEqualTo("two");
  }

  @Test
  void aRaisedWarningIsAnErrorOfARuleThatWarns() {
    JsonNode run = run(List.of(unused().raised("asked for")));

    assertThat(run.at("/results/0/level").asString()).isEqualTo("error");
    assertThat(run.at("/tool/driver/rules/0/defaultConfiguration/level").asString())
        .isEqualTo("warning");
  }

  @Test
  void pathsAreReferencesOfUris() {
    assertThat(FileUri.of("a b/ä%.p2m")).isEqualTo("a%20b/%C3%A4%25.p2m");
    assertThat(FileUri.of("/tmp/a.p2m")).isEqualTo("file:///tmp/a.p2m");
    assertThat(FileUri.of("c:d.p2m")).isEqualTo("./c:d.p2m");
    assertThat(FileUri.of("x/c:d.p2m")).isEqualTo("x/c:d.p2m");
    assertThat(FileUri.of("classpath:p2m/a b.p2m")).isEqualTo("classpath:p2m/a%20b.p2m");
  }

  @Test
  void codePointsOfLongTextsAreCounted() {
    String text = "a🙂".repeat(3000);
    CharacterIndex index = new CharacterIndex(text);

    assertThat(index.codePointsBefore(9000)).isEqualTo(6000);
    assertThat(index.codePointsBefore(3)).isEqualTo(2);
    assertThat(index.codePointsBefore(3075)).isEqualTo(2050);
    assertThat(index.codePointsBefore(0)).isZero();
  }

  private static JsonNode run(List<Diagnostic> diagnostics) {
    return new ObjectMapper().readTree(SarifLog.print(diagnostics, "1")).at("/runs/0");
  }

  private static Schema schema(String resource) {
    InputStream in =
        Objects.requireNonNull(DiagnosticsAsDataTest.class.getResourceAsStream(resource), resource);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
  }
}
