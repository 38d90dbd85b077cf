/** The servers that stream scenarios run against, each a process of its own, with what they need beside them. */
package io.basiswatch.benchmarks.streams.server;
