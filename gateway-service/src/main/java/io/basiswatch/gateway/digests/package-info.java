/** What all values of an asset and a day were, in one number each. */
package io.basiswatch.gateway.digests;
