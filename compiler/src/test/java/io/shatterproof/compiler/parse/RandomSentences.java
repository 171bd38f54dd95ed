package io.shatterproof.compiler.parse;

import io.shatterproof.grammar.P2mLexer;
import io.shatterproof.grammar.P2mParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.Vocabulary;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.RuleStopState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.Transition;

/** Sentences of the grammar, by a walk through it that takes every fork with equal chance. */
public final class RandomSentences {
  private static final ATN NET = P2mParser._ATN;
  private static final Vocabulary WORDS = P2mLexer.VOCABULARY;
  private static final int FAR = 1 << 20;
  private static final List<String> NAMES = List.of("a", "guest", "RAM", "P", "long_name_of_it");
  private static final List<String> NUMBERS = List.of("0", "1", "4K", "0x40_0000", "0b1");
  private static final List<String> STRINGS = List.of("\"a\"", "\"of {a}\"", "\"\"", "\"{{\"");

  /** For each state of the net how few words lead to the end of its rule. */
  private static final int[] WORDS_TO_END = wordsToEnd();

  private final Random random;
  private final int mostWords;
  private final List<String> words = new ArrayList<>();

  private RandomSentences(Random random, int mostWords) {
    this.random = random;
    this.mostWords = mostWords;
  }

  /**
   * The words of a file.
   *
   * @param mostWords in a declaration; once there are so many, it is ended as fast as possible
   */
  public static List<String> file(Random random, int mostWords) {
    List<String> file = new ArrayList<>(List.of("language", "1"));
    int declarations = 1 + random.nextInt(3);
    for (int i = 0; i < declarations; i++) {
      RandomSentences sentence = new RandomSentences(random, mostWords);
      sentence.walk(P2mParser.RULE_declaration);
      file.addAll(sentence.words);
    }
    return file;
  }

  private void walk(int rule) {
    ATNState state = NET.ruleToStartState[rule];
    while (!(state instanceof RuleStopState)) {
      Transition next = choose(state);
      if (next instanceof RuleTransition call) {
        walk(call.ruleIndex);
        state = call.followState;
      } else {
        if (!next.isEpsilon()) {
          words.add(word(next));
        }
        state = next.target;
      }
    }
  }

  private Transition choose(ATNState state) {
    Transition shortest = state.transition(0);
    for (Transition other : state.getTransitions()) {
      shortest = words(other) < words(shortest) ? other : shortest;
    }
    boolean mayWander = words.size() < mostWords;
    return mayWander ? state.transition(random.nextInt(state.getNumberOfTransitions())) : shortest;
  }

  private String word(Transition transition) {
    List<Integer> types = transition.label().toList();
    int type = types.get(random.nextInt(types.size()));
    return switch (type) {
      case P2mLexer.INTEGER -> one(NUMBERS);
      case P2mLexer.WORD -> one(NAMES);
      case P2mLexer.STRING -> one(STRINGS);
      default -> {
        String literal = WORDS.getLiteralName(type);
        yield literal.substring(1, literal.length() - 1);
      }
    };
  }

  private String one(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private static int[] wordsToEnd() {
    int[] least = new int[NET.states.size()];
    Arrays.fill(least, FAR);
    boolean isNew = true;
    while (isNew) {
      isNew = false;
      for (ATNState state : NET.states) {
        int words = state instanceof RuleStopState ? 0 : FAR;
        for (Transition transition : state.getTransitions()) {
          if (!(state instanceof RuleStopState)) {
            words = Math.min(words, words(transition, least));
          }
        }
        if (words < least[state.stateNumber]) {
          least[state.stateNumber] = words;
          isNew = true;
        }
      }
    }
    return least;
  }

  private static int words(Transition transition) {
    return words(transition, WORDS_TO_END);
  }

  private static int words(Transition transition, int[] least) {
    if (transition instanceof RuleTransition call) {
      return least[call.target.stateNumber] + least[call.followState.stateNumber];
    }
    boolean isWord = !transition.isEpsilon() && !transition.label().contains(Token.EOF);
    return least[transition.target.stateNumber] + (isWord ? 1 : 0);
  }
}
