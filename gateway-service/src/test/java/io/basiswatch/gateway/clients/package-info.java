/** Clients that are made from the contract, tried against a running gateway. */
package io.basiswatch.gateway.clients;
