/** Checkpoints with random weights in the shape of real ones: for trying things out and timing. */
package org.alphagrid.randomcheckpoint;
