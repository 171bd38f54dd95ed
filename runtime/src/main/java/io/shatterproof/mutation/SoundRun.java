package io.shatterproof.mutation;

import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.harness.ChosenProfiles;
import io.shatterproof.harness.ForwardingProvider;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One vector on the implementation that is not wrong, and what that was asked. */
final class SoundRun {
  private final Platform platform;
  private final String profile;
  private final Result result;
  private final List<Calls> sessions;

  private SoundRun(Platform platform, String profile, Result result, List<Calls> sessions) {
    this.platform = platform;
    this.profile = profile;
    this.result = result;
    this.sessions = sessions;
  }

  static SoundRun of(
      ConformanceVector vector, String profile, P2mProvider sound, Duration timeout) {
    Recording recording = new Recording(new ChosenProfiles(sound, List.of(profile)));
    Result result = new VectorRunner(recording, timeout).run(vector).get(0);
    return new SoundRun(vector.setup().platform(), profile, result, recording.sessions);
  }

  Result result() {
    return result;
  }

  /**
   * Whether an implementation cannot be told from the sound one by this vector. One that fails to
   * open, or is not done in time, can be.
   */
  boolean isAnsweredBy(P2mProvider provider, Duration timeout) throws InterruptedException {
    FutureTask<Boolean> task = new FutureTask<>(() -> isAnsweredBy(provider));
    Thread worker = new Thread(task, "calls of " + profile);
    worker.setDaemon(true);
    worker.start();
    try {
      return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException different) {
      return false;
    } finally {
      task.cancel(true);
    }
  }

  private boolean isAnsweredBy(P2mProvider provider) {
    for (Calls calls : sessions) {
      Calls.EventHash heard = new Calls.EventHash();
      if (!calls.areAnsweredBy(provider.open(platform, profile, heard.alone()), heard)) {
        return false;
      }
    }
    return true;
  }

  /** Notes down every session. */
  private static final class Recording extends ForwardingProvider {
    private final List<Calls> sessions = new ArrayList<>();

    Recording(P2mProvider provider) {
      super(provider);
    }

    @Override
    public P2mSession open(Platform platform, String profile, EventSink events) {
      Calls calls = new Calls();
      sessions.add(calls);
      return calls.record(super.open(platform, profile, calls.listen(events)));
    }
  }
}
