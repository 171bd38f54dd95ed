package io.shatterproof.vector.json;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Step;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads the steps of one vector. */
final class StepDecoder {
  private static final int MOST_VCPUS = 1024;
  private static final Map<String, S2Permissions> PERMISSIONS = allPermissions();

  private final DecodingContext context;
  private final int limit;
  private final Bodies bodies;
  private int count;

  StepDecoder(DecodingContext context, ReadLimits limits) {
    this.context = context;
    this.limit = limits.stepsPerVector();
    this.bodies = new Bodies(context);
  }

  /** A step that is not observed. */
  Step given(Members members) throws VectorFormatException {
    return decode(members, StepPlace.arranged(context.hasMemory()));
  }

  /** A step of a phase. */
  Step when(Members members) throws VectorFormatException {
    return decode(members, StepPlace.observed(context.hasMemory()));
  }

  private Step decode(Members members, StepPlace place) throws VectorFormatException {
    if (++count > limit) {
      throw members.refuse(
          FormatFault.TOO_LARGE,
          "step",
          "the vector has more than " + limit + " steps",
          "split the vector, or read with a larger limit if you trust the file");
    }
    String word = members.text("step");
    if (!place.allows(word)) {
      throw members.refuse(
          FormatFault.UNKNOWN_WORD,
          "step",
          "`step` is \"" + JsonLineParser.printable(word) + "\""
              + place
                  .obstacle(word)
                  .map(where -> ", which does not stand " + where)
                  .orElse(""),
          "use one of " + String.join(", ", place.legal()));
    }
    members.requireWordSince(since(word), "step", word);
    Step step = decode(word, members, context.origin(members), place);
    members.end();
    return step;
  }

  /** The minor version that has added a step. */
  private static int since(String word) {
    return switch (word) {
      case "map", "unmap", "locked", "limit_tables" -> 0;
      case "store_word", "write_register", "perform" -> 2;
      case "run_at", "tlbi", "dsb", "isb", "clean_line", "free_table", "labelled", "interleaved" ->
        3;
      case "create", "unpause", "resize_pool", "set_way", "switch_caches" -> 4;
      case "populate", "invalidate_root", "resolve" -> 5;
      default -> 1;
    };
  }

  private Step decode(String word, Members members, Origin origin, StepPlace place)
      throws VectorFormatException {
    return switch (word) {
      case "create" ->
        new Step.Create(
            origin,
            context.createdDomain(members),
            members.has("more") ? members.number("more", 1, Step.Create.MOST_MORE) : 0,
            returns(members));
      case "unpause" -> new Step.Unpause(origin, bodies.pe(members), context.domain(members));
      case "resize_pool" ->
        new Step.ResizePool(
            origin,
            bodies.pe(members),
            context.domain(members),
            members.hex("size"),
            preemptEvery(members),
            returns(members));
      case "set_way" -> new Step.SetWay(origin, bodies.pe(members), context.domain(members));
      case "switch_caches" ->
        new Step.SwitchCaches(
            origin, bodies.pe(members), context.domain(members), members.flag("on"));
      case "map" -> map(members, origin);
      case "populate" ->
        new Step.Populate(
            origin,
            bodies.pe(members),
            context.domain(members),
            members.hex("ipa"),
            members.hex("size"),
            attributes(members),
            returns(members));
      case "invalidate_root" ->
        new Step.InvalidateRoot(origin, bodies.pe(members), context.domain(members));
      case "resolve" ->
        new Step.Resolve(
            origin,
            bodies.pe(members),
            context.domain(members),
            members.hex("ipa"),
            members.optionalFlag("resolved"));
      case "unmap" -> unmap(members, origin);
      case "locked" ->
        new Step.Locked(
            origin,
            bodies.pe(members),
            context.domain(members),
            members.list("body", value -> decode(members.of(value), place.locked())));
      case "limit_tables" ->
        new Step.LimitTables(origin, members.whole("tables", 0, Long.MAX_VALUE));
      case "fail_allocation" ->
        new Step.FailAllocation(origin, members.whole("nth", 1, Long.MAX_VALUE));
      case "protect" -> protect(members, origin);
      case "protect_new_mappings" ->
        new Step.ProtectNewMappings(
            origin,
            bodies.pe(members),
            context.domain(members),
            RestrictionWord.read(members, "access"),
            returns(members));
      case "listen" ->
        new Step.Listen(
            origin, context.domain(members), members.flag("connected"), members.flag("required"));
      case "clean" -> clean(members, origin);
      case "relinquish" ->
        new Step.Relinquish(
            origin,
            bodies.pe(members),
            context.domain(members),
            preemptEvery(members),
            returns(members));
      case "teardown" -> teardown(members, origin);
      case "enter" -> enter(members, origin);
      case "leave" -> new Step.Leave(origin, bodies.pe(members));
      case "emulate" ->
        new Step.Emulate(origin, context.domain(members), members.hex("ipa"), members.hex("size"));
      case "abort" -> abort(members, origin);
      case "store_word" -> storeWord(members, origin);
      case "write_register" ->
        new Step.WriteRegister(
            origin,
            bodies.pe(members),
            members.word("register", Words.CONTROL_REGISTER),
            members.hex("value"));
      case "perform" -> new Step.Perform(origin, bodies.pe(members), AccessCodec.read(members));
      case "run_at" -> new Step.RunAt(origin, bodies.pe(members), members.number("el", 1, 2));
      case "tlbi" -> invalidate(members, origin);
      case "dsb" ->
        new Step.Barrier(origin, bodies.pe(members), members.word("option", Words.DSB_OPTION));
      case "isb" -> new Step.SynchronizeContext(origin, bodies.pe(members));
      case "clean_line" ->
        new Step.CleanLine(
            origin, bodies.pe(members), context.wordPa(members), members.textOrEmpty("note"));
      case "free_table" -> freeTable(members, origin);
      case "labelled" ->
        new Step.Labelled(
            origin, context.defineLabel(members), decode(members.object("does"), place.labelled()));
      case "interleaved" ->
        new Step.Interleaved(origin, bodies.list(members, inner -> decode(inner, place.inBody())));
      default -> throw new IllegalStateException("no reader for the step " + word);
    };
  }

