package io.shatterproof.compiler.output;

/**
 * What an update of a folder did.
 *
 * @param written files that are new or have changed
 * @param unchanged files that had the right content and were not touched
 * @param deleted files of an earlier update that are not wanted any more
 */
public record OutputChange(int written, int unchanged, int deleted) {}
