/** What venues said that could not be read: the last of it is kept, for people to look at. */
package io.basiswatch.collector.quarantine;
