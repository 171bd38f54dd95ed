package io.shatterproof.compiler.examples;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.event.Event;
import io.shatterproof.event.EventLog;
import io.shatterproof.event.EventSink;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records what another provider answers and reports, call by call, or plays a recording back: then
 * there is no P2M behind it at all.
 */
final class RecordedP2m implements P2mProvider {
  private final P2mProvider original;
  private final Deque<Call> calls = new ArrayDeque<>();
  private boolean replaying;

  RecordedP2m(P2mProvider original) {
    this.original = original;
  }

  /** From now on sessions are played back, in the order in which they were recorded. */
  void replay() {
    replaying = true;
  }

  /** Whether everything that was recorded has been played back. */
  boolean isExhausted() {
    return calls.isEmpty();
  }

  @Override
  public String name() {
    return original.name();
  }

  @Override
  public Set<Capability> capabilities() {
    return original.capabilities();
  }

  @Override
  public Set<Feature> features() {
    return original.features();
  }

  @Override
  public List<String> profiles() {
    return original.profiles();
  }

  @Override
  public P2mSession open(Platform platform, String profile, EventSink events) {
    if (replaying) {
      return session((method, arguments) -> played(method, arguments, events));
    }
    EventLog[] log = {new EventLog()};
    EventSink both = (EventSink) Proxy.newProxyInstance(
        EventSink.class.getClassLoader(),
        new Class<?>[] {EventSink.class},
        (proxy, method, arguments) -> {
          method.invoke(log[0], arguments);
          return method.invoke(events, arguments);
        });
    P2mSession real = original.open(platform, profile, both);
    return session((method, arguments) -> {
      log[0] = new EventLog();
      String asked = describe(method, arguments);
      try {
        Object answer = method.invoke(real, arguments);
        calls.add(new Call(asked, log[0].events(), answer, Optional.empty()));
        return answer;
      } catch (InvocationTargetException thrown) {
        calls.add(new Call(asked, log[0].events(), null, Optional.of(thrown)));
        throw thrown;
      }
    });
  }

  private @Nullable Object played(Method method, Object[] arguments, EventSink events)
      throws InvocationTargetException {
    Call call = calls.remove();
    String asked = describe(method, arguments);
    if (!call.asked().equals(asked)) {
      throw new IllegalStateException("recorded " + call.asked() + ", but asked for " + asked);
    }
    call.events().forEach(event -> event.replayTo(events));
    if (call.thrown().isPresent()) {
      throw call.thrown().get();
    }
    return call.answer();
  }

  private static String describe(Method method, Object[] arguments) {
    return method.getName() + (arguments == null ? "()" : Arrays.toString(arguments));
  }

  private static P2mSession session(Calls calls) {
    return (P2mSession) Proxy.newProxyInstance(
        P2mSession.class.getClassLoader(),
        new Class<?>[] {P2mSession.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals("readDescriptors")) { // many calls of readDescriptor
            return InvocationHandler.invokeDefault(proxy, method, arguments);
          }
          try {
            return calls.call(method, arguments);
          } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
          }
        });
  }

  private interface Calls {
    @Nullable
    Object call(Method method, Object[] arguments) throws ReflectiveOperationException;
  }

  /**
   * One call.
   *
   * @param answer null where there is none
   * @param thrown what it ended in otherwise, for example that it is not supported
   */
  private record Call(
      String asked,
      List<Event> events,
      @Nullable Object answer,
      Optional<InvocationTargetException> thrown) {}
}
