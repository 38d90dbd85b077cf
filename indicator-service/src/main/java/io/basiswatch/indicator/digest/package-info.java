/** What all values of an asset and a day are, in one number: the same for a live system and for a replay of its log. */
package io.basiswatch.indicator.digest;
