/** Archives as the commands name them: which files of which market, looked through before anything is done with them. */
package io.basiswatch.local.archive;
