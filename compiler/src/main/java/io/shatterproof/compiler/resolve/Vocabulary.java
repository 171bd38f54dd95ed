package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.SeededFault;
import io.shatterproof.vector.PermissionClaim;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The words of one kind, and what they mean.
 *
 * @param kind what they are, in the user's words
 * @param code the mistake of using none of them
 * @param meanings in the order of documentation
 */
record Vocabulary<T>(String kind, Code code, Map<String, T> meanings) {

  /** Keywords that can follow an operand that may be left out, and so be taken for it. */
  static final List<String> OPTIONAL_BEFORE = List.of(
      "store",
      "fill",
      "tlbi",
      "dsb",
      "isb",
      "clean",
      "table",
      "lock",
      "unlock",
      "reference",
      "iommu",
      "context",
      "preemption",
      "monitor",
      "domain",
      "assertion",
      "warning",
      "fatal");

  /** Keywords that stand where an operand could. */
  static final List<String> IN_PLACE_OF_OPERANDS = List.of("default", "hole", "somewhere");

  /** The profiles there are recordings of. */
  static final Vocabulary<String> PROFILES = new Vocabulary<>(
      "profile",
      Code.UNKNOWN_PROFILE,
      table(List.of("xen_pre", "xen_4_8", "xen_4_8_fixed", "xen_latest"), Function.identity()));

  static final Vocabulary<P2mType> TYPES =
      of("type", Code.UNKNOWN_TYPE, P2mType.values(), P2mType::word);

  static final Vocabulary<P2mAccess> ACCESSES =
      of("access", Code.UNKNOWN_ACCESS, P2mAccess.values(), P2mAccess::word);

  /** What an operation can be asked for, by its number. */
  static final Vocabulary<Long> RESTRICTIONS =
      new Vocabulary<>("access", Code.UNKNOWN_ACCESS, restrictions());

  /** The sizes of granules; as words they are numbers, too. */
  static final Vocabulary<Long> GRANULES = new Vocabulary<>(
      "granule",
      Code.OUT_OF_RANGE,
      table(List.of("4K", "16K", "64K"), word -> Long.parseLong(word.replace("K", "")) << 10));

  /** What is answered by an operation that is called again when it was preempted. */
  static final Vocabulary<Long> ANSWERS = new Vocabulary<>(
      "name",
      Code.UNKNOWN_NAME,
      table(List.of("done", "restart"), word -> word.equals("done") ? 0 : Errno.ERESTART.code()));

  /** What is said of the monitor of a domain. */
  static final Vocabulary<ListenerWord> LISTENERS =
      of("listener", Code.UNKNOWN_LISTENER, ListenerWord.values(), ListenerWord::word);

  static final Vocabulary<AbortOutcome> ABORT_OUTCOMES =
      of("outcome", Code.UNKNOWN_ABORT_OUTCOME, AbortOutcome.values(), AbortOutcome::word);

  /** What becomes of a fault that is to be resolved. */
  static final Vocabulary<Boolean> RESOLUTIONS = new Vocabulary<>(
      "answer",
      Code.UNKNOWN_ABORT_OUTCOME,
      table(List.of("resolved", "unresolved"), word -> word.equals("resolved")));

  static final Vocabulary<Knob> KNOBS = of("choice", Code.UNKNOWN_KNOB, Knob.values(), Knob::word);

  static final Vocabulary<PermissionClaim> PERMISSION_CLAIMS =
      of("permissions", Code.UNKNOWN_PERMISSIONS, PermissionClaim.values(), PermissionClaim::word);

  /** Exact permissions: no claim that leaves something open can be mapped. */
  static final Vocabulary<S2Permissions> PERMISSIONS = new Vocabulary<>(
      "permissions",
      Code.UNKNOWN_PERMISSIONS,
      table(List.of("none", "r", "w", "rw", "x", "rx", "wx", "rwx"), Vocabulary::permissions));

  static final Vocabulary<MemoryAttributes> MEMORY = new Vocabulary<>(
      "memory attributes",
      Code.UNKNOWN_MEMORY_ATTRIBUTES,
      Map.of("normal_wb", MemoryAttributes.NORMAL_WB));

  static final Vocabulary<ViolationName> VIOLATIONS =
      of("violation", Code.UNKNOWN_VIOLATION, ViolationName.values(), ViolationName::word);

  /** What a scenario can say that it does not ask about. */
  static final Vocabulary<List<ViolationName>> WAIVERS =
      new Vocabulary<>("invariant", Code.UNKNOWN_VIOLATION, waivers());

  static final Vocabulary<SeededFault> FAULTS =
      of("seeded fault", Code.UNKNOWN_FAULT, SeededFault.values(), SeededFault::name);

  static final Vocabulary<Feature> FEATURES =
      of("feature", Code.UNKNOWN_FEATURE, Feature.values(), Feature::word);

  static final Vocabulary<Errno> ERRORS =
      of("error number", Code.UNKNOWN_ERROR_NUMBER, Errno.values(), Errno::name);

  static final Vocabulary<TlbiOp> TLBI =
      of("TLB maintenance operation", Code.UNKNOWN_TLBI_OPERATION, TlbiOp.values(), TlbiOp::word);

