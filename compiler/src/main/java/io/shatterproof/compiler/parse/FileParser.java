package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.syntax.DeclarationSyntax;
import io.shatterproof.compiler.syntax.FileSyntax;
import io.shatterproof.grammar.P2mLexer;
import io.shatterproof.grammar.P2mParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Reads a file declaration by declaration; a mistake in one does not hide the others. */
public final class FileParser implements FileSyntax.Reader {
  /** Declarations read in one go; their trees stay in the caches until somebody resolves them. */
  private static final int BLOCK = 32;

  private final TokenList tokens;
  private final Diagnostics diagnostics = new Diagnostics();
  private final Complaints complaints;
  private final RecoveringStrategy recovering;
  private final P2mParser parser;
  private final DeclarationBuilder builder;
  private boolean isBehindHeader;
  private boolean isComplete = true;

  /** Reads nothing so far. */
  public FileParser(SourceFile source) {
    this.tokens = TokenList.of(source, diagnostics);
    this.complaints = new Complaints(tokens, diagnostics);
    this.recovering = new RecoveringStrategy(complaints);
    this.parser = new P2mParser(tokens);
    this.builder = new DeclarationBuilder(tokens, diagnostics);
    parser.removeErrorListeners();
  }

  /** A file that is read as it is asked for; mistakes are reported when everything was. */
  public static FileSyntax open(SourceFile source, Diagnostics diagnostics) {
    FileParser reader = new FileParser(source);
    return new FileSyntax(source, reader, () -> diagnostics.addAll(reader.diagnostics()));
  }

  /** Reads a whole file; mistakes are reported. */
  public static List<DeclarationSyntax> parse(SourceFile source, Diagnostics diagnostics) {
    return open(source, diagnostics).declarations();
  }

  @Override
  public FileSyntax.Block read() {
    if (!isBehindHeader) {
      readHeader();
      isBehindHeader = true;
    }
    List<DeclarationSyntax> declarations = new ArrayList<>();
    while (!isAtEnd() && declarations.size() < BLOCK) {
      tokens.beginDeclaration();
      readDeclaration().ifPresent(declarations::add);
    }
    return new FileSyntax.Block(declarations, isAtEnd());
  }

  private boolean isAtEnd() {
    return parser.getCurrentToken().getType() == Token.EOF;
  }

  @Override
  public Set<String> skippedWords() {
    return Set.copyOf(recovering.skippedWords());
  }

  @Override
  public boolean isComplete() {
    return isComplete && tokens.isWhole();
  }

  /** The mistakes so far. */
  public Diagnostics diagnostics() {
    return diagnostics;
  }

  private void readHeader() {
    Token first = parser.getCurrentToken();
    if (first.getType() == P2mLexer.UNKNOWN) {
      complaints.unexpected(Surroundings.none(first), IntervalSet.of(P2mLexer.LANGUAGE), "");
      recovering.skipToHeader(parser);
    }
    if (isAtEnd() && !tokens.isWhole()) {
      return; // what stands there cannot be read, which is told
    }
    if (parser.getCurrentToken().getType() != P2mLexer.LANGUAGE) {
      diagnostics.report(Diagnostic.of(
              Code.NO_LANGUAGE_LINE,
              tokens.span(first),
              "a scenario file begins with the version of its language")
          .withHelp("put `language 1` on the first line"));
      boolean isMisspelt =
          first.getType() == P2mLexer.WORD && parser.getInputStream().LA(2) == P2mLexer.INTEGER;
      if (isMisspelt) {
        parser.getInputStream().consume();
        parser.getInputStream().consume();
      } else if (!Resumption.DECLARATIONS.contains(parser.getCurrentToken().getType())) {
        recovering.skipToHeader(parser);
      }
      return;
    }
    parser.getInputStream().consume();
    Token version = parser.getCurrentToken();
    if (version.getType() != P2mLexer.INTEGER) {
      complaints.unexpected(
          Surroundings.none(version), IntervalSet.of(P2mLexer.INTEGER), "the version `1`");
      return;
    }
    parser.getInputStream().consume();
    if (!version.getText().equals("1")) {
      diagnostics.report(Diagnostic.of(
              Code.UNKNOWN_LANGUAGE_VERSION,
              tokens.span(version),
              "there is no version `" + version.getText() + "` of the language")
          .withHelp("this version reads `language 1`"));
    }
  }

  private Optional<DeclarationSyntax> readDeclaration() {
    Token first = parser.getCurrentToken();
    switch (first.getType()) {
      case P2mLexer.IMPORT -> {
        Optional<DeclarationSyntax> importing = parseDeclaration();
        isComplete &= importing.isPresent(); // what it would have declared is not known
        return importing;
      }
      case P2mLexer.CONST,
          P2mLexer.PLATFORM,
          P2mLexer.DOMAIN,
          P2mLexer.REGIME,
          P2mLexer.SCENARIO,
          P2mLexer.TEMPLATE,
          P2mLexer.TWIN -> {
        return parseDeclaration();
      }
      default -> recovering.tellNoDeclaration(parser);
    }
    recovering.skipDeclaration(parser);
    return Optional.empty();
  }

  private Optional<DeclarationSyntax> parseDeclaration() {
    int start = parser.getInputStream().index();
    int errors = recovering.errors();
    try {
      P2mParser.DeclarationContext context = Prediction.declaration(parser, recovering);
      return Optional.of(builder.build(context, recovering.errors() > errors));
    } catch (RecognitionException e) {
      recovering.skipToDeclaration(parser, start);
      return Optional.empty();
    }
  }
}
