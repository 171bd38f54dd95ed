package io.shatterproof.harness;

import java.util.List;

/**
 * What the tables of a domain map, as computed from the events that were reported.
 *
 * @param mappings a line for each run of entries that map consecutive addresses alike
 */
public record MappedDomain(String name, List<String> mappings) {
  public MappedDomain {
    mappings = List.copyOf(mappings);
  }
}
