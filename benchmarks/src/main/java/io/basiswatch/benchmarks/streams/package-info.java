/** Scenarios of the streams: fan-out beside other servers, several gateways behind a balancer, proxies. */
package io.basiswatch.benchmarks.streams;
