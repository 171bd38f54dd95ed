/** A simulator of a machine whose guests run on several PEs, each with a TLB of its own. */
package org.example.simulator;
