/** A hand-written scanner of one venue's frames: what decoding costs where nothing is checked. */
package io.basiswatch.benchmarks.compare.scanner;
