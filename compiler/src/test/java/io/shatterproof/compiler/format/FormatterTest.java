package io.shatterproof.compiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.layout.Lexeme;
import io.shatterproof.compiler.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a formatted file looks like. */
final class FormatterTest {
  @Test
  void propertiesAreAlignedAndEmptyLinesAreOne() {
    assertFormatted("""
        language 1
        platform p {

          pes 2
          features xnx,vmid16 // two


          walker coherent

        }
        domain d on p { p2m xen_4_8
          uses iommu
          runs on pe 1 default access rwx }
        """, """
        language 1

        platform p {
            pes       2
            features  xnx, vmid16                   // two

            walker    coherent
        }

        domain d on p {
            p2m      xen_4_8
            uses iommu
            runs on  pe 1  default access rwx
        }
        """);
  }

  @Test
  void constantsStandTogetherAsTyped() {
    assertFormatted("""
        language 1
        const A=0xAB-( 1 )
        const LONG = (A+2)*3
        /// Documented.
        const OTHER = A
        """, """
        language 1

        const A    = 0xAB - (1)
        const LONG = (A + 2) * 3
        /// Documented.
        const OTHER = A
        """);
  }

  @Test
  void tablesAndHeadsOfScenarios() {
    assertFormatted("""
        language 1
        scenario "a {x}" [ one,two ]
          kills M01 source "s"
        {
         where | x | yy |
          | (1+2) | 3 |
         when pe 0 { destroy d } meanwhile
         { pe 1 read d x sees only {wild} }
        }
        """, """
        language 1

        scenario "a {x}" [one, two]
                kills M01   source "s"
        {
            where
                | x       | yy |
                | (1 + 2) | 3  |
            when pe 0 { destroy d } meanwhile { pe 1 read d x sees only { wild } }
        }
        """);
  }

  @Test
  void aLongHeadIsBrokenAtItsClauses() {
    String title = "a".repeat(80);
    assertFormatted(
        "language 1\nscenario \"" + title + "\" [tag] kills M01, M02 source \"somewhere else\" { }",
        "language 1\n\nscenario \"" + title + "\" [tag]\n        kills M01, M02\n"
            + "        source \"somewhere else\" { }\n");
  }

  @Test
  void statementsStandBehindTheLabelsOfTheirBlock() {
    assertFormatted(when("""
        brk: store P := invalid
        // why
        dsb ish tlbi vmalle1is
        maker: store P := page 1 {af 1
        xn no}
        """), then("""
            brk:   store P := invalid
                   // why
                   dsb ish  tlbi vmalle1is
            maker: store P := page 1 { af 1
                                       xn no }
        """));
  }

  @Test
  void claimsOfStatementsThatFollowEachOtherAreAligned() {
    assertFormatted(when("""
        map d 0 size 4K to 0 as ram_rw returns 0
        unmap d 0 size 4K
          fails with EINVAL
        destroy d
        teardown d returns done
        """), then("""
            map d 0 size 4K to 0 as ram_rw   returns 0
            unmap d 0 size 4K
                    fails with EINVAL
            destroy d
            teardown d   returns done
        """));
  }

  @Test
  void whatIsTooLongIsOpened() {
    String reason = "\"" + "because ".repeat(6).strip() + "\"";
    assertFormatted(
        when("pe 1 read d 0 -> one of {ok 0 why " + reason + ", wild why " + reason + "}"),
        then("    pe 1 read d 0 -> one of {\n        ok 0 why " + reason + ",\n        wild why "
            + reason + "\n    }\n"));
  }

  @Test
  void eventsThatFollowAStore() {
    assertFormatted(when("""
        live events in order {
        store d level 1 of 0 := table
        tlbi vmalls12e1is d // now
        dsb ish isb
        at most 2 of tlbi alle1 d
        lock
        }
        all events include { tlbi vmalls12e1is d lock }
        """), then("""
            live events in order {
                store d level 1 of 0 := table
                tlbi  vmalls12e1is d            // now
                dsb   ish  isb
                at most 2 of tlbi alle1 d
                lock
            }
            all events include { tlbi vmalls12e1is d  lock }
        """));
  }

  private static String when(String statements) {
    return "language 1\nscenario \"a\" { when pe 0 {\n" + statements + "} }\n";
  }

  private static String then(String statements) {
    return "language 1\n\nscenario \"a\" {\n    when pe 0 {\n"
        + statements.indent(4)
        + "    }\n}\n";
  }

