/** What can go wrong between a venue and its clients, by a script or by chance that can be had again. */
package io.basiswatch.local.fault;
