package io.shatterproof.compiler.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far the changes of a twin reach. */
class TwinsTest {
  /** Two platforms: what keeps the regime of the original is an error beside the other one. */
  private static final String REGIMES = """
      language 1
      platform plain { pes 2  pa 48 bits }
      platform other { pes 2  pa 48 bits  features xnx }
      regime vm on plain { ipa 39 bits  tables in 0x8000_0000 size 64K }
      regime vm_other on other { ipa 39 bits  tables in 0x8000_0000 size 64K }
      """;

  private static final String TWIN = """
      twin of "a" as "b" {
          change vm to vm_other
          then { pe 1 write vm 0x1000 -> ok 0x9000_0000 }
      }
      """;

  private static Compilation compile(String when) {
    String scenario = """
        scenario "a" {
            given {
                page P of vm at 0x1000 is 0x9000_0000 { s2ap rw }
                pe 0 at el1 with vm
                pe 1 at el1 with vm
            }
            %s
            then { pe 1 read vm 0x1000 -> ok 0x9000_0000 }
        }
        """.formatted(when);
    return Compiler.compile(
        List.of(new SourceFile("twins.p2m", REGIMES + scenario + TWIN)), "test");
  }

  @Test
  void anotherRegimeIsThatOfObserversToo() {
    Compilation compilation = compile(
        "when pe 0 { dsb ish } meanwhile { pe 1 read vm 0x1000 sees only { ok 0x9000_0000 } }");

    assertThat(compilation.diagnostics()).isEmpty();
  }

  @Test
  void anotherRegimeIsThatOfEveryPeToo() {
    Compilation compilation = compile("when pe 0 { dsb ish } and pe 1 { read vm 0x1000 }");

    assertThat(compilation.diagnostics()).isEmpty();
  }
}
