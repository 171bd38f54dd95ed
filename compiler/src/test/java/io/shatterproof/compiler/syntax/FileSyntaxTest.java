package io.shatterproof.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.DeclarationSyntax.Constant;
import io.shatterproof.compiler.syntax.FileSyntax.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A file is read as far as somebody asks, and what was taken is not given again. */
class FileSyntaxTest {
  private static final SourceFile SOURCE = new SourceFile("a.p2m", "abcdef");

  private final Blocks blocks = new Blocks(
      new Block(List.of(), false),
      new Block(List.of(constant(0), constant(1)), false),
      new Block(List.of(constant(2)), true));
  private int ends;
  private final FileSyntax file = new FileSyntax(SOURCE, blocks, () -> ends++);

  /** Counts how often it is asked. */
  private static final class Blocks implements FileSyntax.Reader {
    private final List<Block> coming;
    private int read;

    Blocks(Block... blocks) {
      coming = new ArrayList<>(List.of(blocks));
    }

    @Override
    public Block read() {
      read++;
      return coming.remove(0);
    }

    @Override
    public Set<String> skippedWords() {
      return Set.of("word");
    }

    @Override
    public boolean isComplete() {
      return true;
    }
  }

  private static DeclarationSyntax constant(int at) {
    Span span = new Span(SOURCE, at, at + 1);
    return new Constant(
        span,
        "",
        false,
        new NameSyntax(span.text(), span),
        new ExpressionSyntax.IntegerSyntax(span, at));
  }

  @Test
  void isReadAsFarAsItIsTaken() {
    assertThat(file.peek()).contains(constant(0));
    assertThat(file.take()).contains(constant(0));
    assertThat(file.take()).contains(constant(1));
    assertThat(blocks.read).isEqualTo(2);
    assertThat(ends).isZero();

    assertThat(file.take()).contains(constant(2));
    assertThat(ends).isEqualTo(1);
    assertThat(file.take()).isEqualTo(Optional.empty());
    assertThat(blocks.read).isEqualTo(3);
    assertThat(ends).isEqualTo(1);
  }

  @Test
  void aQuestionAboutTheWholeReadsTheRestAndKeepsIt() {
    file.take();

    assertThat(file.declaredNames().keySet()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(ends).isEqualTo(1);
    assertThat(file.skippedWords()).containsExactly("word");
    assertThat(file.isComplete()).isTrue();
    assertThat(file.declarations()).containsExactly(constant(1), constant(2));
    assertThat(file.take()).contains(constant(1));
  }
}
