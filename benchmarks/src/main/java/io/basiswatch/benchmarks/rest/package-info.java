/** The gateway's newest value against a bare Quarkus endpoint, on one machine, in turns. */
package io.basiswatch.benchmarks.rest;
