/** Captures as the commands name them: which venue's frames are in which file, and several files as one stream. */
package io.basiswatch.local.capture;
