package io.shatterproof.arch;

/** What an access met, and what it left in the registers that report. */
public record AccessReport(Outcome outcome, Syndrome syndrome) {}
