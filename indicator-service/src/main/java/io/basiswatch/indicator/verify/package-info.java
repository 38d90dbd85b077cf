/** Computes values again for others: by the code that computes them, over HTTP, beside the engine. */
package io.basiswatch.indicator.verify;
