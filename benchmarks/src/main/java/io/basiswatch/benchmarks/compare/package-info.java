/** Our decoders against what a user would pick instead: the same frames, one process each, round by round. */
package io.basiswatch.benchmarks.compare;
