package org.alphagrid.eval.generate.tokenizer;

/**
 * Keeps DJL from calling home and from downloading anything. Every class that uses DJL calls this
 * from its static initialiser, before it touches the first DJL class.
 */
public final class OfflineDjl {
  private OfflineDjl() {}

  public static void require() {
    System.setProperty("ai.djl.offline", "true");
  }
}
