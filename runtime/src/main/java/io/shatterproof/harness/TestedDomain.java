package io.shatterproof.harness;

import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.spi.DomainReport;

/** A domain of a running trial: as declared, and as the implementation created it. */
record TestedDomain(DomainConfig config, DomainReport report) {}
