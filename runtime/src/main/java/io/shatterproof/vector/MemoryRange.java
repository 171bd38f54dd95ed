package io.shatterproof.vector;

/**
 * Physical memory that exists.
 *
 * @param pa first byte, a multiple of 4096
 * @param sizeBytes a positive multiple of 4096
 */
public record MemoryRange(long pa, long sizeBytes) {}
