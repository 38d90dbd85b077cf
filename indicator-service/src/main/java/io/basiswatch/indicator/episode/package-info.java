/** Episodes of futures below spot, what followed each of them, and what that says beside what follows any day. */
package io.basiswatch.indicator.episode;
