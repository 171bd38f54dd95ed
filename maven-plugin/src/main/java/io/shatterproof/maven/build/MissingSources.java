package io.shatterproof.maven.build;

import java.nio.file.Files;

/** Says where scenario files were looked for in vain. */
final class MissingSources {
  private MissingSources() {}

  /**
   * The message.
   *
   * @param files how many files there are, all without a scenario
   */
  static String message(SourceRequest request, int files) {
    String folder = request.shown(request.sourceFolder());
    if (files > 0) {
      return "No scenario in the files of " + folder;
    }
    if (!Files.exists(request.sourceFolder())) {
      return "No scenario files: there is no folder " + folder
          + "; make it, or name another as sourceDirectory";
    }
    return "No scenario files in " + folder + " that match " + String.join(", ", request.includes())
        + (request.excludes().isEmpty()
            ? ""
            : " and none of " + String.join(", ", request.excludes()));
  }
}
