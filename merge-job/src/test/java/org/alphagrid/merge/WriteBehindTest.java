package org.alphagrid.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.alphagrid.storage.AlignedBuffers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A failure behind the merge's back reaches the merge, and nothing is written after the end. */
@Timeout(60)
class WriteBehindTest {
  @Test
  void everythingIsWrittenWhenItFinishes() throws IOException {
    AtomicInteger written = new AtomicInteger();
    try (WriteBehind behind = new WriteBehind(1)) {
      for (int i = 0; i < 100; i++) {
        behind.write(behind.take(), written::incrementAndGet);
      }
      behind.finish();
      assertThat(written).hasValue(100);
    }
  }

  @Test
  void aFailureIsToldWithALaterBufferAndNothingMoreIsWritten() throws IOException {
    AtomicInteger written = new AtomicInteger();
    try (WriteBehind behind = new WriteBehind(1)) {
      behind.write(behind.take(), WriteBehindTest::fail);
      assertThatThrownBy(
              () -> {
                while (true) {
                  behind.write(behind.take(), () -> {});
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessage("Cannot write a.safetensors: no space");
      behind.write(AlignedBuffers.take(), written::incrementAndGet);
      assertThatThrownBy(behind::finish).hasMessage("Cannot write a.safetensors: no space");
    }
    assertThat(written).hasValue(0);
  }

  @Test
  void aFailureOfTheLastBufferIsToldAtTheEnd() throws IOException {
    try (WriteBehind behind = new WriteBehind(1)) {
      behind.write(behind.take(), WriteBehindTest::fail);
      assertThatThrownBy(behind::finish)
          .isInstanceOf(IOException.class)
          .hasMessage("Cannot write a.safetensors: no space");
    }
  }

  @Test
  void closingWaitsForWhatIsUnderWayAndDropsTheRest() throws Exception {
    AtomicInteger written = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch goOn = new CountDownLatch(1);
    WriteBehind behind = new WriteBehind(2);
    for (int i = 0; i < 5; i++) {
      behind.write(
          behind.take(),
          () -> {
            begun.countDown();
            try {
              goOn.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            written.incrementAndGet();
          });
    }
    begun.await();
    Thread closing = new Thread(behind::close);
    closing.start();
    closing.interrupt();
    while (closing.getState() != Thread.State.TIMED_WAITING) {
      assertThat(closing.isAlive()).as("it waits for two writes").isTrue();
      Thread.onSpinWait();
    }
    goOn.countDown();
    closing.join();
    assertThat(written).hasValue(2);
  }

  @Test
  void noMoreBuffersThanAgreedAreOut() throws Exception {
    try (WriteBehind behind = new WriteBehind(1)) {
      for (int i = 0; i < 5; i++) {
        behind.take();
      }
      Thread waiting =
          new Thread(
              () -> assertThatThrownBy(behind::take).hasMessage("Interrupted while merging"));
      waiting.start();
      while (waiting.getState() != Thread.State.WAITING) {
        assertThat(waiting.isAlive()).isTrue();
        Thread.onSpinWait();
      }
      waiting.interrupt();
      waiting.join();
    }
  }

  private static void fail() throws IOException {
    throw new IOException("Cannot write a.safetensors: no space");
  }
}
