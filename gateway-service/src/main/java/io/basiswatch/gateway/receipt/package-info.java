/** What a stored value was computed from: enough to compute it again without asking anybody. */
package io.basiswatch.gateway.receipt;
