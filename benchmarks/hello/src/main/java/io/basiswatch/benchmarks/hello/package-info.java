/** What the gateway's REST is measured against. */
package io.basiswatch.benchmarks.hello;
