/**
 * The admin plane: makes, replaces and revokes keys on a listener of its own, with a credential of its own. Off unless a
 * credential is configured; nothing of it is reachable through the port that clients use.
 */
package io.basiswatch.gateway.admin;
