package io.shatterproof.harness;

/**
 * How much was explored of the orders of what several PEs do at once.
 *
 * @param orders from the first step to the last one
 * @param states visited; one that several orders lead to counts for each way in which they begin
 * @param reduced whether orders were left out that differ only in the places of steps that commute
 * @param exhaustive whether nothing else is left to visit
 */
public record Explored(long orders, long states, boolean reduced, boolean exhaustive) {
  @Override
  public String toString() {
    return states + " states in " + orders + " orders" + (reduced ? ", reduced" : "")
        + (exhaustive ? "" : ", not all");
  }
}
