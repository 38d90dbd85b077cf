/** Our windows, and ta4j's indicators of the same, after each new point. */
package io.basiswatch.benchmarks.window;
