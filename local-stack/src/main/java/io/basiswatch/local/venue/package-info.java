/**
 * The replay venue: exchanges on loopback that speak the venues' own protocols and play captures, so that a service
 * cannot tell them from the real ones. Only the configured addresses differ.
 */
package io.basiswatch.local.venue;
