package io.shatterproof.vector.json;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a step stands, which decides what may stand there.
 *
 * @param hasMemory whether the setup has memory for bare tables
 * @param isArranged whether it is one of {@code given}
 * @param isLocked whether it is inside a locked section
 * @param isLabelled whether it has a label, or is inside a step that has one
 * @param isInBody whether it is inside a body of interleaved PEs
 */
record StepPlace(
    boolean hasMemory, boolean isArranged, boolean isLocked, boolean isLabelled, boolean isInBody) {
  private static final String CREATE = "create";
  private static final String LABELLED = "labelled";
  private static final String INTERLEAVED = "interleaved";

  private static final List<String> UNDER_A_LOCK = List.of(
      "map",
      "populate",
      "unmap",
      "locked",
      "limit_tables",
      "fail_allocation",
      "protect",
      "protect_new_mappings",
      "clean",
      LABELLED);
  private static final List<String> NOT_UNDER_A_LOCK = List.of(
      CREATE,
      "unpause",
      "invalidate_root",
      "resolve",
      "listen",
      "relinquish",
      "teardown",
      "resize_pool",
      "set_way",
      "switch_caches",
      "enter",
      "leave",
      "emulate",
      "abort",
      "store_word",
      "write_register",
      "perform",
      INTERLEAVED);

  /** What only bare tables have. */
  private static final List<String> OF_MEMORY =
      List.of("run_at", "tlbi", "dsb", "isb", "clean_line", "free_table");

  private static final List<String> ALL =
      Stream.of(UNDER_A_LOCK, NOT_UNDER_A_LOCK, OF_MEMORY).flatMap(List::stream).toList();

  private static final Set<String> ALL_AS_SET = Set.copyOf(ALL);
  private static final Set<String> UNDER_A_LOCK_AS_SET = Set.copyOf(UNDER_A_LOCK);
  private static final Set<String> OF_MEMORY_AS_SET = Set.copyOf(OF_MEMORY);

  static StepPlace arranged(boolean hasMemory) {
    return new StepPlace(hasMemory, true, false, false, false);
  }

  static StepPlace observed(boolean hasMemory) {
    return new StepPlace(hasMemory, false, false, false, false);
  }

  StepPlace locked() {
    return new StepPlace(hasMemory, isArranged, true, isLabelled, isInBody);
  }

  StepPlace labelled() {
    return new StepPlace(hasMemory, isArranged, isLocked, true, isInBody);
  }

  StepPlace inBody() {
    return new StepPlace(hasMemory, isArranged, isLocked, isLabelled, true);
  }

  /** The words that may stand here. */
  List<String> legal() {
    return ALL.stream().filter(this::allows).toList();
  }

  boolean allows(String word) {
    return ALL_AS_SET.contains(word) && obstacle(word).isEmpty();
  }

  /** Why a step does not stand here: what is around it, for example {@code inside a body}. */
  Optional<String> obstacle(String word) {
    if (isLocked && ALL_AS_SET.contains(word) && !UNDER_A_LOCK_AS_SET.contains(word)) {
      return Optional.of("inside a locked section");
    } else if (!hasMemory && OF_MEMORY_AS_SET.contains(word)) {
      return Optional.of("where the setup has no `memory`");
    } else if (isLabelled && (word.equals(LABELLED) || word.equals(INTERLEAVED))) {
      return Optional.of("behind a label");
    } else if (isInBody && (word.equals(INTERLEAVED) || word.equals(CREATE))) {
      return Optional.of("inside a body of interleaved PEs");
    } else if (isArranged && word.equals(INTERLEAVED)) {
      return Optional.of("in `given`");
    }
    return Optional.empty();
  }
}
