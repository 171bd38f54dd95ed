package io.shatterproof.results;

/**
 * A form of results in a file. The runs are told one by one; what stands before and behind them is known
 * at the end only, when all are counted.
 */
public interface ResultFormat {

  /** What stands for a run. */
  String run(RunResult result);

  /** What stands before all runs. */
  String head(CampaignHeader header, Totals totals);

  /** What stands behind all runs. */
  String foot(Totals totals);
}
