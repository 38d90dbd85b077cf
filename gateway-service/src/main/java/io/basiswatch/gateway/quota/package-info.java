/** How much a caller may have: requests in a minute, streams at a time, wrong keys; counted over all gateways. */
package io.basiswatch.gateway.quota;
