package org.alphagrid.eval.onnx;

import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.architecture.WeightSlot;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.checkpoint.LocalTensor;
import org.alphagrid.merge.tensor.DType;

/** Compares a model's tensors with what its description calls for, before anything is built. */
final class WeightCheck {
  private WeightCheck() {}

  /**
   * @throws IllegalArgumentException when a tensor is missing, has another shape or a dtype that is
   *     not run; the message names model, tensor, expected and found
   */
  static void require(DecoderSpec spec, LocalModel model) {
    for (WeightSlot slot : WeightLayout.of(spec, model.tensors().keySet())) {
      LocalTensor tensor = model.tensors().get(slot.name());
      if (tensor == null) {
        throw problem(model, slot, "no such tensor");
      }
      if (!tensor.shape().equals(slot.shape())) {
        throw problem(model, slot, tensor.shape().toString());
      }
      if (tensor.dtype() == DType.F64) {
        throw problem(model, slot, "dtype F64 (must be one of [BF16, F16, F32])");
      }
    }
  }

  private static IllegalArgumentException problem(LocalModel model, WeightSlot slot, String found) {
    return new IllegalArgumentException(
        "Cannot run model '%s': tensor '%s' must be %s, found %s"
            .formatted(model.name(), slot.name(), slot.shape(), found));
  }
}
