package io.shatterproof.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.event.EventLog;
import io.shatterproof.event.EventSink;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ImplementationClockTest {
  private long now = 1000;
  private final ImplementationClock clock = new ImplementationClock(() -> now);

  @BeforeEach
  void bind() {
    clock.bind();
  }

  @AfterEach
  void unbind() {
    clock.unbind();
  }

  private long take(long nanos) {
    now += nanos;
    return now;
  }

  @Test
  void goesWhileTheImplementationWorksOnly() {
    take(1);
    ImplementationClock.ofImplementation(() -> take(10));
    take(100);
    ImplementationClock.ofImplementation(() -> take(1000));
    take(10_000);

    assertThat(clock.nanos()).isEqualTo(1010);
  }

  @Test
  void standsWhileTheJudgeIsCalledBack() {
    ImplementationClock.ofImplementation(() -> {
      take(1);
      ImplementationClock.ofJudge(() -> {
        take(10);
        return ImplementationClock.ofImplementation(() -> take(100));
      });
      return take(1000);
    });

    assertThat(clock.nanos()).isEqualTo(1101);
  }

  @Test
  void isReadWhileItGoes() {
    ImplementationClock.ofImplementation(() -> {
      take(7);
      assertThat(clock.nanos()).isEqualTo(7);
      return take(1);
    });

    assertThat(clock.nanos()).isEqualTo(8);
  }

  @Test
  void exceptionsStopIt() {
    assertThatThrownBy(() -> ImplementationClock.ofImplementation(() -> {
          take(3);
          throw new IllegalStateException("on purpose");
        }))
        .hasMessage("on purpose");
    take(10);

    assertThat(clock.nanos()).isEqualTo(3);
  }

  /** Every event, whichever is added: its arguments arrive, and the judge's time for it is none. */
  @Test
  void standsDuringEveryEvent() {
    EventLog heard = new EventLog();
    EventSink slow = (EventSink) Proxy.newProxyInstance(
        EventSink.class.getClassLoader(),
        new Class<?>[] {EventSink.class},
        (proxy, event, args) -> {
          take(1000);
          return event.invoke(heard, args);
        });
    EventSink untimed = new UntimedSink(slow);
    EventLog direct = new EventLog();
    List<Method> all = Arrays.stream(EventSink.class.getMethods())
        .filter(each -> !each.isDefault())
        .toList();

    for (Method event : all) {
      ImplementationClock.ofImplementation(() -> {
        report(event, untimed);
        return take(1);
      });
      report(event, direct);
    }

    assertThat(clock.nanos()).isEqualTo(all.size());
    assertThat(heard.events()).hasSameSizeAs(all).isEqualTo(direct.events());
  }

  /** Each argument is another number, so that none can stand for another. */
  private static void report(Method event, EventSink sink) {
    Object[] arguments = new Object[event.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Class<?> type = event.getParameterTypes()[i];
      if (type == int.class) {
        arguments[i] = i;
      } else if (type == long.class) {
        arguments[i] = 0x1000L * (i + 1);
      } else if (type == boolean.class) {
        arguments[i] = true;
      } else {
        arguments[i] = type == String.class ? "n" : type.getEnumConstants()[i];
      }
    }
    try {
      event.invoke(sink, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(event.getName(), e);
    }
  }
}
