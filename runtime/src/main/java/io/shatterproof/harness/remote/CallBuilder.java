package io.shatterproof.harness.remote;

import java.util.ArrayList;
import java.util.List;

/** Puts a call together, argument by argument. */
final class CallBuilder {
  private final String word;
  private final List<Argument> arguments = new ArrayList<>(8);

  CallBuilder(String word) {
    this.word = word;
  }

  CallBuilder number(String name, long value) {
    return with(new Argument.Whole(name, value));
  }

  CallBuilder numberUnlessZero(String name, long value) {
    return value == 0 ? this : number(name, value);
  }

  CallBuilder hex(String name, long value) {
    return with(new Argument.Hex(name, value));
  }

  CallBuilder text(String name, String value) {
    return with(new Argument.Text(name, value));
  }

  CallBuilder flag(String name, boolean value) {
    return with(new Argument.Flag(name, value));
  }

  CallBuilder flagUnless(boolean usual, String name, boolean value) {
    return value == usual ? this : flag(name, value);
  }

  CallBuilder numbers(String name, List<Integer> values) {
    return values.isEmpty() ? this : with(new Argument.Numbers(name, values));
  }

  CallBuilder texts(String name, List<String> values) {
    return values.isEmpty() ? this : with(new Argument.Texts(name, values));
  }

  CallBuilder with(Argument argument) {
    arguments.add(argument);
    return this;
  }

  Call build() {
    return new Call(word, arguments);
  }
}
