/** {@code import}: archives into the log of a system that runs. */
package io.basiswatch.local.importing;
