package io.shatterproof.mutation;

import io.shatterproof.event.EventSink;
import io.shatterproof.spi.P2mSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one session: what was asked, what came back, and a hash of the events in between.
 *
 * <p>A judge is told nothing else. So an implementation that answers the same calls in the same way
 * gets the same verdicts, and need not be judged.
 */
final class Calls {
  private final List<Call> calls = new ArrayList<>();
  private final EventHash events = new EventHash();

  /** One call with its answer; an exception is its class and message. */
  private record Call(Method method, List<Object> arguments, Answer answer) {}

  private record Answer(@Nullable Object value, long events) {}

  /** Notes down what a session is asked and answers. */
  P2mSession record(P2mSession session) {
    return proxy(P2mSession.class, (proxy, method, arguments) -> {
      List<Object> copy = arguments == null ? List.of() : List.of(arguments);
      try {
        Object value = method.invoke(session, arguments);
        calls.add(new Call(method, copy, new Answer(value, events.take())));
        return value;
      } catch (InvocationTargetException thrown) {
        Throwable cause = Objects.requireNonNull(thrown.getCause());
        calls.add(new Call(method, copy, new Answer(text(cause), events.take())));
        throw cause;
      }
    });
  }

  /** Notes down what a sink is told, on its way there. */
  EventSink listen(EventSink sink) {
    return events.before(sink);
  }

  /**
   * Whether another session answers in the same way.
   *
   * @param heard what that session reports to
   */
  boolean areAnsweredBy(P2mSession session, EventHash heard) {
    for (Call call : calls) {
      Object value;
      try {
        value = call.method().invoke(session, call.arguments().toArray());
      } catch (InvocationTargetException thrown) {
        value = text(Objects.requireNonNull(thrown.getCause()));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("the methods of an interface are public", e);
      }
      if (!call.answer().equals(new Answer(value, heard.take()))) {
        return false;
      }
    }
    return true;
  }

  private static String text(Throwable thrown) {
    return thrown.getClass().getName() + ": " + thrown.getMessage();
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** A hash of everything that is reported, in its order. */
  static final class EventHash {
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L; // odd, bits well spread

    private long hash;

    /** The hash since the last time. */
    long take() {
      long taken = hash;
      hash = 0;
      return taken;
    }

    /** A sink that tells nobody. */
    EventSink alone() {
      return proxy(EventSink.class, (proxy, method, arguments) -> {
        add(method, arguments);
        return null;
      });
    }

    EventSink before(EventSink sink) {
      return proxy(EventSink.class, (proxy, method, arguments) -> {
        add(method, arguments);
        return method.invoke(sink, arguments);
      });
    }

    private void add(Method method, Object[] arguments) {
      add(method.getName().hashCode());
      for (Object argument : arguments) {
        if (argument instanceof Number number) {
          add(number.longValue());
        } else if (argument instanceof Enum<?> constant) {
          add(constant.name().hashCode());
        } else {
          add(argument.hashCode());
        }
      }
    }

    private void add(long value) {
      hash = (hash ^ value) * FACTOR;
      hash ^= hash >>> 32;
    }
  }
}
