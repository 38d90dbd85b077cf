/** Scenarios that measure a running stack from outside: through its log, its store and its streams. */
package io.basiswatch.benchmarks.stack;
