package io.shatterproof.harness.remote;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The lines of one run, and what is asked with each. */
final class Script {
  private final long run;
  private final StringBuilder lines = new StringBuilder();
  private final List<Request> requests = new ArrayList<>();
  private int number;

  Script(long run) {
    this.run = run;
  }

  static Call opening(Platform platform, String profile) {
    return new CallBuilder("run")
        .text("profile", profile)
        .text("platform", platform.name())
        .number("pes", platform.pes())
        .number("pa_bits", platform.paBits())
        .texts(
            "features",
            new TreeSet<Feature>(platform.features())
                .stream().map(Spelling.FEATURE::word).toList())
        .text("walker", Spelling.lowerCase(platform.walker()))
        .text("iommu", Spelling.lowerCase(platform.iommu()))
        .texts(
            "choices",
            platform.choices().entrySet().stream()
                .map(choice -> choice.getKey() + "=" + choice.getValue())
                .toList())
        .build();
  }

  Script end() {
    return add(new CallBuilder("end").build());
  }

  /** Adds a call with more to follow at once: its answer may wait. */
  Script addWithMore(Call call) {
    return add(call, ",\"more\":true}\n");
  }

  Script add(Call call) {
    return add(call, "}\n");
  }

  private Script add(Call call, String rest) {
    Request request = new Request(call.word(), run, number++);
    requests.add(request);
    lines.append('{');
    call.print(lines);
    lines.append(",\"run\":").append(run);
    lines.append(",\"n\":").append(number - 1).append(rest);
    return this;
  }

  /** Everything that was asked, in order. */
  List<Request> requests() {
    return requests;
  }

  /** Forgets the lines that are taken. */
  String takeLines() {
    String taken = lines.toString();
    lines.setLength(0);
    return taken;
  }
}
