package io.shatterproof.walk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What came of the records of one file. */
final class OracleTally {
  private static final int MOST_SHOWN = 10;

  private final String file;
  private final SortedMap<String, Integer> notJudged = new TreeMap<>();
  private final SortedMap<String, List<String>> differences = new TreeMap<>();
  private int judged;
  private int disagreeing;

  OracleTally(String file) {
    this.file = file;
  }

  /** A record is left out. */
  void leaveOut(String reason) {
    notJudged.merge(reason, 1, Integer::sum);
  }

  /** A record is judged: what it says against what we do, by field. */
  void judge(JsonNode record, Map<String, String> recorded, Map<String, String> ours) {
    judged++;
    if (recorded.equals(ours)) {
      return;
    }
    disagreeing++;
    SortedMap<String, String> differing = new TreeMap<>();
    differing.putAll(recorded);
    differing.putAll(ours);
    differing
        .keySet()
        .removeIf(key -> recorded.getOrDefault(key, "").equals(ours.getOrDefault(key, "")));
    String kind = String.join(" ", differing.keySet());
    differences
        .computeIfAbsent(kind, key -> new ArrayList<>())
        .add(record + "\n    recorded " + recorded + "\n    ours     " + ours);
  }

  int judged() {
    return judged;
  }

  /** One line: judged, agreeing, and each reason for not judging. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%s: %d records, %d judged, %d agreeing; not judged: %s",
        file,
        judged + notJudged.values().stream().mapToInt(Integer::intValue).sum(),
        judged,
        judged - disagreeing,
        notJudged.isEmpty()
            ? "none"
            : notJudged.entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .collect(Collectors.joining(", ")));
  }

  /** Every kind of difference with its count, then the first of each kind in turn; empty if none. */
  String report() {
    if (disagreeing == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    text.append("\n")
        .append(file)
        .append(": ")
        .append(disagreeing)
        .append(" of ")
        .append(judged);
    text.append(" judged records disagree");
    differences.forEach((kind, records) ->
        text.append("\n  ").append(records.size()).append(" in: ").append(kind));
    List<String> shown = new ArrayList<>();
    int longest = differences.values().stream()
        .map(List::size)
        .max(Comparator.naturalOrder())
        .orElse(0);
    for (int n = 0; n < longest; n++) {
      for (Map.Entry<String, List<String>> kind : differences.entrySet()) {
        if (n < kind.getValue().size()) {
          shown.add("\n  " + kind.getKey() + "\n    " + kind.getValue().get(n));
        }
      }
    }
    shown.stream().limit(MOST_SHOWN).forEach(text::append);
    return text.toString();
  }
}
