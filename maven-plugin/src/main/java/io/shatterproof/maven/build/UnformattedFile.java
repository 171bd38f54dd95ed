package io.shatterproof.maven.build;

/**
 * A scenario file that formatting would change.
 *
 * @param path as it is shown
 * @param line the first that would change, from 1
 */
record UnformattedFile(String path, int line) {}
