package io.shatterproof.compiler.diagnostic.data;

import io.shatterproof.compiler.explanation.Explanation;
import java.util.List;

/** Explanations as a JSON document. */
public final class ExplanationsJson {
  private ExplanationsJson() {}

  /** The document, which ends with a line end. */
  public static String print(List<Explanation> explanations) {
    Json json = new Json();
    json.object(() -> json.array(
        "explanations",
        explanations,
        explanation -> json.object(() -> json.member("code", explanation.code().number())
            .member("severity", explanation.code().severity().word())
            .member("group", explanation.group())
            .member("title", explanation.title())
            .member("markdown", explanation.markdown()))));
    return json.text();
  }
}
