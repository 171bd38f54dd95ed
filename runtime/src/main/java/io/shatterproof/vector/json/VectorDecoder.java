package io.shatterproof.vector.json;

import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.ExpectedFailure;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.KnownFailure;
import io.shatterproof.vector.Needs;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads vector lines, one after the other. */
final class VectorDecoder {
  private final ReadLimits limits;
  private final boolean isNew;
  private final boolean anySpelling;
  private final int minorVersion;
  private final Set<String> optional;
  private final JsonLineParser parser;
  private final CanonicalJson canonical = new CanonicalJson();
  private final MessageDigest digest = Sha256.digest();
  private final SetupMemory setups = new SetupMemory();

  /**
   * A decoder of the lines behind a header.
   *
   * @param optional members that may be ignored, which nobody changes
   * @param isNew whether nobody has verified the ids and the spelling yet
   * @param anySpelling whether another spelling than the canonical one will do
   */
  VectorDecoder(
      ReadLimits limits,
      int minorVersion,
      Set<String> optional,
      boolean isNew,
      boolean anySpelling) {
    this.isNew = isNew;
    this.anySpelling = anySpelling;
    this.limits = limits;
    this.minorVersion = minorVersion;
    this.optional = optional;
    this.parser = new JsonLineParser(limits, setups.member());
  }

  /**
   * The vector of a line, which is refused if its id is not that of its content, or if its spelling
   * is not canonical.
   */
  ConformanceVector decode(Line line) throws VectorFormatException {
    Dialect dialect = new Dialect(minorVersion, optional);
    Members members = new Members(line, parser.parse(line), dialect);
    ConformanceVector vector = vector(members, dialect);
    if (isNew) {
      verify(line, members, vector, dialect);
    }
    return vector;
  }

  private void verify(Line line, Members members, ConformanceVector vector, Dialect dialect)
      throws VectorFormatException {
    canonical.clear();
    VectorEncoder.encode(vector, canonical, setups);
    String id = VectorIdentity.of(canonical.meaning(), digest);
    if (!id.equals(vector.heading().id())) {
      throw members.refuse(
          FormatFault.WRONG_ID,
          "id",
          "the content has the id " + id + ", not " + vector.heading().id(),
          "the vector was changed after it was written; write it again");
    }
    if (!dialect.hasIgnored()) {
      requireChecks(members, vector);
      if (!anySpelling) {
        CanonicalForm.require(line, canonical.complete());
      }
    }
  }

  /** Rule: nobody believes more or less to be checked than is. */
  private static void requireChecks(Members members, ConformanceVector vector)
      throws VectorFormatException {
    int checks = vector.checks();
    if (vector.heading().checks() != checks) {
      throw members.refuse(
          FormatFault.WRONG_COUNT,
          "checks",
          "`checks` is " + vector.heading().checks() + ", and the vector makes "
              + CountText.of(checks, "check"),
          "something was left out, or added; write the vector again");
    }
  }

  private ConformanceVector vector(Members members, Dialect dialect) throws VectorFormatException {
    Origin origin = DecodingContext.vectorOrigin(members);
    Setup setup = setups.decode(members, dialect);
    Members needMembers = members.object("needs");
    Needs needs = needs(needMembers);
    DecodingContext context = new DecodingContext(origin.file(), setup, needs);
    Heading heading = heading(members, needs, origin, context);
    StepDecoder steps = new StepDecoder(context, limits);
    ExpectationDecoder expectations = new ExpectationDecoder(context);
    context.beginSection();
    List<Step> given = members.list("given", value -> steps.given(members.of(value)));
    List<Phase> phases = members.list("phases", value -> {
      context.beginSection();
      return phase(members.of(value), steps, expectations);
    });
    members.end();
    if (!context.hasCreatedAll()) {
      throw members.refuse(
          FormatFault.MISSING_MEMBER,
          "setup",
          "a domain of `setup` is `later`, and no step creates it",
          "leave `later` out");
    }
    if (phases.isEmpty()) {
      throw members.refuse(
          FormatFault.MISSING_MEMBER,
          "phases",
          "the vector has no phase, so it tests nothing",
          "write the file again with a writer of this format version");
    }
    ConformanceVector vector = new ConformanceVector(heading, setup, given, phases);
    requireNeeds(needMembers, vector);
    return vector;
  }

