package io.shatterproof.results;

import io.shatterproof.harness.Verdict;
import io.shatterproof.vector.json.CanonicalJson;
import java.nio.charset.StandardCharsets;

/** Results as JSON Lines: a header, a line for each run, a summary; canonical to the byte. */
public final class JsonLinesResults implements ResultFormat {
  static final String FORMAT = "p2m-results";
  static final String VERSION = "1.0";

  @Override
  public String head(CampaignHeader header, Totals totals) {
    return line(new CanonicalJson()
        .beginObject()
        .member("format", FORMAT)
        .member("version", VERSION)
        .member("generator", header.generator())
        .textsUnlessEmpty("suites", header.suites())
        .member("provider", header.provider())
        .member("set", header.set())
        .member("vectors", header.vectors())
        .member("shard", header.shard().toString())
        .endObject());
  }

  @Override
  public String run(RunResult result) {
    CanonicalJson json = new CanonicalJson();
    json.beginObject()
        .member("vector", result.vector())
        .member("id", result.id())
        .member("title", result.title())
        .member("at", result.at())
        .memberUnlessEmpty("profile", result.profile())
        .member("result", result.verdict().word())
        .memberUnlessEmpty("reason", result.reason())
        .textsUnlessEmpty("trace", result.trace())
        .memberUnlessZero("checks", result.checks())
        .memberUnlessZero("out_of_scope", result.outOfScope())
        .arrayUnlessEmpty("failures", result.failures(), failure -> failure(json, failure))
        .memberUnlessZero("more_failures", result.moreFailures())
        .memberUnlessEmpty("known_failure", result.knownFailure());
    result.micros().ifPresent(micros -> json.member("micros", micros));
    return line(json.endObject());
  }

  private static void failure(CanonicalJson json, FailedCheck failure) {
    json.beginObject()
        .member("at", failure.at())
        .member("message", failure.message())
        .memberUnlessEmpty("expected", failure.expected())
        .memberUnlessEmpty("actual", failure.actual())
        .memberUnlessEmpty("details", failure.details())
        .textsUnlessEmpty("about", failure.about())
        .endObject();
  }

  @Override
  public String foot(Totals totals) {
    CanonicalJson json = new CanonicalJson();
    json.beginObject().name("summary").beginObject();
    json.member("vectors", totals.vectors()).member("runs", totals.runs());
    for (Verdict verdict : Verdict.values()) {
      json.member(verdict.word(), totals.of(verdict));
    }
    json.memberUnlessZero("known_failures", totals.knownFailures());
    return line(json.endObject().endObject());
  }

  private static String line(CanonicalJson json) {
    return new String(json.toBytes(), StandardCharsets.UTF_8) + '\n';
  }
}
