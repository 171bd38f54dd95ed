package io.shatterproof.vector.json;

import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the bodies of interleaved PEs of one vector: few, short, and each of one PE of its own. */
final class Bodies {
  private final DecodingContext context;
  private final Set<Integer> pes = new HashSet<>();
  private boolean areThere;
  private boolean isInside;
  private OptionalInt pe = OptionalInt.empty();

  /** Reads a step. */
  interface StepReader {
    Step read(Members members) throws VectorFormatException;
  }

  Bodies(DecodingContext context) {
    this.context = context;
  }

  /** The PE of a step, which inside of a body is the one of the body. */
  int pe(Members members) throws VectorFormatException {
    int here = context.pe(members);
    if (!isInside) {
      return here;
    }
    if (pe.isPresent() && pe.getAsInt() != here) {
      throw members.refuse(
          FormatFault.OUT_OF_RANGE,
          "pe",
          "`pe` is " + here + " in a body of PE " + pe.getAsInt(),
          "give each PE a body of its own");
    }
    if (pe.isEmpty() && !pes.add(here)) {
      throw members.refuse(
          FormatFault.OUT_OF_RANGE,
          "pe",
          "two bodies are of PE " + here,
          "interleave the steps of different PEs");
    }
    pe = OptionalInt.of(here);
    return here;
  }

  /** The member {@code bodies}. */
  List<List<Step>> list(Members members, StepReader steps) throws VectorFormatException {
    if (areThere) {
      throw members.refuse(
          FormatFault.TOO_LARGE,
          "step",
          "PEs are interleaved a second time",
          "split the vector: all orders of one `interleaved` are tried, and there is one at most");
    }
    areThere = true;
    List<List<Step>> bodies = new ArrayList<>();
    members.list("bodies", value -> bodies.add(body(members, value, steps, bodies.size())));
    if (bodies.size() < 2) {
      throw members.refuse(
          FormatFault.OUT_OF_RANGE,
          "bodies",
          "`bodies` are " + bodies.size() + ", and fewer than 2 are not interleaved",
          "write the steps of one PE as steps of the phase");
    }
    return bodies;
  }

  private List<Step> body(Members members, int value, StepReader steps, int before)
      throws VectorFormatException {
    requireFew(members, "bodies", before + 1, Step.Interleaved.MOST_BODIES);
    List<Step> body = new ArrayList<>();
    isInside = true;
    pe = OptionalInt.empty();
    members.list("an element of bodies", value, step -> {
      requireFew(members, "steps in a body", body.size() + 1, Step.Interleaved.MOST_STEPS);
      return body.add(steps.read(members.of(step)));
    });
    isInside = false;
    if (pe.isEmpty()) {
      throw members.refuse(
          FormatFault.OUT_OF_RANGE,
          "bodies",
          "a body has no step of any PE",
          "leave it out, or say what a PE does");
    }
    return body;
  }

  private static void requireFew(Members members, String what, int number, int most)
      throws VectorFormatException {
    if (number > most) {
      throw members.refuse(
          FormatFault.TOO_LARGE,
          "bodies",
          "there are more than " + most + " " + what,
          "split the vector: the orders of so many steps cannot be tried");
    }
  }
}
