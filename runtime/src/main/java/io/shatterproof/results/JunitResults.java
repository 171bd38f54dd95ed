package io.shatterproof.results;

import io.shatterproof.harness.Verdict;
import java.math.BigDecimal;
import java.util.List;

/**
 * Results as JUnit XML, in the form that build servers read: a test case for each run. A check that does
 * not hold is a failure; a crash, a timeout and what could not be judged are errors; what is not judged,
 * and what is known to fail, is skipped.
 */
public final class JunitResults implements ResultFormat {

  @Override
  public String head(CampaignHeader header, Totals totals) {
    String name = String.join(", ", header.suites());
    String counts = " tests=\"" + totals.runs() + "\" failures=\"" + failures(totals)
        + "\" errors=\"" + errors(totals) + "\"";
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts
        + ">\n<testsuite name=\""
        + XmlText.attribute(header.provider() + (name.isEmpty() ? "" : ": " + name)) + "\"" + counts
        + " skipped=\"" + skipped(totals) + "\">\n<properties>\n"
        + property("provider", header.provider()) + property("set", header.set())
        + property("shard", header.shard().toString()) + "</properties>\n";
  }

  private static String property(String name, String value) {
    return "<property name=\"" + name + "\" value=\"" + XmlText.attribute(value) + "\"/>\n";
  }

  private static long failures(Totals totals) {
    return totals.newFailuresOf(Verdict.DISAGREE);
  }

  private static long errors(Totals totals) {
    return totals.newFailuresOf(Verdict.CRASH)
        + totals.newFailuresOf(Verdict.TIMEOUT)
        + totals.newFailuresOf(Verdict.COULD_NOT_JUDGE);
  }

  private static long skipped(Totals totals) {
    return totals.of(Verdict.NOT_APPLICABLE)
        + totals.of(Verdict.UNSUPPORTED)
        + totals.knownFailures();
  }

  @Override
  public String run(RunResult result) {
    StringBuilder xml = new StringBuilder("<testcase name=\"")
        .append(XmlText.attribute(result.name() + " " + result.id()))
        .append("\" classname=\"")
        .append(XmlText.attribute(result.at()))
        .append('"');
    result
        .micros()
        .ifPresent(micros -> xml.append(" time=\"")
            .append(BigDecimal.valueOf(micros, 6).toPlainString())
            .append('"'));
    String content = content(result);
    return xml.append(content.isEmpty() ? "/>\n" : ">" + content + "</testcase>\n")
        .toString();
  }

  private static String content(RunResult result) {
    String verdict = result.verdict().word();
    String message = verdict + ": " + result.reason();
    if (!result.knownFailure().isEmpty()) {
      return skipped("known failure " + result.knownFailure() + ", " + message);
    }
    return switch (result.verdict()) {
      case AGREE -> "";
      case NOT_APPLICABLE, UNSUPPORTED -> skipped(message);
      case DISAGREE -> element("failure", verdict, result);
      case COULD_NOT_JUDGE, CRASH, TIMEOUT -> element("error", verdict, result);
    };
  }

  private static String skipped(String message) {
    return "<skipped message=\"" + XmlText.attribute(message) + "\"/>";
  }

  private static String element(String name, String type, RunResult result) {
    return "<" + name + " message=\"" + XmlText.attribute(result.reason()) + "\" type=\"" + type
        + "\">" + XmlText.content(text(result)) + "</" + name + ">";
  }

  private static String text(RunResult result) {
    StringBuilder text = new StringBuilder(result.at());
    if (!result.trace().isEmpty()) {
      text.append(": ").append(result.reason());
      part(text, "", String.join("\n", result.trace()));
    }
    List<FailedCheck> failures = result.failures();
    for (FailedCheck failure : failures) {
      text.append("\n\n").append(failure.at()).append(": ").append(failure.message());
      part(text, "expected", failure.expected());
      part(text, "actual", failure.actual());
      part(text, "", failure.details());
    }
    if (result.moreFailures() > 0) {
      text.append("\n\nand ").append(result.moreFailures()).append(" more");
    }
    return text.toString();
  }

  private static void part(StringBuilder text, String name, String lines) {
    if (!lines.isEmpty()) {
      text.append(name.isEmpty() ? "" : "\n  " + name + ":");
      lines.lines().forEach(line -> text.append("\n    ").append(line));
    }
  }

  @Override
  public String foot(Totals totals) {
    return "</testsuite>\n</testsuites>\n";
  }
}
