package io.shatterproof.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.format.RoundTripTest;
import io.shatterproof.grammar.P2mLexer;
import io.shatterproof.grammar.P2mParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DiagnosticErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.dfa.DFA;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.junit.jupiter.api.Test;

/** Every sentence can be read in one way, and a good file needs the fast prediction only. */
final class AmbiguityTest {
  private static final int SENTENCES = Integer.getInteger("roundtrip.files", 2_000);
  private static final long SEED = Long.getLong("roundtrip.seed", 2);

  @Test
  void noFileIsAmbiguous() throws IOException {
    Ambiguities found = new Ambiguities();
    for (Path file : RoundTripTest.files()) {
      parse(Files.readString(file), PredictionMode.LL_EXACT_AMBIG_DETECTION, found);
    }
    assertThat(found.places).isEmpty();
  }

  @Test
  void noRandomSentenceIsAmbiguous() {
    Random random = new Random(SEED);
    Ambiguities found = new Ambiguities();
    for (int i = 0; i < SENTENCES; i++) {
      parse(sentence(random), PredictionMode.LL_EXACT_AMBIG_DETECTION, found);
    }
    assertThat(found.places).as("seed %d", SEED).isEmpty();
  }

  @Test
  void theFastPredictionIsEnough() throws IOException {
    List<String> slow = new ArrayList<>();
    for (Path file : RoundTripTest.files()) {
      try {
        parse(Files.readString(file), PredictionMode.SLL, new Ambiguities());
      } catch (ParseCancellationException e) {
        slow.add(file.toString());
      }
    }
    assertThat(slow).isEmpty();
  }

  /** Nor for what nobody would write. */
  @Test
  void theFastPredictionIsEnoughForRandomSentences() {
    Random random = new Random(SEED);
    List<String> slow = new ArrayList<>();
    for (int i = 0; i < SENTENCES; i++) {
      String sentence = sentence(random);
      try {
        parse(sentence, PredictionMode.SLL, new Ambiguities());
      } catch (ParseCancellationException e) {
        slow.add(sentence);
      }
    }
    assertThat(slow).as("seed %d", SEED).isEmpty();
  }

  private static String sentence(Random random) {
    return String.join(" ", RandomSentences.file(random, 10 + random.nextInt(100)));
  }

  private static void parse(String text, PredictionMode mode, Ambiguities listener) {
    CommonTokenStream tokens = new CommonTokenStream(new P2mLexer(CharStreams.fromString(text)));
    P2mParser parser = new P2mParser(tokens);
    parser.removeErrorListeners();
    parser.setErrorHandler(new BailErrorStrategy());
    parser.addErrorListener(listener);
    parser.getInterpreter().setPredictionMode(mode);
    parser.file();
  }

  /** The shortest text for each rule and its alternatives. */
  private static final class Ambiguities extends DiagnosticErrorListener {
    private final Map<String, String> places = new TreeMap<>();

    @Override
    public void reportAmbiguity(
        Parser parser,
        DFA dfa,
        int start,
        int stop,
        boolean exact,
        BitSet alternatives,
        ATNConfigSet configurations) {
      String rule = parser.getRuleNames()[dfa.atnStartState.ruleIndex];
      String text = parser.getTokenStream().getText(Interval.of(start, stop));
      places.merge(
          rule + " " + getConflictingAlts(alternatives, configurations),
          text,
          (one, other) -> one.length() <= other.length() ? one : other);
    }

    @Override
    public void reportAttemptingFullContext(
        Parser parser,
        DFA dfa,
        int start,
        int stop,
        BitSet alternatives,
        ATNConfigSet configurations) {}

    @Override
    public void reportContextSensitivity(
        Parser parser, DFA dfa, int start, int stop, int prediction, ATNConfigSet configurations) {}
  }
}
