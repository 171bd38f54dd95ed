package io.shatterproof.compiler.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceFileTest {
  @Test
  void columnsCountCodePoints() {
    SourceFile file = new SourceFile("a.p2m", "x🙂y\n🙂🙂z");

    assertThat(file.column(3)).as("y, behind one code point of two units").isEqualTo(3);
    assertThat(file.line(9)).isEqualTo(2);
    assertThat(file.column(9)).as("z").isEqualTo(3);
  }

  @Test
  void aTabIsOneColumn() {
    SourceFile file = new SourceFile("a.p2m", "\t\tx");

    assertThat(file.column(2)).isEqualTo(3);
  }

  @Test
  void linesEndWithLfOrCrlf() {
    SourceFile file = new SourceFile("a.p2m", "one\r\ntwo\nthree");

    assertThat(file.lineText(1)).isEqualTo("one");
    assertThat(file.lineText(2)).isEqualTo("two");
    assertThat(file.lineText(3)).isEqualTo("three");
    assertThat(file.line(5)).isEqualTo(2);
    assertThat(file.column(5)).isEqualTo(1);
  }

  @Test
  void theEndOfTheFileHasALineAndAColumn() {
    SourceFile file = new SourceFile("a.p2m", "one\n");

    assertThat(file.line(4)).isEqualTo(2);
    assertThat(file.column(4)).isEqualTo(1);
    assertThat(file.lineText(2)).isEmpty();
  }
}
