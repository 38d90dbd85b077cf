package io.basiswatch.collector.archive;

/**
 * What a file held.
 *
 * @param file the archive
 * @param rows its rows without the header
 * @param events those that became events
 * @param others rows of other symbols, which were passed over
 * @param missing intervals between its first and its last candle that it has no candle of
 */
public record ArchiveTally(ArchiveFile file, long rows, long events, long others, long missing) {}
