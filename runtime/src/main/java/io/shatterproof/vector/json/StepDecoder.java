package io.shatterproof.vector.json;

import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads the steps of one vector. */
final class StepDecoder {
  private static final List<String> UNDER_A_LOCK = List.of(
      "map",
      "unmap",
      "locked",
      "limit_tables",
      "fail_allocation",
      "protect",
      "protect_new_mappings",
      "clean");
  private static final List<String> NOT_UNDER_A_LOCK = List.of(
      "listen",
      "relinquish",
      "teardown",
      "enter",
      "leave",
      "emulate",
      "abort",
      "store_word",
      "write_register",
      "perform");
  private static final List<String> ALL =
      Stream.of(UNDER_A_LOCK, NOT_UNDER_A_LOCK).flatMap(List::stream).toList();

  private final DecodingContext context;
  private final int limit;
  private int count;

  StepDecoder(DecodingContext context, ReadLimits limits) {
    this.context = context;
    this.limit = limits.stepsPerVector();
  }

  Step decode(Members members) throws VectorFormatException {
    return decode(members, ALL);
  }

  private Step decode(Members members, List<String> legal) throws VectorFormatException {
    if (++count > limit) {
      throw members.refuse(
          FormatFault.TOO_LARGE,
          "step",
          "the vector has more than " + limit + " steps",
          "split the vector, or read with a larger limit if you trust the file");
    }
    String word = members.text("step");
    if (!legal.contains(word)) {
      throw members.refuse(
          FormatFault.UNKNOWN_WORD,
          "step",
          "`step` is \"" + JsonLineParser.printable(word) + "\"" + place(word),
          "use one of " + String.join(", ", legal));
    }
    members.requireWordSince(since(word), "step", word);
    Step step = decode(word, members, context.origin(members));
    members.end();
    return step;
  }

  private static String place(String word) {
    return ALL.contains(word) ? ", which does not stand inside a locked section" : "";
  }

  /** The minor version that has added a step. */
  private static int since(String word) {
    return switch (word) {
      case "map", "unmap", "locked", "limit_tables" -> 0;
      case "store_word", "write_register", "perform" -> 2;
      default -> 1;
    };
  }

  private Step decode(String word, Members members, Origin origin) throws VectorFormatException {
    return switch (word) {
      case "map" -> map(members, origin);
      case "unmap" -> unmap(members, origin);
      case "locked" ->
        new Step.Locked(
            origin,
            context.pe(members),
            context.domain(members),
            members.list("body", value -> decode(members.of(value), UNDER_A_LOCK)));
      case "limit_tables" ->
        new Step.LimitTables(origin, members.whole("tables", 0, Long.MAX_VALUE));
      case "fail_allocation" ->
        new Step.FailAllocation(origin, members.whole("nth", 1, Long.MAX_VALUE));
      case "protect" -> protect(members, origin);
      case "protect_new_mappings" ->
        new Step.ProtectNewMappings(
            origin,
            context.pe(members),
            context.domain(members),
            RestrictionWord.read(members, "access"),
            returns(members));
      case "listen" ->
        new Step.Listen(
            origin, context.domain(members), members.flag("connected"), members.flag("required"));
      case "clean" ->
        new Step.Clean(
            origin,
            context.pe(members),
            context.domain(members),
            members.hex("ipa"),
            members.hex("size"),
            returns(members));
      case "relinquish" ->
        new Step.Relinquish(
            origin,
            context.pe(members),
            context.domain(members),
            preemptEvery(members),
            returns(members));
      case "teardown" -> new Step.Teardown(origin, context.pe(members), context.domain(members));
      case "enter" -> new Step.Enter(origin, context.pe(members), context.domain(members));
      case "leave" -> new Step.Leave(origin, context.pe(members));
      case "emulate" ->
        new Step.Emulate(origin, context.domain(members), members.hex("ipa"), members.hex("size"));
      case "abort" -> abort(members, origin);
      case "store_word" ->
        new Step.StoreWord(
            origin,
            context.pe(members),
            context.wordPa(members),
            members.hex("value"),
            members.textOrEmpty("note"));
      case "write_register" ->
        new Step.WriteRegister(
            origin,
            context.pe(members),
            members.word("register", Words.CONTROL_REGISTER),
            members.hex("value"));
      case "perform" -> new Step.Perform(origin, context.pe(members), AccessCodec.read(members));
      default -> throw new IllegalStateException("no reader for the step " + word);
    };
  }

  private Step map(Members members, Origin origin) throws VectorFormatException {
    return new Step.Map(
        origin,
        context.pe(members),
        context.domain(members),
        members.hex("ipa"),
        members.hex("size"),
        members.hex("pa"),
        attributes(members),
        returns(members));
  }

  private Step unmap(Members members, Origin origin) throws VectorFormatException {
    return new Step.Unmap(
        origin,
        context.pe(members),
        context.domain(members),
        members.hex("ipa"),
        members.hex("size"),
        members.optionalHex("pa"),
        returns(members));
  }

  private Step protect(Members members, Origin origin) throws VectorFormatException {
    return new Step.Protect(
        origin,
        context.pe(members),
        context.domain(members),
        members.hex("ipa"),
        members.hex("size"),
        RestrictionWord.read(members, "access"),
        members.wholeOrZero("first_page", Long.MAX_VALUE),
        preemptEvery(members),
        returns(members));
  }

  private Step abort(Members members, Origin origin) throws VectorFormatException {
    return new Step.Abort(
        origin,
        context.pe(members),
        context.domain(members),
        members.word("access", Words.GUEST_ACCESS_KIND),
        members.hex("ipa"),
        members.has("fault") ? Optional.of(OutcomeCodec.faultKind(members)) : Optional.empty(),
        members.flagOr(false, "stage1_walk"),
        members.flagOr(true, "syndrome_valid"),
        members.flagOr(false, "external"),
        members.flagOr(false, "translation_fails"),
        members.optionalWord("outcome", Words.ABORT_OUTCOME));
  }

  private static OptionalLong returns(Members members) throws VectorFormatException {
    return members.optionalWhole("returns", Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static int preemptEvery(Members members) throws VectorFormatException {
    return (int) members.wholeOrZero("preempt_every", Integer.MAX_VALUE);
  }

  private static MappingAttributes attributes(Members members) throws VectorFormatException {
    return new MappingAttributes(
        permissions(members),
        new MemoryAttributes(
            members.number("memattr", 0, 15), members.word("sh", Words.SHAREABILITY)),
        members.optionalWord("type", Words.P2M_TYPE));
  }

  private static S2Permissions permissions(Members members) throws VectorFormatException {
    String letters = members.text("perm");
    List<String> legal = new ArrayList<>();
    for (int bits = 0; bits < 8; bits++) {
      S2Permissions permissions =
          new S2Permissions((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
      if (permissions.toString().equals(letters)) {
        return permissions;
      }
      legal.add(permissions.toString());
    }
    throw members.refuse(
        FormatFault.UNKNOWN_WORD,
        "perm",
        "`perm` is \"" + JsonLineParser.printable(letters) + "\"",
        "use one of " + String.join(", ", legal));
  }
}
