package org.alphagrid.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ResourceExceptionTest {
  @Test
  void causeIsChained() {
    IOException cause = new IOException("no space left");
    assertThat(new ResourceException("Cannot write x: no space left", cause)).hasCause(cause);
  }

  @Test
  void errorIsKeptForTheLogButNotAmongTheCauses() {
    Exception wrapped = new IllegalStateException(new OutOfMemoryError("heap"));
    assertThat(new ResourceException("Cannot load model 'x': out of memory", wrapped))
        .hasNoCause()
        .hasSuppressedException(wrapped);
  }
}
