/**
 * History from files: the CSV archives that venues publish, as events.
 *
 * <p>The way of a file: {@link io.basiswatch.collector.archive.ArchiveFile} says what it is meant to hold, {@code ArchiveInput}
 * unpacks it, {@code ArchiveTable} finds its columns, a {@code RowReader} checks each row and understands it, and {@link
 * io.basiswatch.collector.archive.MergedArchives} puts the rows of all files in one order. One broken row refuses its file.
 */
package io.basiswatch.collector.archive;
