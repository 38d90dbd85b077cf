/** OKX v5: spot, perpetual swaps and dated futures over one socket. */
package io.basiswatch.collector.venue.okx;
