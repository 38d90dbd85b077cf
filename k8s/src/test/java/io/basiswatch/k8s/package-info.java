/**
 * Renders the manifests, loads them strictly and checks them: against Kubernetes' schema, against the restricted Pod
 * Security Standard, against one another, and against what the services themselves say about ports, probes and
 * configuration.
 */
package io.basiswatch.k8s;
