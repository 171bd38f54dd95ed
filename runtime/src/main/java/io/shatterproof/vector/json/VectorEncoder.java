package io.shatterproof.vector.json;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.ExpectedFailure;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.KnownFailure;
import io.shatterproof.vector.Needs;
import io.shatterproof.vector.Phase;

/** Prints a vector as one line of JSON, or its meaning. */
final class VectorEncoder {
  private final Encoding encoding;
  private final SetupMemory setups;
  private final CanonicalJson json;
  private final StepEncoder steps;
  private final ExpectationEncoder expectations;

  private VectorEncoder(Encoding encoding, SetupMemory setups) {
    this.setups = setups;
    this.encoding = encoding;
    this.json = encoding.json;
    this.steps = new StepEncoder(encoding);
    this.expectations = new ExpectationEncoder(encoding);
  }

  /** One line of a vector file, without the line feed. */
  static byte[] line(ConformanceVector vector) {
    return encode(vector).json.toBytes();
  }

  /** What the identity is computed from. */
  static byte[] meaning(ConformanceVector vector) {
    return encode(vector).json.meaning().toArray();
  }

  /** The line and its meaning, with the version that whoever reads it must know. */
  static Encoding encode(ConformanceVector vector) {
    return encode(vector, new CanonicalJson(), new SetupMemory());
  }

  /**
   * The same.
   *
   * @param json where it goes, which is empty
   * @param setups what may be printed already
   */
  static Encoding encode(ConformanceVector vector, CanonicalJson json, SetupMemory setups) {
    Encoding.requireUniqueNames(vector.setup());
    Encoding encoding = new Encoding(vector, json);
    new VectorEncoder(encoding, setups).vector(vector);
    return encoding;
  }

  private void vector(ConformanceVector vector) {
    Heading heading = vector.heading();
    json.beginObject().unmeant(() -> description(heading));
    json.textsUnlessEmpty("profiles", heading.profiles());
    json.arrayUnlessEmpty("known_failures", heading.knownFailures(), this::knownFailure);
    json.arrayUnlessEmpty(
        "waived", heading.waived(), violation -> json.text(Words.VIOLATION.word(violation)));
    if (!heading.waived().isEmpty()) {
      encoding.since(5);
    }
    json.unmeant(() -> claims(heading));
    json.name("setup");
    setups.print(vector.setup(), encoding);
    encoding.beginSection(vector.given());
    json.arrayUnlessEmpty("given", vector.given(), steps::encode);
    json.arrayUnlessEmpty("phases", vector.phases(), this::phase);
    json.endObject();
  }

  private void claims(Heading heading) {
    heading.expectedFailure().ifPresent(this::expectedFailure);
    json.textsUnlessEmpty("kills", heading.kills()).member("checks", heading.checks());
  }

  private void description(Heading heading) {
    json.member("id", heading.id())
        .textsUnlessEmpty("was", heading.was())
        .member("title", heading.title())
        .member("scenario", heading.scenario())
        .textsUnlessEmpty("tags", heading.tags())
        .memberUnlessEmpty("why", heading.why())
        .memberUnlessEmpty("source", heading.source())
        .member("at", heading.origin().toString());
    needs(heading.needs());
  }

  private void needs(Needs needs) {
    json.name("needs")
        .beginObject()
        .arrayUnlessEmpty(
            "features", needs.features(), feature -> json.text(Words.FEATURE.word(feature)))
        .arrayUnlessEmpty(
            "capabilities", needs.capabilities(), one -> json.text(Words.CAPABILITY.word(one)))
        .endObject();
    needs.capabilities().forEach(one -> encoding.since(Words.CAPABILITY.since(one)));
  }

  private void knownFailure(KnownFailure failure) {
    json.beginObject();
    encoding
        .origin(failure.origin())
        .member("profile", failure.profile())
        .member("violation", Words.VIOLATION.word(failure.violation()));
    failure.times().ifPresent(times -> json.member("times", times));
    json.endObject();
  }

  private void expectedFailure(ExpectedFailure failure) {
    encoding.since(5).name("expected_failure").beginObject();
    encoding
        .origin(failure.origin())
        .textsUnlessEmpty("for", failure.scope().profiles())
        .member("until", failure.until())
        .endObject();
  }

  private void phase(Phase phase) {
    encoding.beginSection(phase.when());
    json.beginObject()
        .arrayUnlessEmpty("when", phase.when(), steps::encode)
        .arrayUnlessEmpty("meanwhile", phase.meanwhile(), expectations::encode)
        .arrayUnlessEmpty("then", phase.then(), expectations::encode)
        .endObject();
  }
}