  @Test
  void templatesAndGeneratedRows() {
    assertFormatted("""
        language 1
        template arranged( size_of,target ){ given { map d 0 size size_of to target as ram_rw returns 0 }
        when pe 0 { destroy d } meanwhile { pe 1 read d 0 sees only { wild } } }
        template touched (n) { a: store P := invalid
        dsb ish
        map d 0 size 4K to n as ram_rw
        returns 0 }
        scenario "{g} {s}" { where pairwise {g in {4K,16K}, s in { 0 to (1+2) by 1 } ,
          t in all p2m_type} use arranged( 4K , 0 ) then { use touched (1) no violation } }
        """, """
        language 1

        template arranged(size_of, target) {
            given { map d 0 size size_of to target as ram_rw   returns 0 }
            when pe 0 { destroy d } meanwhile { pe 1 read d 0 sees only { wild } }
        }

        template touched(n) {
            a: store P := invalid
               dsb ish
               map d 0 size 4K to n as ram_rw
                       returns 0
        }

        scenario "{g} {s}" {
            where pairwise { g in { 4K, 16K }, s in { 0 to (1 + 2) by 1 },
                             t in all p2m_type }
            use arranged(4K, 0)
            then { use touched(1)  no violation }
        }
        """);
  }

  @Test
  void remarksStayWhereTheyAre() {
    assertFormatted("""
        // first
        language 1 // behind it

        /* a
         block */ const A = /* here */ 1 +
          // below
          2
        const B = 3 /* b */ // c
        // last
        """, """
        // first
        language 1                                  // behind it

        /* a
         block */ const A = /* here */ 1 +
                // below
                2
        const B = 3 /* b */                         // c
        // last
        """);
  }

  @Test
  void aRemarkInFrontOfAClosingBraceBelongsInside() {
    assertFormatted("language 1\nplatform p { pes 2\n\n  // more\n\n}", """
        language 1

        platform p {
            pes  2

            // more
        }
        """);
  }

  @Test
  void lineEndsAreThoseOfTheFirst() {
    assertFormatted(
        "language 1\r\nconst A=1\n/* a\nb */", "language 1\r\n\r\nconst A = 1\r\n/* a\r\nb */\r\n");
    assertFormatted("language 1\nconst A=1\r\n", "language 1\n\nconst A = 1\n");
  }

  @Test
  void aMissingLineOfTheLanguageIsPutInFront() {
    assertFormatted("// why\nconst A = 1\n", "language 1\n\n// why\nconst A = 1\n");
    assertFormatted("", "language 1\n");
  }

  @Test
  void aFileWithAMistakeIsRefused() {
    Formatting misspelt = format("langage 1\nconst A = 1\n");
    Formatting unknown = format("language 2\nconst A = 1\n");
    Formatting broken = format("const A = \n");

    assertThat(misspelt.text()).isEmpty();
    assertThat(misspelt.diagnostics()).extracting(Diagnostic::code).containsExactly("P2M0108");
    assertThat(unknown.text()).isEmpty();
    assertThat(unknown.diagnostics()).extracting(Diagnostic::code).containsExactly("P2M0109");
    assertThat(broken.text()).isEmpty();
    assertThat(broken.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("P2M0108", "P2M0101");
  }

  /** As if version 0 had said {@code constant} for {@code const}. */
  private static final class FromZero implements Migration {
    @Override
    public int from() {
      return 0;
    }

    @Override
    public List<Lexeme> migrate(List<Lexeme> words) {
      return words.stream()
          .map(word -> word.text().equals("constant") ? new Lexeme(word.gap(), "const") : word)
          .toList();
    }
  }

  @Test
  void anOldFileIsBroughtToTheNewestVersion() {
    Formatter formatter = new Formatter(List.of(new FromZero()));

    assertThat(formatter
            .format(new SourceFile("a.p2m", "language 0 // old\nconstant  A = 1"))
            .text())
        .contains("language 1                                  // old\n\nconst A = 1\n");
    assertThat(formatter
            .format(new SourceFile("a.p2m", "language 1\nconst  A = 1"))
            .text())
        .contains("language 1\n\nconst A = 1\n");
  }

  private static void assertFormatted(String text, String expected) {
    Formatting formatting = format(text);

    assertThat(formatting.text()).as("%s", formatting.diagnostics()).contains(expected);
  }

  private static Formatting format(String text) {
    return Formatter.standard().format(new SourceFile("a.p2m", text));
  }
}
