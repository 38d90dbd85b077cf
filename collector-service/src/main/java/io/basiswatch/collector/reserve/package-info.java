/** What exchanges hold, from whoever counts it: read from a file or an address, off unless configured. */
package io.basiswatch.collector.reserve;
