package io.shatterproof.arch.regime;

/**
 * What a fault tells besides its kind, level and stage.
 *
 * @param isWrite a write was refused, or an access that only writes was aborted
 * @param isTagAccess a NoTagAccess attribute refused the access
 * @param ipa the address that stage 2 translated: of the access, or of a stage 1 descriptor
 * @see "Arm pseudocode FaultRecord"
 */
public record FaultRecord(boolean isWrite, boolean isTagAccess, long ipa) {}
