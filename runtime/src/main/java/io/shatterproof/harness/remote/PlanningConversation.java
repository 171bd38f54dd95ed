package io.shatterproof.harness.remote;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Syndrome;
import io.shatterproof.event.EventSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes down what is called, and answers as an implementation that does it all and has nothing:
 * operations succeed, nothing is mapped, and words of memory are those that were stored.
 */
final class PlanningConversation implements Conversation {
  private static final long FIRST_ROOT = 0x4000_0000L;
  private static final long ROOT_STRIDE = 0x10_0000L; // 16 tables of 64K
  private static final AccessReport NOTHING_THERE =
      new AccessReport(new Outcome.Faulted(FaultKind.TRANSLATION, 0), Syndrome.NONE);

  private final List<Call> calls = new ArrayList<>();
  private final Map<Long, Long> words = new HashMap<>();
  private final int most;
  private int domains;

  /**
   * Begins a plan.
   *
   * @param most calls that it may have
   */
  PlanningConversation(int most) {
    this.most = most;
  }

  List<Call> calls() {
    return calls;
  }

  @Override
  public Answer ask(Call call, EventSink events) {
    if (calls.size() == most) {
      throw new TooLongException();
    }
    calls.add(call);
    FlatObject result = new FlatObject();
    switch (call.word()) {
      case "create_domain" -> {
        long vmid = (domains + 1L) & 0xff;
        result.put("vttbr", hex((vmid << 48) | (FIRST_ROOT + (domains++ * ROOT_STRIDE))));
      }
      case "lookup" -> result.put("mapped", false);
      case "resolve" -> result.put("resolved", true);
      case "abort" -> result.put("outcome", "retry");
      case "statistic" -> result.put("value", "0x0");
      case "store_word" -> words.put(hexOf(call, "pa"), hexOf(call, "value"));
      case "exchange_word" -> {
        Long old = words.put(hexOf(call, "pa"), hexOf(call, "value"));
        result.put("value", hex(old == null ? 0 : old));
      }
      case "read_descriptor" -> result.put("value", hex(words.getOrDefault(hexOf(call, "pa"), 0L)));
      case "read_tables" -> {
        return new Answer(result, List.of(), TableWords.planned());
      }
      case "access", "perform", "probe" -> {
        return new Answer(result, List.of(NOTHING_THERE), null);
      }
      case "map",
          "populate",
          "unmap",
          "protect",
          "protect_new_mappings",
          "access_restriction",
          "clean",
          "relinquish",
          "teardown",
          "resize_pool" -> result.put("returns", 0L);
      default -> {} // there is nothing to tell
    }
    return Answer.of(result);
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  private static long hexOf(Call call, String name) {
    for (Argument argument : call.arguments()) {
      if (argument.name().equals(name) && argument instanceof Argument.Hex hex) {
        return hex.value();
      }
    }
    throw new IllegalStateException("the call has no " + name + ": " + call);
  }

  @Override
  public void close() {}

  /** More calls than a plan may have. */
  static final class TooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
