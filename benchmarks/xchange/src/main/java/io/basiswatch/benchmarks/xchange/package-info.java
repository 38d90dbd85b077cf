/** XChange's streaming adapters as a contender of {@code 05-compare}. */
package io.basiswatch.benchmarks.xchange;
