/** What the jobs share around Spark: starting it, following its tasks, ending with an exit code. */
package org.alphagrid.job;
