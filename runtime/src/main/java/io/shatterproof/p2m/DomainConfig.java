package io.shatterproof.p2m;

import io.shatterproof.arch.Stage2Geometry;
import java.util.List;
import java.util.OptionalInt;

/**
 * A domain as a scenario declares it.
 *
 * @param name the scenario's word for it
 * @param profile the profile of the reference that the scenario was written on
 * @param geometry shape of its stage 2 tables
 * @param operatedBy PE whose hypervisor code operates on it, with its VTTBR loaded
 * @param runsOn PEs in its guest, which may fill their TLBs at any time; ascending
 * @param usesIommu whether the platform's IOMMU walks its tables
 * @param vmid the VMID it must get, where the scenario asserts one
 * @param defaultAccess access restriction of new mappings
 */
public record DomainConfig(
    String name,
    String profile,
    Stage2Geometry geometry,
    int operatedBy,
    List<Integer> runsOn,
    boolean usesIommu,
    OptionalInt vmid,
    P2mAccess defaultAccess) {

  public DomainConfig {
    runsOn = runsOn.stream().sorted().distinct().toList();
  }
}
