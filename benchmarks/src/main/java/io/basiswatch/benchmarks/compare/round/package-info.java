/** What every contender written in Java has in common: frames in memory, and rounds on demand. Plain Java alone. */
package io.basiswatch.benchmarks.compare.round;
