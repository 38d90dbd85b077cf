/** Reads the log, runs one engine per partition, and commits what need not be read again. */
package io.basiswatch.indicator.stream;
