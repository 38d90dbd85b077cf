/** Computes published values again from their receipts, without services and without asking anybody. */
package io.basiswatch.local.verify;
