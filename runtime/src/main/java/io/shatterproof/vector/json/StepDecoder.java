package io.shatterproof.vector.json;

import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.List;

/** Reads the steps of one vector. */
final class StepDecoder {
  private final DecodingContext context;
  private final int limit;
  private int count;

  StepDecoder(DecodingContext context, ReadLimits limits) {
    this.context = context;
    this.limit = limits.stepsPerVector();
  }

  Step decode(Members members) throws VectorFormatException {
    if (++count > limit) {
      throw members.refuse(
          FormatFault.TOO_LARGE,
          "step",
          "the vector has more than " + limit + " steps",
          "split the vector, or read with a larger limit if you trust the file");
    }
    String word = members.text("step");
    Origin origin = context.origin(members);
    Step step = switch (word) {
      case "map" -> map(members, origin);
      case "unmap" -> unmap(members, origin);
      case "locked" ->
        new Step.Locked(
            origin,
            context.pe(members),
            context.domain(members),
            members.list("body", value -> decode(members.of(value))));
      case "limit_tables" ->
        new Step.LimitTables(origin, members.whole("tables", 0, Long.MAX_VALUE));
      default ->
        throw members.refuse(
            FormatFault.UNKNOWN_WORD,
            "step",
            "`step` is \"" + JsonLineParser.printable(word) + "\"",
            "use one of map, unmap, locked, limit_tables");
    };
    members.end();
    return step;
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
        members.optionalWhole("returns", Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private Step unmap(Members members, Origin origin) throws VectorFormatException {
    return new Step.Unmap(
        origin,
        context.pe(members),
        context.domain(members),
        members.hex("ipa"),
        members.hex("size"),
        members.optionalHex("pa"),
        members.optionalWhole("returns", Long.MIN_VALUE, Long.MAX_VALUE));
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