  /** The same, and the words of a pattern that stand for several. */
  static final Vocabulary<Optional<TlbiOp>> TLBI_PATTERNS =
      new Vocabulary<>("TLB maintenance operation", Code.UNKNOWN_TLBI_OPERATION, tlbiPatterns());

  static final Vocabulary<DsbOption> DSB =
      of("dsb option", Code.UNKNOWN_DSB_OPTION, DsbOption.values(), DsbOption::word);

  /** What `dc` does to a cache line on its way to the point of coherency. */
  static final Vocabulary<String> CLEANS = new Vocabulary<>(
      "cache operation",
      Code.UNKNOWN_CACHE_OPERATION,
      table(List.of("cvac", "civac"), Function.identity()));

  /** Where an access is executed. */
  static final Vocabulary<Integer> LEVELS_OF_ACCESSES = new Vocabulary<>(
      "Exception level",
      Code.UNKNOWN_EXCEPTION_LEVEL,
      table(List.of("el0", "el1"), word -> word.equals("el0") ? 0 : 1));

  /** The same where nobody knows where the PE is. */
  static final Vocabulary<Integer> LEVELS_OF_RAW_ACCESSES = new Vocabulary<>(
      "Exception level",
      Code.UNKNOWN_EXCEPTION_LEVEL,
      table(List.of("el0", "el1", "el2"), word -> word.charAt(2) - '0'));

  /** Where a PE is. */
  static final Vocabulary<Integer> LEVELS_OF_PES = new Vocabulary<>(
      "Exception level",
      Code.UNKNOWN_EXCEPTION_LEVEL,
      table(List.of("el1", "el2"), word -> word.equals("el1") ? 1 : 2));

  /** What `msr` writes. */
  static final Vocabulary<SystemRegister> REGISTERS =
      new Vocabulary<>("register", Code.UNKNOWN_REGISTER, controlRegisters());

  /** What a column can have all words of, by name. */
  static final Map<String, Vocabulary<?>> SETS = sets();

  private static Map<String, Vocabulary<?>> sets() {
    Map<String, Vocabulary<?>> sets = new LinkedHashMap<>();
    sets.put("p2m_type", TYPES);
    sets.put("p2m_access", ACCESSES);
    sets.put("permissions", PERMISSIONS);
    sets.put("granules", GRANULES);
    sets.put("profiles", PROFILES);
    sets.put("violations", VIOLATIONS);
    sets.put("errors", ERRORS);
    sets.put("tlbi_operations", TLBI);
    sets.put("dsb_options", DSB);
    return sets;
  }

  /** What a knob can be set to. */
  static Vocabulary<String> choicesOf(Knob knob) {
    return new Vocabulary<>(
        "value of " + knob.word(),
        Code.UNKNOWN_KNOB_VALUE,
        table(knob.choices(), Function.identity()));
  }

  static <T> Vocabulary<T> of(String kind, Code code, T[] values, Function<T, String> word) {
    Map<String, T> meanings = new LinkedHashMap<>();
    Arrays.asList(values).forEach(value -> meanings.put(word.apply(value), value));
    return new Vocabulary<>(kind, code, meanings);
  }

  private static <T> Map<String, T> table(List<String> words, Function<String, T> meaning) {
    Map<String, T> meanings = new LinkedHashMap<>();
    words.forEach(word -> meanings.put(word, meaning.apply(word)));
    return meanings;
  }

  private static Map<String, SystemRegister> controlRegisters() {
    Map<String, SystemRegister> registers = new LinkedHashMap<>();
    for (SystemRegister register : SystemRegister.values()) {
      if (register.controlsTranslation()) {
        registers.put(register.word(), register);
      }
    }
    return registers;
  }

  private static Map<String, Optional<TlbiOp>> tlbiPatterns() {
    Map<String, Optional<TlbiOp>> operations = new LinkedHashMap<>();
    for (TlbiOp op : TlbiOp.values()) {
      operations.put(op.word(), Optional.of(op));
    }
    operations.put("any", Optional.empty());
    operations.put("covers", Optional.empty());
    return operations;
  }

  private static Map<String, List<ViolationName>> waivers() {
    Map<String, List<ViolationName>> names = new LinkedHashMap<>();
    names.put("bbm", ViolationName.OF_BREAK_BEFORE_MAKE);
    for (ViolationName name : ViolationName.values()) {
      names.put(name.word(), List.of(name));
    }
    return names;
  }

  private static Map<String, Long> restrictions() {
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (P2mAccess access : P2mAccess.values()) {
      numbers.put(access.word(), (long) access.number());
    }
    numbers.put("default", (long) P2mAccess.DEFAULT_NUMBER);
    return numbers;
  }

  private static S2Permissions permissions(String word) {
    return word.equals("none")
        ? S2Permissions.NONE
        : new S2Permissions(word.contains("r"), word.contains("w"), word.contains("x"));
  }

  /** The words of a monitor of accesses. */
  enum ListenerWord {
    CONNECTED,
    REQUIRED,
    NONE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a word means. */
  Optional<T> find(String word) {
    return Optional.ofNullable(meanings.get(word));
  }
}
