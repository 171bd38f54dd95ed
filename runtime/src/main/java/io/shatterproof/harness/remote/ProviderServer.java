package io.shatterproof.harness.remote;

import io.shatterproof.spi.DomainRefusedException;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.UnsupportedByProviderException;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The other end of the protocol: lets a Java implementation answer whoever speaks it, for example a
 * judge in another process.
 */
public final class ProviderServer {
  private final P2mProvider provider;
  private final BufferedReader in;
  private final OutputStream bytes;
  private final LineWriter out;
  private @Nullable ServedSession session;

  private ProviderServer(P2mProvider provider, InputStream in, OutputStream out) {
    this.provider = provider;
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.bytes = new BufferedOutputStream(out, 1 << 15);
    this.out = new LineWriter(bytes);
  }

  /**
   * Answers until the other side says {@code bye}, or ends.
   *
   * @throws IllegalArgumentException if the other side does not speak the protocol; says how
   */
  public static void serve(P2mProvider provider, InputStream in, OutputStream out)
      throws IOException {
    ProviderServer server = new ProviderServer(provider, in, out);
    try {
      server.serve();
    } catch (NonsenseException nonsense) {
      throw new IllegalArgumentException(nonsense.getMessage(), nonsense);
    } finally {
      server.bytes.flush();
    }
  }

  private void serve() throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      FlatObject call = AnswerReader.parse(line);
      String word = call.text("call");
      long run = call.has("run") ? call.whole("run") : 0;
      long number = call.has("n") ? call.whole("n") : 0;
      answer(word, run, number, call);
      if (!in.ready()) {
        bytes.flush();
      }
      if (word.equals("bye")) {
        return;
      }
    }
  }

  private void answer(String word, long run, long number, FlatObject call) {
    List<Argument> result;
    try {
      result = answer(word, call);
    } catch (UnsupportedByProviderException lacking) {
      result = text("unsupported", lacking.getMessage());
    } catch (DomainRefusedException refused) {
      result = List.of(new Argument.Whole("refused", refused.error().code()));
    } catch (NonsenseException nonsense) {
      throw nonsense;
    } catch (RuntimeException crash) {
      result = text("failed", String.valueOf(crash.getMessage()));
    }
    out.begin("result", word);
    if (run != 0) {
      out.number("run", run).number("n", number);
    }
    result.forEach(out::with);
    out.end();
  }

  private static List<Argument> text(String name, @Nullable String value) {
    return List.of(new Argument.Text(name, String.valueOf(value)));
  }

  private List<Argument> answer(String word, FlatObject call) {
    return switch (word) {
      case "hello" -> hello(call);
      case "run" -> {
        session = ServedSession.open(provider, call, out);
        yield List.of();
      }
      case "end" -> {
        running().close();
        session = null;
        yield List.of();
      }
      case "bye" -> List.of();
      default -> running().answer(word, call);
    };
  }

  private ServedSession running() {
    if (session == null) {
      throw new NonsenseException("a call comes before `run`");
    }
    return session;
  }

  private List<Argument> hello(FlatObject call) {
    call.text("protocol");
    return List.of(
        new Argument.Text("protocol", Introduction.VERSION),
        new Argument.Text("name", provider.name()),
        new Argument.Texts(
            "capabilities",
            provider.capabilities().stream()
                .map(Spelling.CAPABILITY::word)
                .sorted()
                .toList()),
        new Argument.Texts(
            "features",
            provider.features().stream().map(Spelling.FEATURE::word).sorted().toList()),
        new Argument.Texts("profiles", provider.profiles()),
        new Argument.Texts(
            "known_defects",
            provider.profiles().stream()
                .flatMap(profile -> provider.knownDefects(profile).stream()
                    .map(defect -> profile + " " + Spelling.VIOLATION.word(defect.name()) + ": "
                        + defect.reason() + "; " + defect.source()))
                .toList()));
  }
}
