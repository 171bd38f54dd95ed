package io.shatterproof.maven.build;

import io.shatterproof.compiler.diagnostic.WarningPolicy;
import io.shatterproof.vector.archive.Compression;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to export of what.
 *
 * @param sources the scenario files
 * @param jar where the vectors go
 * @param compression of each set in the jar
 * @param stateFolder where the plugin remembers what it did
 * @param executionId what tells several executions of a project apart
 * @param warnings what becomes of warnings
 * @param failOnMissing whether it is an error that there is no scenario
 * @param generator the version of everything that decides what is exported
 */
public record ExportRequest(
    SourceRequest sources,
    Path jar,
    Optional<Compression> compression,
    Path stateFolder,
    String executionId,
    WarningPolicy warnings,
    boolean failOnMissing,
    String generator) {}
