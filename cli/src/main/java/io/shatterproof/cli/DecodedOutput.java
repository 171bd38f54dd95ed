package io.shatterproof.cli;

import io.shatterproof.arch.decode.Account;
import io.shatterproof.arch.decode.AccountLine;
import io.shatterproof.vector.json.CanonicalJson;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Accounts of words, as text or as lines of JSON; printed when all of them are known. */
final class DecodedOutput {
  private final boolean isJson;
  private final StringBuilder text = new StringBuilder();
  private final List<String> lines = new ArrayList<>();

  DecodedOutput(boolean isJson) {
    this.isJson = isJson;
  }

  /** A word told field by field. */
  void add(Account account) {
    text.append(account.text()).append('\n');
    lines.add(JsonLine.of(json -> members(json, account)));
  }

  /**
   * The same as at some levels of a walk; a person is told the heading only where that is enough.
   */
  void addAtLevels(Account account, int first, int last, boolean isShort) {
    text.append(isShort ? account.heading() + "\n" : account.text()).append('\n');
    lines.add(JsonLine.of(json -> {
      members(json, account);
      json.member("first_level", first).member("last_level", last);
    }));
  }

  /** A remark for a person. */
  void addRemark(String remark) {
    text.append(remark).append("\n\n");
  }

  private static void members(CanonicalJson json, Account account) {
    json.member("heading", account.heading());
    json.arrayUnlessEmpty("fields", account.lines(), field -> field(json, field));
    json.textsUnlessEmpty("follows", account.consequences());
  }

  private static void field(CanonicalJson json, AccountLine field) {
    json.beginObject()
        .member("name", field.name())
        .member("high", field.high())
        .member("low", field.low())
        .hexMember("value", field.value())
        .memberUnlessEmpty("meaning", field.meaning())
        .memberUnlessEmpty("remark", field.remark().orElse(""))
        .endObject();
  }

  /** Prints it all. */
  void print(PrintWriter out, String assumptions) {
    if (isJson) {
      lines.forEach(out::println);
      out.println(
          JsonLine.of(json -> json.member("assumed", assumptions.replaceFirst("^assumed: ", ""))));
    } else {
      out.println(text.append(assumptions).toString().strip());
    }
  }
}
