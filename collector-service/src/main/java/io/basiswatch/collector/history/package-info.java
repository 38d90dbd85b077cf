/** What is fetched of the past: on the first start, and where a collector was away. */
package io.basiswatch.collector.history;
