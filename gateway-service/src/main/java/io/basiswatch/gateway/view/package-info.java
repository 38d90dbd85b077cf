/** What the gateway reads from Redis: the catalogue, the assets, the newest values and the stored minutes. */
package io.basiswatch.gateway.view;
