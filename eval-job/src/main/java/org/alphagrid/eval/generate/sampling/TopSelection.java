package org.alphagrid.eval.generate.sampling;

/**
 * Finds the most likely of many ids without sorting them all: a heap of the best so far with the
 * worst of them on top. Larger logits come first, among equals the lower id.
 */
final class TopSelection {
  private final int[] heap;
  private float[] logits;

  /**
   * @param capacity most ids that will ever be selected
   */
  TopSelection(int capacity) {
    this.heap = new int[capacity];
  }

  /**
   * Selects among the first {@code count} of {@code ids}.
   *
   * @return the selected ids, best first, in the first min(wanted, count) places; reused by the
   *     next call
   */
  int[] select(float[] values, int[] ids, int count, int wanted) {
    logits = values;
    int size = Math.min(wanted, count);
    System.arraycopy(ids, 0, heap, 0, size);
    for (int i = size / 2 - 1; i >= 0; i--) {
      siftDown(i, size);
    }
    for (int i = size; i < count; i++) {
      if (precedes(ids[i], heap[0])) {
        heap[0] = ids[i];
        siftDown(0, size);
      }
    }
    sortBestFirst(size);
    return heap;
  }

  /** Takes the worst off the top again and again, filling from the back. */
  private void sortBestFirst(int size) {
    for (int end = size - 1; end > 0; end--) {
      int worst = heap[0];
      heap[0] = heap[end];
      heap[end] = worst;
      siftDown(0, end);
    }
  }

  private void siftDown(int start, int size) {
    int parent = start;
    int moving = heap[start];
    while (true) {
      int child = 2 * parent + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && precedes(heap[child], heap[child + 1])) {
        child++;
      }
      if (!precedes(moving, heap[child])) {
        break;
      }
      heap[parent] = heap[child];
      parent = child;
    }
    heap[parent] = moving;
  }

  private boolean precedes(int left, int right) {
    float leftLogit = logits[left];
    float rightLogit = logits[right];
    return leftLogit > rightLogit || (leftLogit == rightLogit && left < right);
  }
}
