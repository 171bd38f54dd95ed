package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.vector.PermissionClaim;
import io.shatterproof.vector.SeededFault;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** The profiles there are recordings of. */
  static final Vocabulary<String> PROFILES = new Vocabulary<>(
      "profile",
      Code.UNKNOWN_PROFILE,
      table(List.of("xen_pre", "xen_4_8", "xen_4_8_fixed"), Function.identity()));

  static final Vocabulary<P2mType> TYPES =
      of("type", Code.UNKNOWN_TYPE, P2mType.values(), P2mType::word);

  static final Vocabulary<P2mAccess> ACCESSES =
      of("access", Code.UNKNOWN_ACCESS, P2mAccess.values(), P2mAccess::word);

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

  static final Vocabulary<SeededFault> FAULTS =
      of("seeded fault", Code.UNKNOWN_FAULT, SeededFault.values(), SeededFault::name);

  static final Vocabulary<Feature> FEATURES =
      of("feature", Code.UNKNOWN_FEATURE, Feature.values(), Feature::word);

  static final Vocabulary<Errno> ERRORS =
      of("error number", Code.UNKNOWN_ERROR_NUMBER, Errno.values(), Errno::name);

  static final Vocabulary<TlbiOp> TLBI =
      of("TLB maintenance operation", Code.UNKNOWN_TLBI_OPERATION, TlbiOp.values(), TlbiOp::word);

  static final Vocabulary<DsbOption> DSB =
      of("dsb option", Code.UNKNOWN_DSB_OPTION, DsbOption.values(), DsbOption::word);

  private static <T> Vocabulary<T> of(
      String kind, Code code, T[] values, Function<T, String> word) {
    Map<String, T> meanings = new LinkedHashMap<>();
    Arrays.asList(values).forEach(value -> meanings.put(word.apply(value), value));
    return new Vocabulary<>(kind, code, meanings);
  }

  private static <T> Map<String, T> table(List<String> words, Function<String, T> meaning) {
    Map<String, T> meanings = new LinkedHashMap<>();
    words.forEach(word -> meanings.put(word, meaning.apply(word)));
    return meanings;
  }

  private static S2Permissions permissions(String word) {
    return word.equals("none")
        ? S2Permissions.NONE
        : new S2Permissions(word.contains("r"), word.contains("w"), word.contains("x"));
  }

  /** What a word means. */
  Optional<T> find(String word) {
    return Optional.ofNullable(meanings.get(word));
  }
}
