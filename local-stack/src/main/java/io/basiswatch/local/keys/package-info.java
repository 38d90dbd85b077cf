/** API keys of a system that runs: made, listed, replaced and revoked through the gateway's admin plane. */
package io.basiswatch.local.keys;
