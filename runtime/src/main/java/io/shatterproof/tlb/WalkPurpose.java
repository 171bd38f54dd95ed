package io.shatterproof.tlb;

/** What walks are made for, and whether they may start at the start tables. */
enum WalkPurpose {
  LOAD(true, true),
  LOAD_FROM_ENTRIES(true, false),
  PERFORM(false, true),
  PERFORM_FROM_ENTRIES(false, false);

  private final boolean loads;
  private final boolean usesTables;

  WalkPurpose(boolean loads, boolean usesTables) {
    this.loads = loads;
    this.usesTables = usesTables;
  }

  /** Whether what is read becomes an entry. */
  boolean loads() {
    return loads;
  }

  /** Whether a walk may start at a start table, and not only at an entry. */
  boolean usesTables() {
    return usesTables;
  }
}
