package io.shatterproof.tlb;

/**
 * A place that tables of stage 2 have for a word.
 *
 * @param tablePa first byte of the table, at the start level of all concatenated tables
 * @param level of the descriptor, -1 to 3
 * @param ipa first that it covers
 * @param isLive whether the newest values of memory lead there
 */
public record TablePlace(long tablePa, int level, long ipa, boolean isLive) {}
