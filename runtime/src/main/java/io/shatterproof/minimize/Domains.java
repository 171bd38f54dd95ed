package io.shatterproof.minimize;

import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Setup;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Vectors without one of their domains, and without everything that names it. */
final class Domains {
  private static final String NUMBER = "domain";

  private Domains() {}

  /** The vector without a domain; the later ones have other numbers then. */
  static Optional<ConformanceVector> without(ConformanceVector vector, int domain) {
    List<Phase> phases = new ArrayList<>();
    for (Phase phase : vector.phases()) {
      phases.add(new Phase(
          rest(phase.when(), domain), rest(phase.meanwhile(), domain), rest(phase.then(), domain)));
    }
    Setup setup = vector.setup();
    List<DomainConfig> domains = new ArrayList<>(setup.domains());
    domains.remove(domain);
    Set<Integer> later = new HashSet<>();
    setup.later().stream()
        .filter(number -> number != domain)
        .forEach(number -> later.add(number > domain ? number - 1 : number));
    return domains.isEmpty()
        ? Optional.empty()
        : Optional.of(new ConformanceVector(
            vector.heading(),
            new Setup(setup.platform(), domains, setup.memory(), later),
            rest(vector.given(), domain),
            phases));
  }

  private static <T> List<T> rest(List<T> parts, int domain) {
    List<T> rest = new ArrayList<>();
    for (T part : parts) {
      if (!names(part, domain)) {
        @SuppressWarnings("unchecked") // a record becomes one of the same class
        T renumbered = (T) renumbered(part, domain);
        rest.add(renumbered);
      }
    }
    return rest;
  }

  private static boolean names(Object part, int domain) {
    if (part instanceof List<?> list) {
      return list.stream().anyMatch(element -> names(element, domain));
    }
    if (part instanceof Optional<?> optional) {
      return optional.filter(value -> names(value, domain)).isPresent();
    }
    if (!(part instanceof Record record)) {
      return false;
    }
    List<RecordComponent> components = RecordParts.components(record);
    List<Object> values = RecordParts.values(record);
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      boolean isIt = components.get(i).getName().equals(NUMBER)
          && (value.equals(domain) || value.equals(OptionalInt.of(domain)));
      if (isIt || names(value, domain)) {
        return true;
      }
    }
    return false;
  }

  private static Object renumbered(Object part, int domain) {
    if (part instanceof List<?> list) {
      return list.stream().map(element -> renumbered(element, domain)).toList();
    }
    if (part instanceof Optional<?> optional) {
      return optional.map(value -> renumbered(value, domain));
    }
    if (!(part instanceof Record record)) {
      return part;
    }
    List<RecordComponent> components = RecordParts.components(record);
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      Object value = RecordParts.values(record).get(i);
      values.add(
          components.get(i).getName().equals(NUMBER)
              ? lower(value, domain)
              : renumbered(value, domain));
    }
    return RecordParts.with(record, values).orElseThrow();
  }

  private static Object lower(Object value, int domain) {
    if (value instanceof Integer number) {
      return number > domain ? number - 1 : number;
    }
    OptionalInt number = (OptionalInt) value;
    return number.isPresent() && number.getAsInt() > domain
        ? OptionalInt.of(number.getAsInt() - 1)
        : number;
  }
}
