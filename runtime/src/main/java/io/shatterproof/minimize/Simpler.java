package io.shatterproof.minimize;

import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.Stretch;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that a part of a vector can become by one simplification: something is left out, a size
 * is smaller, a flag is not set. Whether a vector makes sense then is for others to say.
 */
final class Simpler {
  private static final long PAGE = 0x1000;

  private Simpler() {}

  /** All of them, in a fixed order, those that leave out most first. */
  static List<Object> than(Object part) {
    if (part instanceof Step.Labelled labelled) {
      return union(List.of(labelled.step()), components(labelled));
    }
    if (part instanceof Stretch stretch && !stretch.equals(Stretch.ALL)) {
      return union(List.of(Stretch.ALL), components(stretch));
    }
    if (part instanceof Scope scope) {
      return scope(scope);
    }
    if (part instanceof Origin
        || part instanceof Stage2Geometry
        || part instanceof MappingAttributes) {
      return List.of();
    }
    if (part instanceof Record record) {
      return components(record);
    }
    if (part instanceof List<?> list) {
      return list(list);
    }
    if (part instanceof Optional<?> optional) {
      return optional(optional);
    }
    if (part instanceof OptionalLong number && number.isPresent()) {
      return List.of(OptionalLong.empty());
    }
    if (part instanceof OptionalInt number && number.isPresent()) {
      return List.of(OptionalInt.empty());
    }
    if (part instanceof Platform.Iommu iommu && iommu != Platform.Iommu.NONE) {
      return List.of(Platform.Iommu.NONE);
    }
    return part instanceof ExpectationClass ? List.of() : collection(part);
  }

  /** Of one profile, if it was of several; of none it would hold for everybody. */
  private static List<Object> scope(Scope scope) {
    return scope.profiles().size() < 2
        ? List.of()
        : scope.profiles().stream()
            .<Object>map(profile -> Scope.of(Set.of(profile)))
            .toList();
  }

  private static List<Object> collection(Object part) {
    if (part instanceof SortedMap<?, ?> map) {
      List<Object> fewer = new ArrayList<>();
      for (Object key : map.keySet()) {
        SortedMap<Object, Object> copy = new TreeMap<>();
        copy.putAll(map);
        copy.remove(key);
        fewer.add(copy);
      }
      return fewer;
    }
    if (part instanceof Set<?> set) {
      List<Object> fewer = new ArrayList<>();
      for (Object element : set) {
        Set<Object> copy = new TreeSet<>(set);
        copy.remove(element);
        fewer.add(copy);
      }
      return fewer;
    }
    return List.of();
  }

  private static List<Object> optional(Optional<?> optional) {
    if (optional.isEmpty()) {
      return List.of();
    }
    List<Object> simpler = new ArrayList<>(List.of(Optional.empty()));
    than(optional.get()).forEach(value -> simpler.add(Optional.of(value)));
    return simpler;
  }

  private static List<Object> list(List<?> list) {
    List<Object> simpler = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      simpler.add(with(list, i, List.of()));
    }
    for (int i = 0; i < list.size(); i++) {
      for (Collection<?> instead : inside(list.get(i))) {
        simpler.add(with(list, i, instead));
      }
    }
    for (int i = 0; i < list.size(); i++) {
      for (Object instead : than(list.get(i))) {
        simpler.add(with(list, i, List.of(instead)));
      }
    }
    return simpler;
  }

  /** What a step consists of, in its place. */
  private static List<Collection<?>> inside(Object element) {
    if (element instanceof Step.Locked locked) {
      return List.of(locked.body());
    }
    if (element instanceof Step.Interleaved interleaved) {
      List<Step> one = new ArrayList<>();
      interleaved.bodies().forEach(one::addAll);
      return List.of(one);
    }
    return List.of();
  }

  private static List<Object> with(List<?> list, int index, Collection<?> instead) {
    List<Object> copy = new ArrayList<>(list.subList(0, index));
    copy.addAll(instead);
    copy.addAll(list.subList(index + 1, list.size()));
    return copy;
  }

  private static List<Object> components(Record record) {
    List<RecordComponent> components = RecordParts.components(record);
    List<Object> values = RecordParts.values(record);
    List<Object> simpler = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      for (Object value : component(components.get(i).getName(), values.get(i))) {
        List<Object> others = new ArrayList<>(values);
        others.set(i, value);
        RecordParts.with(record, others).ifPresent(simpler::add);
      }
    }
    return simpler;
  }

  private static List<Object> component(String name, Object value) {
    if (value instanceof Boolean flag) {
      return flag ? List.of(false) : List.of();
    }
    if (value instanceof Long number) {
      return switch (name) {
        case "sizeBytes" -> sizes(number);
        case "firstPage" -> number == 0 ? List.of() : List.of(0L);
        default -> List.of();
      };
    }
    if (value instanceof Integer number) {
      return switch (name) {
        case "preemptEvery", "more" -> number == 0 ? List.of() : List.of(0);
        case "pes" -> number == 1 ? List.of() : List.of(number / 2, number - 1);
        default -> List.of();
      };
    }
    return value instanceof String ? List.of() : than(value);
  }

  /** A page, and half of it. */
  private static List<Object> sizes(long bytes) {
    if (Long.compareUnsigned(bytes, PAGE) <= 0) {
      return List.of();
    }
    long half = bytes >>> 1 & -PAGE;
    return half == PAGE ? List.of(PAGE) : List.of(PAGE, half);
  }

  private static List<Object> union(List<Object> some, List<Object> others) {
    List<Object> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