  private Step clean(Members members, Origin origin) throws VectorFormatException {
    members.requireSince(4, "first_page", "preempt_every");
    return new Step.Clean(
        origin,
        bodies.pe(members),
        context.domain(members),
        members.hex("ipa"),
        members.hex("size"),
        members.wholeOrZero("first_page", Long.MAX_VALUE),
        preemptEvery(members),
        returns(members));
  }

  private Step teardown(Members members, Origin origin) throws VectorFormatException {
    members.requireSince(4, "preempt_every", "returns");
    return new Step.Teardown(
        origin,
        bodies.pe(members),
        context.domain(members),
        preemptEvery(members),
        returns(members));
  }

  private Step enter(Members members, Origin origin) throws VectorFormatException {
    members.requireSince(4, "vcpu");
    return new Step.Enter(
        origin,
        bodies.pe(members),
        context.domain(members),
        members.has("vcpu")
            ? OptionalInt.of(members.number("vcpu", 0, MOST_VCPUS - 1))
            : OptionalInt.empty());
  }

  private Step storeWord(Members members, Origin origin) throws VectorFormatException {
    members.requireSince(3, "exchange", "same_contents");
    return new Step.StoreWord(
        origin,
        bodies.pe(members),
        context.wordPa(members),
        members.hex("value"),
        members.textOrEmpty("note"),
        members.flagOr(false, "exchange"),
        members.flagOr(false, "same_contents"));
  }

  /** Rule: only an operation that takes a register has an operand. */
  private Step invalidate(Members members, Origin origin) throws VectorFormatException {
    int pe = bodies.pe(members);
    TlbiOp op = members.word("op", Words.TLBI_OP);
    long operand = members.optionalHex("operand").orElse(0);
    if (operand != 0 && op.operand() == TlbiOp.Operand.NONE) {
      throw members.refuse(
          FormatFault.OUT_OF_RANGE,
          "operand",
          "`" + op.word() + "` takes no operand",
          "leave `operand` out");
    }
    return new Step.Invalidate(origin, pe, op, operand, members.textOrEmpty("note"));
  }

  /** Rule: what is freed is one table page of some granule, in memory. */
  private Step freeTable(Members members, Origin origin) throws VectorFormatException {
    int pe = bodies.pe(members);
    long size = members.hex("size");
    if (Arrays.stream(Granule.values()).noneMatch(granule -> granule.sizeBytes() == size)) {
      throw members.refuse(
          FormatFault.OUT_OF_RANGE,
          "size",
          "`size` is 0x" + Long.toHexString(size) + ", and no granule is so large",
          "use one of 0x1000, 0x4000, 0x10000");
    }
    return new Step.FreeTable(
        origin, pe, context.pagePa(members, size), size, members.textOrEmpty("note"));
  }

  private Step map(Members members, Origin origin) throws VectorFormatException {
    members.requireSince(5, "access");
    return new Step.Map(
        origin,
        bodies.pe(members),
        context.domain(members),
        members.hex("ipa"),
        members.hex("size"),
        members.hex("pa"),
        attributes(members),
        members.optionalWord("access", Words.P2M_ACCESS),
        returns(members));
  }

  private Step unmap(Members members, Origin origin) throws VectorFormatException {
    return new Step.Unmap(
        origin,
        bodies.pe(members),
        context.domain(members),
        members.hex("ipa"),
        members.hex("size"),
        members.optionalHex("pa"),
        returns(members));
  }

  private Step protect(Members members, Origin origin) throws VectorFormatException {
    return new Step.Protect(
        origin,
        bodies.pe(members),
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
        bodies.pe(members),
        context.domain(members),
        members.word("access", Words.GUEST_ACCESS_KIND),
        members.hex("ipa"),
        members.optionalWord("fault", Words.FAULT_KIND),
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
    S2Permissions permissions = PERMISSIONS.get(letters);
    if (permissions == null) {
      throw members.refuse(
          FormatFault.UNKNOWN_WORD,
          "perm",
          "`perm` is \"" + JsonLineParser.printable(letters) + "\"",
          "use one of " + String.join(", ", PERMISSIONS.keySet()));
    }
    return permissions;
  }

  private static Map<String, S2Permissions> allPermissions() {
    Map<String, S2Permissions> all = new LinkedHashMap<>();
    for (int bits = 0; bits < 8; bits++) {
      S2Permissions permissions =
          new S2Permissions((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
      all.put(permissions.toString(), permissions);
    }
    return all;
  }
}
