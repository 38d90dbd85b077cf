/** The candidates for the wire form of the log, all carrying the same facts. */
package io.basiswatch.benchmarks.wire;
