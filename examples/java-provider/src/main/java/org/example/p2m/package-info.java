/** Two P2Ms under test: one seen from outside, one that reports what it does to its tables. */
package org.example.p2m;