  /** Rule: whoever cannot do what the vector asks for is told so by {@code needs}. */
  private static void requireNeeds(Members members, ConformanceVector vector)
      throws VectorFormatException {
    if (!vector.setup().memory().isEmpty()) {
      requireNeed(members, vector, Capability.REGIME, "gives `memory` to bare tables");
    }
    if (VectorNeeds.registers(vector)) {
      requireNeed(members, vector, Capability.SYNDROME, "claims registers");
    }
    Optional<String> why = VectorNeeds.tlbs(vector);
    if (why.isPresent()) {
      requireNeed(members, vector, Capability.TLB, why.get());
    }
  }

  private static void requireNeed(
      Members members, ConformanceVector vector, Capability capability, String why)
      throws VectorFormatException {
    if (!vector.heading().needs().capabilities().contains(capability)) {
      throw members.refuse(
          FormatFault.MISSING_MEMBER,
          "capabilities",
          "the vector " + why + ", and its `needs` have no `" + capability.word() + "`",
          "add \"" + capability.word() + "\" to the `capabilities` of `needs`");
    }
  }

  private static Heading heading(
      Members members, Needs needs, Origin origin, DecodingContext context)
      throws VectorFormatException {
    members.requireSince(5, "waived", "expected_failure");
    return new Heading(
        requireId(members, "id", members.text("id")),
        was(members),
        members.text("title"),
        members.text("scenario"),
        members.texts("tags"),
        members.textOrEmpty("why"),
        members.textOrEmpty("source"),
        origin,
        needs,
        new TreeSet<>(members.texts("profiles")),
        members.list("known_failures", value -> knownFailure(members.of(value), context)),
        members.words("waived", Words.VIOLATION),
        expectedFailure(members, context),
        members.texts("kills"),
        members.number("checks", 0, Integer.MAX_VALUE));
  }

  private static List<String> was(Members members) throws VectorFormatException {
    List<String> ids = members.texts("was");
    for (String id : ids) {
      requireId(members, "was", id);
    }
    return ids;
  }

  private static String requireId(Members members, String name, String id)
      throws VectorFormatException {
    if (!VectorIdentity.isSpelt(id)) {
      throw members.refuse(
          FormatFault.WRONG_TYPE,
          name,
          "`" + name + "` is not 16 hexadecimal digits in lower case",
          "write the file again");
    }
    return id;
  }

  private static Needs needs(Members members) throws VectorFormatException {
    Needs needs = new Needs(
        new TreeSet<>(members.words("features", Words.FEATURE)),
        new TreeSet<>(members.words("capabilities", Words.CAPABILITY)));
    members.end();
    return needs;
  }

  private static KnownFailure knownFailure(Members members, DecodingContext context)
      throws VectorFormatException {
    KnownFailure failure = new KnownFailure(
        context.origin(members),
        members.text("profile"),
        members.word("violation", Words.VIOLATION),
        ExpectationDecoder.times(members));
    members.end();
    return failure;
  }

  private static Optional<ExpectedFailure> expectedFailure(Members members, DecodingContext context)
      throws VectorFormatException {
    if (!members.has("expected_failure")) {
      return Optional.empty();
    }
    Members failure = members.object("expected_failure");
    ExpectedFailure expected = new ExpectedFailure(
        context.origin(failure), ExpectationDecoder.scope(failure), failure.text("until"));
    failure.end();
    return Optional.of(expected);
  }

  private static Phase phase(Members members, StepDecoder steps, ExpectationDecoder expectations)
      throws VectorFormatException {
    members.requireSince(3, "meanwhile");
    Phase phase = new Phase(
        members.list("when", value -> steps.when(members.of(value))),
        members.list("meanwhile", value -> expectations.meanwhile(members.of(value))),
        members.list("then", value -> expectations.then(members.of(value))));
    members.end();
    return phase;
  }
}
