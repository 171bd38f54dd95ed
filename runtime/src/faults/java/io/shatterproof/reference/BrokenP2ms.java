package io.shatterproof.reference;

import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.FaultCatalogue;
import io.shatterproof.spi.SeededFault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The reference with one thing wrong, for each fault of the catalogue. */
public final class BrokenP2ms implements FaultCatalogue {
  private static final Comparator<BrokenProvider> BY_NAME =
      Comparator.comparing(BrokenProvider::name);

  /** Called by the service loader. */
  public BrokenP2ms() {}

  @Override
  public List<BrokenProvider> faults() {
    List<BrokenProvider> faults = new ArrayList<>();
    faults.addAll(BrokenAbortsP2ms.FAULTS);
    faults.addAll(BrokenAccessP2ms.FAULTS);
    faults.addAll(BrokenCleaningP2ms.FAULTS);
    faults.addAll(BrokenCodecP2ms.FAULTS);
    faults.addAll(BrokenLatestP2ms.FAULTS);
    faults.addAll(BrokenLookupP2ms.FAULTS);
    faults.addAll(BrokenMonitorP2ms.FAULTS);
    faults.addAll(BrokenRelinquishP2ms.FAULTS);
    faults.addAll(BrokenResourcesP2ms.FAULTS);
    faults.addAll(BrokenStoresP2ms.FAULTS);
    faults.addAll(BrokenFlushesP2ms.FAULTS);
    faults.addAll(BrokenSizesP2ms.FAULTS);
    faults.addAll(BrokenSplitsP2ms.FAULTS);
    faults.addAll(BrokenTablesP2ms.FAULTS);
    faults.addAll(BrokenResultsP2ms.FAULTS);
    faults.addAll(BrokenReleasesP2ms.FAULTS);
    faults.sort(BY_NAME);
    return faults;
  }

  @Override
  public Map<SeededFault, String> inexpressible() {
    return Map.of();
  }
}
