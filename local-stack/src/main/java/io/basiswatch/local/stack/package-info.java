/** {@code up}: real infrastructure, the replay venue and the three services, started, watched and stopped together. */
package io.basiswatch.local.stack;
