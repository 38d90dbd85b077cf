/** The way into the log: partitions, batches, ticks. The only package here that knows Kafka. */
package io.basiswatch.collector.publish;
