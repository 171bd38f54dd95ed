package io.shatterproof.vector.json;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Every record that differs from a given one in a single place. */
final class Variants {
  private Variants() {}

  /** Gives each variant to {@code take}, with the path of what is different. */
  static void of(Record record, BiConsumer<String, Object> take) {
    vary(record, "", take);
  }

  private static void vary(Object value, String path, BiConsumer<String, Object> take) {
    if (value instanceof Record record) {
      varyComponents(record, path, take);
    } else if (value instanceof List<?> list) {
      varyElements(list, path, take);
    } else if (value instanceof Set<?> set) {
      set.forEach(element -> take.accept(path, without(set, element)));
    } else if (value instanceof SortedMap<?, ?> map) {
      map.keySet().forEach(key -> take.accept(path, without(map, key)));
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(inside -> {
        take.accept(path, Optional.empty());
        vary(inside, path, (at, other) -> take.accept(at, Optional.of(other)));
      });
    } else if (value instanceof Enum<?> constant) {
      for (Object other : constant.getDeclaringClass().getEnumConstants()) {
        if (other != constant) {
          take.accept(path, other);
        }
      }
    } else {
      take.accept(path, other(value));
    }
  }

  private static Object other(Object value) {
    if (value instanceof String text) {
      return text + "'";
    } else if (value instanceof Integer number) {
      return number ^ 1;
    } else if (value instanceof Long number) {
      return number ^ 1;
    } else if (value instanceof Boolean flag) {
      return !flag;
    } else if (value instanceof OptionalInt number) {
      return number.isPresent() ? OptionalInt.empty() : OptionalInt.of(1);
    } else if (value instanceof OptionalLong number) {
      return number.isPresent() ? OptionalLong.empty() : OptionalLong.of(1);
    }
    throw new AssertionError("no variant of a " + value.getClass());
  }

  private static void varyElements(List<?> list, String path, BiConsumer<String, Object> take) {
    for (int i = 0; i < list.size(); i++) {
      List<Object> shorter = new ArrayList<>(list);
      shorter.remove(i);
      take.accept(path, shorter);
      int index = i;
      vary(list.get(i), path, (at, other) -> {
        List<Object> changed = new ArrayList<>(list);
        changed.set(index, other);
        take.accept(at, changed);
      });
    }
  }

  private static void varyComponents(Record record, String path, BiConsumer<String, Object> take) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      int index = i;
      String at = path + "/" + record.getClass().getSimpleName() + "." + components[i].getName();
      vary(component(record, components[i]), at, (changedAt, other) -> {
        Optional<Object> changed = with(record, components, index, other);
        changed.ifPresent(whole -> take.accept(changedAt, whole));
      });
    }
  }

  /** Empty where the record does not allow that value. */
  private static Optional<Object> with(
      Record record, RecordComponent[] components, int index, Object other) {
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = i == index ? other : component(record, components[i]);
    }
    try {
      return Optional.of(record.getClass().getDeclaredConstructor(types).newInstance(values));
    } catch (InvocationTargetException refused) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(record.getClass().getName(), e);
    }
  }

  private static Object component(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component.toString(), e);
    }
  }

  private static Set<Object> without(Set<?> set, Object element) {
    Set<Object> smaller = new TreeSet<>(set);
    smaller.remove(element);
    return smaller;
  }

  private static Map<Object, Object> without(Map<?, ?> map, Object key) {
    Map<Object, Object> smaller = new TreeMap<>(map);
    smaller.remove(key);
    return smaller;
  }
}
