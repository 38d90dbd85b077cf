/** What several indicators say together: the risk mode, the signs of a recovery, and alerts. */
package io.basiswatch.indicator.composite;
