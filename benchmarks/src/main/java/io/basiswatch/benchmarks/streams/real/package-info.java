/** Clients of the stream that others wrote, through the loss and the return of the gateway. */
package io.basiswatch.benchmarks.streams.real;
