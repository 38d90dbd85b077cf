/** The engine with all indicators on a market of many assets, made up at the rates of real ones: how fast, and how large. */
package io.basiswatch.benchmarks.catalogue;
