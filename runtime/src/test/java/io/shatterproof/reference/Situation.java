package io.shatterproof.reference;

/** What a set of random sequences must have met, or it has looked at too little. */
enum Situation {
  /** A range with the beginning of a block of level 2 inside. */
  CROSSES_BLOCK,
  /** A range with the beginning of an entry of level 1 inside. */
  CROSSES_LEVEL_1,
  /** A mapping below the second start table. */
  IN_SECOND_START_TABLE,
  /** A mapping below both start tables. */
  IN_BOTH_START_TABLES,
  /** The last frame of the IPA space is mapped. */
  LAST_FRAME,
  /** A range that goes beyond the IPA space is refused. */
  BEYOND_IPA_SPACE,
  BLOCK_SPLIT,
  /** A block of level 1 is mapped. */
  LEVEL_1_BLOCK,
  /** A table with its mappings is replaced by a block, or removed as a whole. */
  TABLE_REPLACED,
  FOREIGN_REMOVED,
  FOREIGN_REPLACED,
  SEVERAL_UNDER_ONE_LOCK,
  /** An entry is made while the flush of its removal is pending. */
  REUSED_UNDER_LOCK,
  /** An insertion had no memory. */
  INSERTION_FAILED,
  /** A removal or a restriction had no memory for a split, or for what it has to remember. */
  OTHER_FAILED,
  /** An operation failed after a part of it was done, which stays. */
  PART_KEPT,
  /** An insertion failed after a part of it was done, which is taken back. */
  PART_TAKEN_BACK,
  PROTECTED,
  PREEMPTED,
  /** A change of permissions alone leaves the invalidation to the unlock. */
  FLUSH_DEFERRED,
  /** A use of a lazy entry was heard of, and what it maps was reached afterwards. */
  HEARD_OF,
  /** Known defect: a restriction that is lifted does not give reading back. */
  READ_NOT_RESTORED,
  /** Known defect: frames behind a hole are skipped. */
  SKIPPED_BEHIND_HOLE,
  /** Known defect: each continuation skips a frame. */
  SKIPPED_BY_CONTINUATION,
  /** Known defect: an empty table is freed with no invalidation since it was unlinked. */
  EMPTY_TABLE_FREED_EARLY,
  /** Known defect: a table swapped in for a block with no invalidation, since the next step failed. */
  SWAPPED_WITHOUT_FLUSH,
  /** Known defect: looking up the frame behind the last one stops the hypervisor. */
  STOPPED_AT_IPA_LIMIT,
  /** Known defect: a table is freed a second time at the teardown. */
  FREED_AGAIN,
  /** Known defect: a debug assertion does not hold while blocks of a dying domain are removed. */
  ASSERTED_WHILE_DYING
}
