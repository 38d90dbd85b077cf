/** Captures: files of what venues said, read for replay and written by {@code --record}. */
package io.basiswatch.collector.capture;
