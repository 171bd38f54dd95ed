package io.shatterproof.vector.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.vector.ConformanceVector;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tests of this package rest on random vectors: here is that they leave nothing out. */
class RandomVectorsTest {

  /** No instruction does these, nothing reads or writes that, and this is no more than its policy. */
  private static final Set<Object> NEVER_IN_A_VECTOR = Set.of(
      AccessKind.STAGE1_WALK, AccessKind.STAGE1_UPDATE, SystemRegister.DAIF, Cacheability.NC);

  @Test
  void randomVectorsUseEveryRecordAndConstantOfTheModel() {
    Set<Object> possible = new LinkedHashSet<>();
    addPossible(ConformanceVector.class, possible, new HashSet<>());

    Set<Object> used = new HashSet<>();
    RoundTripTest.randomSet(7).vectors().forEach(vector -> addUsed(vector, used));

    assertThat(possible).hasSizeGreaterThan(150);
    possible.removeAll(NEVER_IN_A_VECTOR);
    assertThat(used).containsAll(possible);
  }

  private static void addPossible(Type type, Set<Object> possible, Set<Type> seen) {
    if (!seen.add(type)) {
      return;
    }
    if (type instanceof ParameterizedType generic) {
      Arrays.stream(generic.getActualTypeArguments()).forEach(a -> addPossible(a, possible, seen));
    } else if (type instanceof Class<?> c && c.isEnum()) {
      possible.addAll(Arrays.asList(c.getEnumConstants()));
    } else if (type instanceof Class<?> c && c.isSealed()) {
      Arrays.stream(c.getPermittedSubclasses()).forEach(s -> addPossible(s, possible, seen));
    } else if (type instanceof Class<?> c && c.isRecord()) {
      possible.add(c);
      for (RecordComponent component : c.getRecordComponents()) {
        addPossible(component.getGenericType(), possible, seen);
      }
    }
  }

  private static void addUsed(Object value, Set<Object> used) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(v -> addUsed(v, used));
    } else if (value instanceof Iterable<?> elements) {
      elements.forEach(v -> addUsed(v, used));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(v -> addUsed(v, used));
    } else if (value instanceof Enum<?>) {
      used.add(value);
    } else if (value instanceof Record) {
      used.add(value.getClass());
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        try {
          addUsed(component.getAccessor().invoke(value), used);
        } catch (ReflectiveOperationException e) {
          throw new LinkageError(component.toString(), e);
        }
      }
    }
  }
}
