package io.shatterproof.compiler.format;

import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Optional;

/** What was typed, without where: a text for each syntax tree. */
final class Trees {
  private Trees() {}

  static String of(Object node) throws ReflectiveOperationException {
    if (node instanceof Optional<?> optional) {
      return optional.isEmpty() ? "-" : of(optional.get());
    }
    if (node instanceof Collection<?> nodes) {
      StringBuilder text = new StringBuilder("[");
      for (Object element : nodes) {
        text.append(of(element)).append(' ');
      }
      return text.append(']').toString();
    }
    if (node instanceof Span) {
      return "here";
    }
    if (!(node instanceof Record)) {
      return String.valueOf(node);
    }
    StringBuilder text = new StringBuilder(node.getClass().getSimpleName()).append('(');
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      if (!component.getType().equals(SourceFile.class)) {
        component.getAccessor().setAccessible(true);
        text.append(component.getName())
            .append('=')
            .append(of(component.getAccessor().invoke(node)))
            .append('\n');
      }
    }
    return text.append(')').toString();
  }
}
