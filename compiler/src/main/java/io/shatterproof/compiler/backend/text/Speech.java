package io.shatterproof.compiler.backend.text;

import io.shatterproof.p2m.DomainConfig;
import java.util.List;
import java.util.Map;

/**
 * How one vector speaks: the names in its text, and what could not be said.
 *
 * @param domains by number
 * @param labels by the words of the vector
 * @param regime the name of the bare memory, if there is any
 */
record Speech(
    List<String> domains,
    List<DomainConfig> configs,
    Map<String, String> labels,
    String regime,
    Obstacles obstacles) {
  Speech {
    domains = List.copyOf(domains);
    configs = List.copyOf(configs);
    labels = Map.copyOf(labels);
  }

  String domain(int number) {
    return domains.get(number);
  }

  String label(String word) {
    return labels.getOrDefault(word, word);
  }

  /** The same in a phase with these labels. */
  Speech withLabels(Map<String, String> ofPhase) {
    return new Speech(domains, configs, ofPhase, regime, obstacles);
  }
}
