/** Very many clients of server-sent events on one thread, which check what they get while they count it. */
package io.basiswatch.benchmarks.streams.client;
