/**
 * What the parts cost, and the whole: JMH benchmarks and numbered scenarios. Every result names the commit and the
 * machine that it was measured with.
 */
package io.basiswatch.benchmarks;
