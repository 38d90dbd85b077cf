/** What becomes of every frame that is at hand, and what each venue gives: counted, and written down in {@code docs}. */
package io.basiswatch.collector.census;
