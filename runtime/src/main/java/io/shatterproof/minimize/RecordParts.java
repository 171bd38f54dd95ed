package io.shatterproof.minimize;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Records taken apart and put together again. What a vector is made of are records throughout, so
 * that nothing has to be known of a step in order to make it simpler.
 */
final class RecordParts {
  private RecordParts() {}

  /** The components, in order. */
  static List<RecordComponent> components(Record whole) {
    return Arrays.asList(whole.getClass().getRecordComponents());
  }

  /** The values of all components, in order. */
  static List<Object> values(Record whole) {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : components(whole)) {
      try {
        values.add(component.getAccessor().invoke(whole));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("records of vectors are public", e);
      }
    }
    return values;
  }

  /** The value of the component of that name, if it has one. */
  static Optional<Object> value(Record whole, String name) {
    List<RecordComponent> components = components(whole);
    for (int i = 0; i < components.size(); i++) {
      if (components.get(i).getName().equals(name)) {
        return Optional.of(values(whole).get(i));
      }
    }
    return Optional.empty();
  }

  /** The same record of other values; empty if it refuses them. */
  static Optional<Record> with(Record whole, List<Object> values) {
    Class<?>[] types =
        components(whole).stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<? extends Record> constructor = whole.getClass().getDeclaredConstructor(types);
      return Optional.of(constructor.newInstance(values.toArray()));
    } catch (InvocationTargetException refused) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("records of vectors are public", e);
    }
  }
}
