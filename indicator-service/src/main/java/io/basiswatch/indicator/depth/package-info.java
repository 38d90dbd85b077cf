/** How much rests in order books near the middle, and what a large order would pay. */
package io.basiswatch.indicator.depth;
